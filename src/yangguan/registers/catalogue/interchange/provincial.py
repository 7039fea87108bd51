"""
A province's published items (`AUDIT_*`, one JSON object each), as the document of an item.

Coded fields are read by their label (`…_TEXT`): the province numbers types and results otherwise.
A field that the province leaves empty stays as the register has it. Not every package holds an
item: error answers come between the lines.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from yangguan.registers.catalogue import codes
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.downward import completed
from yangguan.registers.catalogue.interchange.item import BASIC, EXTEND, QUESTIONS
from yangguan.registers.catalogue.interchange.lists import FEE, MATERIAL
from yangguan.registers.catalogue.interchange.writer import write_item

Values = dict[str, Any]

ITEM = "AUDIT_ITEM"
_FORMS = {"窗口办理": "1", "网上办理": "2", "快递申请": "4"}
# Levels of old against stages of new: the nearest, none is lost that the province promises.
_DEPTHS = {"Ⅰ级": "1", "Ⅱ级": "1^2", "Ⅲ级": "1^2^3^4", "Ⅳ级": "1^2^3^4^5^6",
           "I级": "1", "II级": "1^2", "III级": "1^2^3^4", "IV级": "1^2^3^4^5^6"}  # fmt: skip
_STEPS = {"审查": "investigate", "决定": "decide", "受理": "acceptance", "收件": "acceptance",
          "制证": "accreditation", "送达": "delivery"}  # fmt: skip
_SHORT = {"跨省": "1", "全国": "1", "全省": "2", "跨市": "3", "全市": "3", "跨县": "4", "全县": "4"}


def is_provincial(values: Mapping[str, Any]) -> bool:
    """Whether a JSON object is an answer of a province's item service, with an item or without."""
    return any(key.startswith("AUDIT_") for key in values) or "errCode" in values


def package_fault(values: Mapping[str, Any]) -> Fault | None:
    """Why the package holds no item."""
    if isinstance(values.get(ITEM), Mapping) and values[ITEM]:
        return None
    why = str(values.get("msg") or "").strip()[:200]
    return Fault(ITEM, "no-item", _("这一行不是事项：%(why)s") % {"why": why or _("没有主表")})


def from_provincial(values: Mapping[str, Any], current: EditionContent | None) -> Values:
    """The document of one package. Faults are found when it is read, under the national names."""
    known = write_item(current, state="1", version=1) if current else {}
    item = _said(values[ITEM])
    lobbies = _rows(values, "AUDIT_CATALOG_LOBBY")
    document: Values = {
        BASIC: _said(_basic(item, lobbies)),
        EXTEND: _said(_extend(item, values)),
        MATERIAL: [_material(row, n) for n, row in enumerate(_rows(values, "AUDIT_MATERIAL"), 1)],
        FEE: [
            {"FEE_NAME": row.get("FEE_NAME"), "FEE_STAND": row.get("FEE_STAND"),
             "BY_LAW": item.get("FEE_BASIS") or _basis(item)}
            for row in _rows(values, "AUDIT_CHARGE")
        ],
        QUESTIONS: _rows(values, "AUDIT_QA"),
    }  # fmt: skip
    if laws := _rows(item, "LAW"):
        document["LAW"] = laws
    if steps := [_step(row) for row in _rows(values, "AUDIT_ITEM_FLOWSHEET")]:
        document["FLOWSHEET"] = steps
    if results := _rows(values, "AUDIT_ITEM_RESULT"):
        document["RESULT"] = [
            {"NAME": row.get("NAME"), "VALIDITY": row.get("CARD_VALIDDATE"),
             "RESULT_TYPE_TEXT": row.get("SUBJECT_RESULT_TYPE_TEXT") or "其他"}
            for row in results
        ]  # fmt: skip
    return completed(document, known)


def _basic(item: Values, lobbies: list[Values]) -> Values:
    address = item.get("XHTSDZ") or "\n".join(
        f"{row.get('NAME', '')} {row['ADDRESS']}".strip() for row in lobbies if row.get("ADDRESS")
    )
    flow = "\n".join(
        f"{name}：{item[key]}"
        for key, name in (("CKBLLC", "窗口办理"), ("WSBLLC", "网上办理"))
        if item.get(key)
    )
    return {
        "CATALOG_CODE": item.get("NATION_CATALOG_CODE") or item.get("CATALOG_CODE"),
        "TASK_CODE": item.get("NATION_TASK_CODE") or item.get("TASK_CODE"),
        "TASK_NAME": item.get("CATANAME") or item.get("TASK_NAME"),
        "TASK_TYPE": _code(item, "TASK_TYPE", codes.ITEM_TYPES),
        "BY_LAW": _basis(item),
        "USE_LEVEL": _code(item, "USE_LEVEL", codes.LEVELS),
        "DEPT_NAME": item.get("DEPT_NAME"),
        # In spite of its name the department's credit code.
        "DEPT_CODE": item.get("TONGYI_CODE"),
        "DEPT_TYPE": "1",
        "PROJECT_TYPE": _code(item, "PROJECT_TYPE", codes.CASE_KINDS),
        "SERVER_TYPE": _joined(item, "SERVE_TYPE_TEXT", _by_name(codes.AUDIENCES)),
        "HANDLE_TYPE": _joined(item, "HANDLE_TYPE_TEXT", _FORMS),
        "ACCEPT_CONDITION": item.get("ACCEPT_CONDITION"),
        "HANDLE_FLOW": flow,
        "ANTICIPATE_DAY": item.get("ANTICIPATE_DAY") or item.get("PROMISE_DAY"),
        "ANTICIPATE_TYPE": _code(item, "ANTICIPATE_TYPE", codes.LIMIT_UNITS),
        "ANTICIPATE_EXPLAIN": item.get("FDBLSXSM"),
        "PROMISE_DAY": item.get("PROMISE_DAY"),
        "PROMISE_TYPE": _code(item, "PROMISE_TYPE", codes.LIMIT_UNITS),
        "PROMISE_EXPLAIN": item.get("CRBJSXSM"),
        "LIMIT_SCENE_NUM": item.get("LIMIT_SCENE_NUM", 0),
        "IS_FEE": item.get("IS_FEE"),
        "FEE_BASIS": item.get("FEE_BASIS"),
        "SPECIAL_PROCEDURE": item.get("SPECIAL_PROCEDURE") or "无",
        "LINK_WAY": item.get("LINK_TEL"),
        "SUPERVISE_WAY": item.get("TSTEL") or item.get("HFXS"),
        "TRANSACT_ADDR": address,
        "TRANSACT_TIME": "\n".join(
            dict.fromkeys(str(row["TIME"]) for row in lobbies if row.get("TIME"))
        ),
        "TASK_STATE": _code(item, "TASK_STATE", codes.ITEM_STATES),
        "TASK_VERSION": item.get("TASK_VERSION", 1),
        "PLAN_EFFECTIVE_DATE": item.get("VERSION_DATE") or item.get("PUBLISHDATE"),
    }


def _extend(item: Values, values: Mapping[str, Any]) -> Values:
    scopes = [str(row.get("SCOPERANGE_TEXT", "")) for row in _rows(item, "SCOPES")]
    results = _rows(values, "AUDIT_ITEM_RESULT")
    kinds = _by_name(codes.RESULT_KINDS)
    told = [kinds.get(str(row.get("SUBJECT_RESULT_TYPE_TEXT")), "30") for row in results]
    depth = str(item.get("WBSD_LEVEL_TEXT", "")).replace("（", "(").partition("(")[0]
    is_online = str(item.get("ONLINECHECK", "0"))
    return {
        "IS_ENTRY_CENTER": "1" if values.get("AUDIT_CATALOG_LOBBY") else "0",
        "IS_EXPRESS": "1" if "快递" in str(item.get("HANDLE_TYPE_TEXT", "")) else "0",
        "IS_ONLINE": is_online,
        "IS_PAY_ONLINE": "1" if "网上" in str(item.get("CHARGETYPE", "")) else "0",
        "LIMIT_SCENE_EXPLAIN": item.get("UNONLINEREASON") or item.get("UNONLINEREASONOTHER"),
        "ONLINE_HANDLE_DEPTH": _DEPTHS.get(depth.strip()),
        "HANDLE_AREA": next((_SHORT[scope[:2]] for scope in scopes if scope[:2] in _SHORT), None),
        "OTHER_DEPT": "、".join(
            str(row["OTHERDEPTNAME"]) for row in _rows(values, "AUDIT_OTHER_DEPT")
            if row.get("OTHERDEPTNAME")
        ),
        "RESULT_NAME": "；".join(str(row["NAME"]) for row in results if row.get("NAME")),
        "RESULT_TYPE": "^".join(dict.fromkeys(told)) or "99",
    }  # fmt: skip


def _material(row: Values, place: int) -> Values:
    told = {
        "ORDER_NUM": place,
        "MATERIAL_NAME": row.get("MATERIAL_NAME"),
        "MATERIAL_TYPE": _code(row, "MATERIAL_TYPE", codes.MATERIAL_KINDS),
        "SOURCE_TYPE": _code(row, "SOURCE_TYPE", codes.MATERIAL_SOURCES),
        "IS_NEED": _code(row, "IS_NEED", codes.MATERIAL_NEEDS) or "1",
        "MATERIAL_FORMAT": _code(row, "ZZHDZB", codes.MATERIAL_MEDIA),
        "PAGE_NUM": row.get("PAGE_NUM"),
        "PAGE_COPYNUM": row.get("PAGE_COPYNUM"),
        "PAGE_FORMAT": row.get("PAGE_FORMAT"),
        # [sic]
        "FILL_EXPLAIN": row.get("FILL_EXPLIAN"),
        "REMARK": row.get("MATERIAL_DESC"),
        "BY_LAW": row.get("BY_LAW"),
    }
    return _said(told)


def _step(row: Values) -> Values:
    name = str(row.get("STEP_TEXT", ""))
    told = {key: row.get(key) for key in
            ("TRANSACTOR", "TRANSACT_TIME_LIMIT", "TRANSACT_RESULT", "CHECK_STANDARD")}  # fmt: skip
    return {**_said(told), "STEP": _STEPS.get(name, row.get("STEP")), "STEP_TEXT": name}


def _basis(item: Mapping[str, Any]) -> str:
    laws = _rows(item, "LAW")
    return "；".join(
        f"《{str(law['LAWNAME']).strip('《》')}》{law.get('TERMSNUMBER') or ''}"
        for law in laws
        if law.get("LAWNAME")
    )


def _rows(values: Mapping[str, Any], table: str) -> list[Values]:
    rows = values.get(table)
    return (
        [_said(row) for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    )


def _said(values: Mapping[str, Any]) -> Values:
    return {key: value for key, value in values.items() if value not in (None, "", "null")}


def _by_name(table: Mapping[str, str]) -> dict[str, str]:
    return {name: code for code, name in table.items()}


def _code(values: Mapping[str, Any], key: str, table: Mapping[str, str]) -> Any:
    """By label; a label that the table does not have is told as it stands, and refused there."""
    label = values.get(f"{key}_TEXT")
    if label is None:
        return values.get(key)
    return _by_name(table).get(str(label).strip(), label)


def _joined(values: Mapping[str, Any], key: str, table: Mapping[str, str]) -> str:
    labels = str(values.get(key, "")).replace("，", ",").split(",")
    return "^".join(table.get(label.strip(), label.strip()) for label in labels if label.strip())
