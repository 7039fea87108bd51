"""
The code tables that the program itself reads, as it is delivered.

They count until a version in the database replaces them, so that the platform speaks correctly on
an empty database too. The words are Chinese, as the interchange, the search and the printed guide
need them; those that pages show are marked for the catalogue of sentences.

Source: GB/T 39046-2020 annex A (A.1 item types, A.2 levels, A.3 organs, A.4 audiences, A.5 forms of
handling, A.6 kinds of case); the rest from the national item library's field list, that goes with
GB/T 39554.2-2020.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class NationalTable:
    """
    A code table that the program reads.

    `meant`: codes to which the program itself gives a meaning; no version can do without them.
    `is_closed`: the program knows these codes alone, so none can be added.
    """

    key: str
    title: str
    standard: str
    in_force_date: date
    names: Mapping[str, str]
    meant: frozenset[str] = frozenset()
    is_closed: bool = False


_39046 = "GB/T 39046-2020"
_39046_SINCE = date(2020, 10, 1)
_LIBRARY_SINCE = date(2020, 11, 19)


def _annex(
    place: str,
    key: str,
    title: str,
    names: Mapping[str, str],
    *,
    meant: frozenset[str] = frozenset(),
) -> NationalTable:
    return NationalTable(key, title, f"{_39046} {place}", _39046_SINCE, names, meant)


def _library(
    field: str,
    key: str,
    title: str,
    names: Mapping[str, str],
    *,
    meant: frozenset[str] = frozenset(),
    is_closed: bool = False,
) -> NationalTable:
    standard = f"国家政务服务事项库字段 {field}（GB/T 39554.2-2020）"
    codes = frozenset(names) if is_closed else meant
    return NationalTable(key, title, standard, _LIBRARY_SINCE, names, codes, is_closed)


_TABLES = (
    _annex(
        "A.1",
        "item-types",
        _("事项类型"),
        {
            "01": _("行政许可"),
            "02": _("行政处罚"),
            "03": _("行政强制"),
            "04": _("行政征收"),
            "05": _("行政给付"),
            "06": _("行政检查"),
            "07": _("行政确认"),
            "08": _("行政奖励"),
            "09": _("行政裁决"),
            "10": _("其他行政权力"),
            "20": _("公共服务"),
        },
        # 01: governed by the Licensing Law; 20: no administrative power.
        meant=frozenset({"01", "20"}),
    ),
    _annex(
        "A.2",
        "levels",
        _("行使层级"),
        {
            "1": _("国家级"),
            "2": _("省级"),
            "3": _("市级"),
            "4": _("县级"),
            "5": _("镇（乡、街道）级"),
            "6": _("村（社区）级"),
            "7": _("分级管理"),
        },
    ),
    _annex(
        "A.3",
        "organ-kinds",
        _("实施主体性质"),
        {"1": _("法定机关"), "2": _("授权组织"), "3": _("受委托组织"), "9": _("其他")},
    ),
    _annex(
        "A.4",
        "audiences",
        _("服务对象"),
        {
            "1": "自然人",
            "2": "企业法人",
            "3": "事业法人",
            "4": "社会组织法人",
            "5": "非法人企业",
            "6": "行政机关",
            "9": "其他组织",
        },
        meant=frozenset({"1"}),
    ),
    _annex(
        "A.5",
        "handling-forms",
        _("办理形式"),
        {
            "1": _("窗口办理"),
            "2": _("电脑端网上办理"),
            "3": _("移动端网上申请"),
            "4": _("快递申请"),
            "5": _("自助终端办理"),
            "9": _("其他"),
        },
    ),
    _annex(
        "A.6",
        "case-kinds",
        _("办件类型"),
        {"1": "即办件", "2": "承诺件", "9": "其他"},
        meant=frozenset({"1", "2"}),
    ),
    _library(
        "ANTICIPATE_TYPE、PROMISE_TYPE",
        "limit-units",
        _("时限单位"),
        {"1": "工作日", "2": "自然日"},
        is_closed=True,
    ),
    _library(
        "TASK_STATE",
        "item-states",
        _("事项状态"),
        {"1": "在用", "2": "暂停", "3": "取消"},
        is_closed=True,
    ),
    _library(
        "ONLINE_HANDLE_DEPTH",
        "depth-stages",
        _("网上办理深度"),
        {
            "1": "互联网咨询",
            "2": "互联网收件",
            "3": "互联网预审",
            "4": "互联网受理",
            "5": "互联网办理",
            "6": "办理结果信息反馈",
            "7": "电子证照反馈",
            "8": "其他",
            "9": "其他",
        },
    ),
    _library(
        "HANDLE_AREA",
        "areas",
        _("通办范围"),
        {
            "0": _("未实现通办"),
            "1": _("全国通办"),
            "2": _("全省通办"),
            "3": _("全市（地级）通办"),
            "4": _("全县（市）通办"),
            "5": _("全镇通办"),
        },
    ),
    _library(
        "RESULT_TYPE",
        "result-kinds",
        _("办理结果类型"),
        {"10": _("证照"), "20": _("批文"), "30": _("其他"), "99": _("无")},
    ),
    _library("IS_*", "flags", _("是否"), {"0": "否", "1": "是"}, is_closed=True),
    _library(
        "MATERIAL_TYPE",
        "material-kinds",
        _("材料类型"),
        {"1": "证件证书证明", "2": "申请表格文书", "3": "其他"},
        meant=frozenset({"3"}),
    ),
    _library(
        "MATERIAL_FORMAT",
        "material-media",
        _("材料形式"),
        {"1": "纸质", "2": "电子化", "3": "纸质/电子化"},
        meant=frozenset({"3"}),
    ),
    _library(
        "IS_NEED",
        "material-needs",
        _("材料必要性"),
        {"1": _("必要"), "2": _("非必要"), "3": _("容缺后补")},
        is_closed=True,
    ),
    _library(
        "SOURCE_TYPE",
        "material-sources",
        _("材料来源渠道"),
        {"10": "申请人自备", "20": "政府部门核发", "99": "其他"},
    ),
    _library(
        "STEP",
        "step-kinds",
        _("环节类别"),
        {
            "acceptance": "受理",
            "investigate": "审查",
            "decide": "决定",
            "accreditation": "颁证",
            "delivery": "送达",
        },
        is_closed=True,
    ),
)

NATIONAL: Mapping[str, NationalTable] = {table.key: table for table in _TABLES}
