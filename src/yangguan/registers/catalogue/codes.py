"""
Code tables of the interchange, as far as an item uses them.

Source: GB/T 39046-2020 annex A (A.1 item types, A.2 levels, A.3 organs, A.4 audiences, A.5 forms of
handling, A.6 kinds of case); the rest from the national item library's field list.

The words are Chinese, as the interchange, the search and the printed guide need them; those that
pages show are marked for the catalogue of sentences, and a page translates them.
"""

from django.utils.translation import gettext_noop as _

ITEM_TYPES = {
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
}
# Everything but public services is an administrative power and needs a legal basis throughout.
ADMINISTRATIVE_POWERS = frozenset(ITEM_TYPES) - {"20"}
LEVELS = {
    "1": _("国家级"),
    "2": _("省级"),
    "3": _("市级"),
    "4": _("县级"),
    "5": _("镇（乡、街道）级"),
    "6": _("村（社区）级"),
    "7": _("分级管理"),
}
ORGAN_KINDS = {"1": _("法定机关"), "2": _("授权组织"), "3": _("受委托组织"), "9": _("其他")}
AUDIENCES = {
    "1": "自然人",
    "2": "企业法人",
    "3": "事业法人",
    "4": "社会组织法人",
    "5": "非法人企业",
    "6": "行政机关",
    "9": "其他组织",
}
HANDLING_FORMS = {
    "1": _("窗口办理"),
    "2": _("电脑端网上办理"),
    "3": _("移动端网上申请"),
    "4": _("快递申请"),
    "5": _("自助终端办理"),
    "9": _("其他"),
}
CASE_KINDS = {"1": "即办件", "2": "承诺件", "9": "其他"}
LIMIT_UNITS = {"1": "工作日", "2": "自然日"}
ITEM_STATES = {"1": "在用", "2": "暂停", "3": "取消"}
DEPTH_STAGES = {
    "1": "互联网咨询",
    "2": "互联网收件",
    "3": "互联网预审",
    "4": "互联网受理",
    "5": "互联网办理",
    "6": "办理结果信息反馈",
    "7": "电子证照反馈",
    "8": "其他",
    "9": "其他",
}
AREAS = {
    "": "",
    "0": _("未实现通办"),
    "1": _("全国通办"),
    "2": _("全省通办"),
    "3": _("全市（地级）通办"),
    "4": _("全县（市）通办"),
    "5": _("全镇通办"),
}
RESULT_KINDS = {"10": _("证照"), "20": _("批文"), "30": _("其他"), "99": _("无")}
RESULT_KIND_NAMES = frozenset(RESULT_KINDS.values())
FLAGS = {"0": "否", "1": "是"}
MATERIAL_KINDS = {"1": "证件证书证明", "2": "申请表格文书", "3": "其他"}
MATERIAL_MEDIA = {"1": "纸质", "2": "电子化", "3": "纸质/电子化"}
MATERIAL_NEEDS = {"1": _("必要"), "2": _("非必要"), "3": _("容缺后补")}
MATERIAL_SOURCES = {"10": "申请人自备", "20": "政府部门核发", "99": "其他"}
STEP_KINDS = {
    "acceptance": "受理",
    "investigate": "审查",
    "decide": "决定",
    "accreditation": "颁证",
    "delivery": "送达",
}
FIELD_TYPES = frozenset(
    {"text", "longtext", "number", "money", "date", "choice", "multichoice", "boolean", "region",
     "table", "file"}
)  # fmt: skip
CONDITION_OPERATORS = frozenset({"eq", "ne", "in", "contains"})
