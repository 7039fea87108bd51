"""
The sheets of a workbook of items: which columns each table has, and how a cell tells its value.

One sheet for each table of the document (`writer.write_item`); the first column of each says by
`TASK_CODE` to which item a row belongs. The same cells are written as CSV.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any

import msgspec
from django.utils.translation import gettext_noop as _

from yangguan.registers.catalogue import codes
from yangguan.registers.catalogue.content import FormField, Supply
from yangguan.registers.catalogue.interchange.item import BASIC, EXTEND, QUESTIONS
from yangguan.registers.catalogue.interchange.lists import FEE, MATERIAL
from yangguan.registers.catalogue.interchange.national import national_tables

TASK_CODE = "TASK_CODE"
# Tables of which an item has one row; all others are lists.
SINGLE = (BASIC, EXTEND)


class CellKind(Enum):
    TEXT = auto()
    NUMBER = auto()
    CHOICE = auto()  # one code of a table: “01 行政许可”
    LIST = auto()  # texts, one a line
    JSON = auto()
    YES_NO = auto()


@dataclass(frozen=True, slots=True)
class SheetColumn:
    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    required: bool = False
    table: Mapping[str, str] | None = None
    note: str = ""


_FLAG = codes.FLAGS
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "TASK_TYPE": codes.ITEM_TYPES, "USE_LEVEL": codes.LEVELS, "DEPT_TYPE": codes.ORGAN_KINDS,
    "PROJECT_TYPE": codes.CASE_KINDS, "ANTICIPATE_TYPE": codes.LIMIT_UNITS,
    "PROMISE_TYPE": codes.LIMIT_UNITS, "TASK_STATE": codes.ITEM_STATES, "IS_FEE": _FLAG,
    "IS_ENTRY_CENTER": _FLAG, "IS_EXPRESS": _FLAG, "IS_ONLINE": _FLAG, "IS_PAY_ONLINE": _FLAG,
    "IS_SCHEDULE": _FLAG, "IS_SERVICE_TERMINALS": _FLAG, "IS_DESC": _FLAG,
    "HANDLE_AREA": codes.AREAS, "MATERIAL_TYPE": codes.MATERIAL_KINDS,
    "MATERIAL_FORMAT": codes.MATERIAL_MEDIA, "IS_NEED": codes.MATERIAL_NEEDS,
    "SOURCE_TYPE": codes.MATERIAL_SOURCES,
}  # fmt: skip
_SEVERAL: Mapping[str, Mapping[str, str]] = {
    "SERVER_TYPE": codes.AUDIENCES, "HANDLE_TYPE": codes.HANDLING_FORMS,
    "ONLINE_HANDLE_DEPTH": codes.DEPTH_STAGES, "RESULT_TYPE": codes.RESULT_KINDS,
}  # fmt: skip
_NUMBERS = {"ANTICIPATE_DAY", "PROMISE_DAY", "LIMIT_SCENE_NUM", "TASK_VERSION", "ORDER_NUM",
            "PAGE_NUM", "PAGE_COPYNUM"}  # fmt: skip
# Columns of the national tables that a document does not have.
_NOT_OURS = {
    "ROW_GUID", "TASK_GUID", "CD_OPERATION", "CD_TIME", "CD_BATCH", "DATA_SOURCE",
    "LOCAL_CATALOG_CODE", "LOCAL_TASK_CODE", "TASK_HANDLE_ITEM", "POWER_SOURCE",
    "APP_IS_SINGLE_LOGIN", "IS_SINGLE_LOGIN", "MOBILE_TERMINAL_URL", "LINK_ADDR",
    "PLAN_CANCEL_DATE", "RESULT_GUID", "FORM_GUID", "EXAMPLE_GUID", "ONLINE_HANDLE_URL",
    "USER_CHARACTER_TOPIC_TYPE", "CORP_CHARACTER_TOPIC_TYPE", "EXTEND_FIELD",
}  # fmt: skip
_SUPPLIES = {
    Supply.APPLICANT.value: _("申请人提交"),
    Supply.FORM.value: _("由平台表单生成"),
    Supply.VERIFICATION.value: _("部门间核验，不向申请人要"),
}
_CONDITION_NOTE = '{"ELEMENT": "数据元", "OP": "eq/ne/in/contains", "VALUE": …} 或 {"LOGIC": …}'


def _own(key: str, title: str, kind: CellKind = CellKind.TEXT, **more: Any) -> SheetColumn:
    return SheetColumn(key, title, kind, **more)


_CONDITION = _own("APPLIES_IF", "适用条件", CellKind.JSON, note=_CONDITION_NOTE)
_FEE_PLACE = _own("FEE", "第几个收费项目", CellKind.NUMBER, required=True)
_OWN_COLUMNS: Mapping[str, tuple[SheetColumn, ...]] = {
    MATERIAL: (
        _own("PAGE_COPYNUM", "复印件份数", CellKind.NUMBER),
        _own("SUPPLY", "怎样取得", CellKind.CHOICE, table=_SUPPLIES),
        _own("LICENCES", "可用的电子证照", CellKind.LIST, note="一行一个"),
        _CONDITION,
        _own("FOLLOWS_BY", "容缺后补的时点"),
        _own("DEFINITION", "材料目录编码"),
        _own("MATERIAL_KEY", "材料编号"),
    ),
    "LAW": (
        _own("LAWNAME", "法律名称", required=True),
        _own("ACCORDINGNUMBER", "文号"),
        _own("TERMSNUMBER", "条款号", required=True),
        _own("TERMSCONTENT", "条款内容"),
        _own("BFJG", "颁布机关"),
        _own("SSRQ", "实施日期"),
    ),
    "FLOWSHEET": (
        _own("STEP", "环节", CellKind.CHOICE, required=True, table=codes.STEP_KINDS),
        _own("STEP_TEXT", "环节名称"),
        _own("UNIT", "办理单位"),
        _own("UNIT_CODE", "办理单位代码"),
        _own("TRANSACTOR", "办理人员"),
        _own("TRANSACT_TIME_LIMIT", "办理时限"),
        _own("CHECK_STANDARD", "审查标准"),
        _own("TRANSACT_RESULT", "办理结果"),
    ),
    "SPECIAL_TIME": (
        _own("NAME", "特别程序", required=True),
        _own("LIMIT", "时限", CellKind.NUMBER, required=True),
        _own("UNIT", "单位", required=True, note="工作日 或 自然日"),
        _own("BY_LAW", "依据", required=True),
    ),
    "RESULT": (
        _own("NAME", "结果名称", required=True),
        _own("RESULT_TYPE_TEXT", "结果类型", required=True, note="证照、批文、其他、无"),
        _own("LICENCE_TYPE", "电子证照类型"),
        _own("VALIDITY", "有效期"),
        _own("FACE", "照面固定内容", CellKind.JSON),
        _own("EACH_ROW_OF", "按哪张表格逐行发证"),
        _own("EACH_COLUMNS", "表格栏目与照面的对照", CellKind.JSON),
    ),
    "CONDITION": (_own("CONDITION", "受理条件（逐条）", required=True),),
    "TARIFF": (
        _FEE_PLACE,
        _own("WORDS", "标准", required=True),
        _CONDITION,
        _own("AMOUNT_FEN", "金额（分）", CellKind.NUMBER),
        _own("FORMULA", "算式（分）", CellKind.JSON, note="JSONLogic"),
    ),
    "EXEMPTION": (
        _FEE_PLACE,
        _own("NAME", "减免情形", required=True),
        _own("BY_LAW", "依据", required=True),
        _own("PERCENT", "减免百分比", CellKind.NUMBER),
        _CONDITION,
    ),
    "FEE_EXAMPLE": (
        _FEE_PLACE,
        _own("ANSWERS", "填报内容", CellKind.JSON),
        _own("DUE_FEN", "应收（分）", CellKind.NUMBER, required=True),
        _own("NOTE", "说明"),
    ),
    "PROCESS_NODE": (
        _own("KEY", "节点", required=True),
        _own("KIND", "种类", required=True, note="start、end、task、exclusive、parallel"),
        _own("STEP", "环节内容", CellKind.JSON),
    ),
    "PROCESS_FLOW": (
        _own("SOURCE", "从", required=True),
        _own("TARGET", "到", required=True),
        _own("CONDITION", "条件", CellKind.JSON, note="JSONLogic"),
    ),
}
_QUESTION_COLUMNS = (
    _own("NAME", "问题", required=True),
    _own("ELEMENT", "数据元", required=True, note="小写字母、数字和下划线"),
    _own("TYPE", "类型", required=True),
    _own("REQUIRED", "必填", CellKind.YES_NO),
    _own("CHOICES", "选项", CellKind.LIST, note="一行一个"),
    _own("COLUMNS", "表格栏目", CellKind.LIST, note="一行一个"),
    _own("HELP", "填写说明"),
    _own("SOURCE", "从哪里带入"),
    _own("SHOW_IF", "显示条件", CellKind.JSON, note=_CONDITION_NOTE),
    _own("GROUP", "页"),
    _own("GROUP_TITLE", "页的名称"),
)
TABLES = (
    BASIC, EXTEND, MATERIAL, FEE, QUESTIONS, "LAW", "FLOWSHEET", "SPECIAL_TIME", "RESULT",
    "SITUATION", "FORM", "CONDITION", "TARIFF", "EXEMPTION", "FEE_EXAMPLE", "PROCESS_NODE",
    "PROCESS_FLOW",
)  # fmt: skip


@cache
def columns_of(table: str) -> tuple[SheetColumn, ...]:
    """The columns of a table's sheet, without `TASK_CODE` in front (but in the basic table)."""
    if table in {"FORM", "SITUATION"}:
        return (*_QUESTION_COLUMNS, *_further_question_columns())
    own = _OWN_COLUMNS.get(table, ())
    if not table.startswith("UP_"):
        return own
    return (
        *(
            _national(column.name, column.title, column.required)
            for column in national_tables()[table].columns
            if column.name not in _NOT_OURS and (column.name != TASK_CODE or table == BASIC)
        ),
        *own,
    )


def _further_question_columns() -> tuple[SheetColumn, ...]:
    """Whatever else a field can have; numbers, lists and rules are told as JSON."""
    told = {column.key for column in _QUESTION_COLUMNS} | {"LABEL", "SHOWN_IF"}
    return tuple(
        SheetColumn(
            field.name.upper(),
            field.name.upper(),
            CellKind.TEXT if field.type is str else CellKind.JSON,
        )
        for field in msgspec.structs.fields(FormField)
        if field.name.upper() not in told
    )


def _national(key: str, title: str, required: bool) -> SheetColumn:
    if key in _CHOICES:
        return SheetColumn(key, title, CellKind.CHOICE, required, _CHOICES[key])
    if key in _SEVERAL:
        note = "可填几个，用 ^ 分开"
        return SheetColumn(key, title, CellKind.TEXT, required, _SEVERAL[key], note)
    kind = CellKind.NUMBER if key in _NUMBERS else CellKind.TEXT
    return SheetColumn(key, title, kind, required)


def choice_words(column: SheetColumn, code: str) -> str:
    """01 行政许可: the code first, so that it can be read back."""
    words = (column.table or {}).get(code, "")
    return f"{code} {words}" if words else code


def to_cell(column: SheetColumn, value: object) -> str | int | None:
    """What stands in the cell; None for a value that says nothing."""
    if value is None or value == "" or value == [] or value == {}:
        return None
    match column.kind:
        case CellKind.YES_NO:
            return "是" if value else "否"
        case CellKind.LIST if isinstance(value, list | tuple):
            parts = [str(part) for part in value]
            is_plain = all(part and "\n" not in part for part in parts)
            if is_plain and not parts[0].startswith("["):
                return "\n".join(parts)
            return json.dumps(parts, ensure_ascii=False)
        case CellKind.JSON if isinstance(value, str) and _json_or_text(value) is value:
            return value
        case CellKind.JSON:
            return json.dumps(value, ensure_ascii=False)
        case CellKind.CHOICE:
            return choice_words(column, str(value))
    return value if isinstance(value, int) and not isinstance(value, bool) else str(value)


def from_cell(column: SheetColumn | None, value: object) -> object:
    """
    The value that a cell tells; what cannot be read so is handed on as the text that it is, and
    the reader of the item says what is wrong with it.
    """
    if column is None:
        return _json_or_text(value) if isinstance(value, str) else value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    match column.kind:
        case CellKind.YES_NO:
            said = text.strip().upper()
            return {"是": True, "1": True, "TRUE": True, "否": False, "0": False,
                    "FALSE": False}.get(said, text)  # fmt: skip
        case CellKind.LIST:
            told = _json_or_text(text) if text.startswith("[") else text
            return told if isinstance(told, list) else [each for each in text.split("\n") if each]
        case CellKind.JSON:
            return _json_or_text(text)
        case CellKind.CHOICE:
            return _code(column, text)
        case CellKind.NUMBER:
            return value if isinstance(value, int) and not isinstance(value, bool) else text
    return text


def _code(column: SheetColumn, text: str) -> str:
    """The code alone; one that a spreadsheet has taken for a number gets its noughts again."""
    table = column.table or {}
    code = text.strip().partition(" ")[0]
    if code not in table:
        code = next((known for known in table if known and known.lstrip("0") == code), code)
    return code if code in table else text


def _json_or_text(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
