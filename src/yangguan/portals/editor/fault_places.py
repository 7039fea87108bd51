"""
Where in the editor a fault of the checks belongs: from the interchange's names to the content's.

The checks name tables and columns of the national interchange, because files are checked by them
too; here each leads to the place and the field that a person can mend.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault, Severity

_PATH = re.compile(r"^([A-Z_]+)(?:\[(\d+)\])?(?:\.([A-Z_]+))?(?:\[(\d+)\])?(?:\.([A-Z_]+))?")
_STEP = re.compile(r"^FLOWSHEET（(.+)）")
_ELEMENT = re.compile(r"^FORM（(.+)）")

# Table → section, and place of its entries where it has any.
_TABLES = {
    "UP_TASK_GENERAL_BASIC": ("basic", ""),
    "UP_TASK_GENERAL_EXTEND": ("service", ""),
    "UP_TASK_GENERAL_MATERIAL": ("materials", "materials"),
    "UP_TASK_GENERAL_FEE_PROJECT": ("fees", "fees"),
    "UP_TASK_GENERAL_QUESTIONS": ("questions", "questions"),
    "LAW": ("basis", "laws"),
    "SITUATION": ("situations", "situations"),
    "FORM": ("form", "form"),
    "FLOWSHEET": ("process", "steps"),
    "SPECIAL_TIME": ("limits", "special_procedures"),
    "RESULT": ("results", "results"),
}
# Columns that stand in another section than their table does.
_MOVED = {
    "BY_LAW": ("basis", "", "basis"),
    "ACCEPT_CONDITION": ("basis", "", "conditions"),
    "HANDLE_FLOW": ("process", "", "process_text"),
    "ANTICIPATE_DAY": ("limits", "", "statutory_limit"),
    "ANTICIPATE_TYPE": ("limits", "", "statutory_limit"),
    "ANTICIPATE_EXPLAIN": ("limits", "", "statutory_limit"),
    "PROMISE_DAY": ("limits", "", "promised_limit"),
    "PROMISE_TYPE": ("limits", "", "promised_limit"),
    "PROMISE_EXPLAIN": ("limits", "", "promised_limit"),
    "LIMIT_EXPLAIN": ("limits", "", "quantity_limit"),
    "SERVICE_TYPE": ("limits", "", "intermediary_services"),
    "SPECIAL_PROCEDURE": ("limits", "", "special_procedures_note"),
    "IS_FEE": ("fees", "", "has_fee"),
    "FEE_BASIS": ("fees", "", "fee_basis"),
    "LINK_WAY": ("service", "service", "enquiries"),
    "SUPERVISE_WAY": ("service", "service", "complaints"),
    "TRANSACT_ADDR": ("service", "service", "address"),
    "TRANSACT_TIME": ("service", "service", "hours"),
    "HANDLE_TYPE": ("service", "service", "forms"),
    "LIMIT_SCENE_NUM": ("service", "service", "visits"),
    "USER_TOPIC_TYPE": ("basic", "", "person_topics"),
    "CORP_TOPIC_TYPE": ("basic", "", "organisation_topics"),
    "OTHER_DEPT": ("basic", "", "other_departments"),
    "RESULT_NAME": ("results", "", ""),
    "RESULT_TYPE": ("results", "", ""),
}
_COLUMNS = {
    "UP_TASK_GENERAL_BASIC": {
        "TASK_NAME": "name", "TASK_CODE": "catalog_code", "CATALOG_CODE": "catalog_code",
        "TASK_TYPE": "item_type", "USE_LEVEL": "level", "PROJECT_TYPE": "is_instant",
        "SERVER_TYPE": "audiences", "ENTRUST_NAME": "entrusted_by",
        "PLAN_EFFECTIVE_DATE": "effective",
    },
    "UP_TASK_GENERAL_EXTEND": {
        "ONLINE_HANDLE_DEPTH": "depth", "HANDLE_AREA": "area",
        "LIMIT_SCENE_EXPLAIN": "visit_reason", "IS_ONLINE": "online",
        "IS_ENTRY_CENTER": "at_hall", "IS_SCHEDULE": "by_appointment",
        "IS_EXPRESS": "by_courier", "IS_SERVICE_TERMINALS": "at_kiosk",
        "IS_PAY_ONLINE": "pays_online",
    },
    "UP_TASK_GENERAL_MATERIAL": {
        "MATERIAL_NAME": "name", "MATERIAL_TYPE": "kind", "SOURCE_TYPE": "source_kind",
        "SOURCE_EXPLAIN": "source", "IS_NEED": "need", "MATERIAL_FORMAT": "medium",
        "PAGE_NUM": "originals", "PAGE_COPYNUM": "copies", "PAGE_FORMAT": "paper_size",
        "BY_LAW": "basis", "FILL_EXPLAIN": "how_to_fill", "ACCEPT_STAND": "acceptance_standard",
        "REMARK": "applies_if", "APPLIES_IF": "applies_if", "DEFINITION": "definition",
    },
    "UP_TASK_GENERAL_FEE_PROJECT": {
        "FEE_NAME": "name", "FEE_STAND": "standard", "BY_LAW": "basis", "IS_DESC": "may_be_reduced",
        "DESC_LAW": "reduction", "REMARK": "note",
    },
    "UP_TASK_GENERAL_QUESTIONS": {"QUESTION": "question", "ANSWER": "answer"},
    "LAW": {
        "LAWNAME": "law", "TERMSNUMBER": "article", "ACCORDINGNUMBER": "document_number",
        "TERMSCONTENT": "text", "BFJG": "issuer", "SSRQ": "effective",
    },
    "FORM": {
        "ELEMENT": "element", "NAME": "label", "TYPE": "type", "REQUIRED": "required",
        "CHOICES": "choices", "COLUMNS": "columns", "SOURCE": "source", "HELP": "help",
        "SHOW_IF": "shown_if",
    },
    "FLOWSHEET": {
        "STEP": "kind", "STEP_TEXT": "name", "UNIT": "unit", "TRANSACTOR": "officer",
        "TRANSACT_TIME_LIMIT": "limit_text", "CHECK_STANDARD": "standard",
        "TRANSACT_RESULT": "result",
    },
    "SPECIAL_TIME": {
        "SPECIAL_TYPE": "name", "SPECIAL_NAME": "name", "LIMIT_DAY": "limit_days",
        "LIMIT_TYPE": "unit", "BY_LAW": "basis",
    },
    "RESULT": {
        "NAME": "name", "RESULT_TYPE_TEXT": "kind", "LICENCE_TYPE": "licence_type",
        "VALIDITY": "validity",
        "FACE": "face",
    },
}  # fmt: skip
_COLUMNS["SITUATION"] = _COLUMNS["FORM"]
_INNER = {"TARIFF": "tariff", "EXEMPTION": "exemptions", "FEE_EXAMPLE": "examples"}
# The columns of a table that `_MOVED` does not speak of: they mean something else there.
_OWN = {
    (table, column) for table, columns in _COLUMNS.items() for column in columns if column in _MOVED
}


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """A fault with the section, the place and the field that it is about."""

    section: str
    place: str
    field: str
    code: str
    message: str
    source: str
    is_refusal: bool


def placed(faults: Iterable[Fault], content: EditionContent) -> list[PlacedFault]:
    """Every fault at its place; one that names none is told in the first section."""
    found = [_placed(fault, content) for fault in faults]
    # Several columns of the interchange may be one field here, which then is told once.
    return list(
        {(each.section, each.place, each.field, each.message): each for each in found}.values()
    )


def place_in_file(path: str) -> tuple[str, tuple[int, ...], str]:
    """
    Section, position (from 1, an inner list's after it), field: for a file, which is no content.

    Empty where the path names nothing of an item.
    """
    match = _PATH.match(path)
    if match is None or match[1] not in _TABLES:
        return "", (), ""
    table, index, column, inner, rest = match.groups()
    if index is None and column in _MOVED and (table, column) not in _OWN:
        section, _place, field = _MOVED[column]
        return section, (), field
    numbers = tuple(int(each) + 1 for each in (index, inner) if each is not None)
    return _TABLES[table][0], numbers, _COLUMNS.get(table, {}).get(rest or column or "", "")


def _placed(fault: Fault, content: EditionContent) -> PlacedFault:
    section, place, field = _where(fault.field, content)
    return PlacedFault(
        section,
        place,
        field,
        fault.code,
        fault.message,
        fault.source,
        fault.severity is Severity.REFUSAL,
    )


def _where(path: str, content: EditionContent) -> tuple[str, str, str]:
    if named := _STEP.match(path):
        keys = [key for key, _step in content.process.steps()]
        return "process", f"steps.{keys.index(named[1])}" if named[1] in keys else "", ""
    if named := _ELEMENT.match(path):
        return _question(named[1], content)
    match = _PATH.match(path)
    if match is None or match[1] not in _TABLES:
        return "basic", "", ""
    table, index, column, inner, rest = match.groups()
    section, entries = _TABLES[table]
    if index is None:
        if column in _MOVED and (table, column) not in _OWN:
            return _MOVED[column]
        field = _COLUMNS.get(table, {}).get(column or "", "")
        return section, "service" if section == "service" else "", field
    if table == "FORM" and column == "FIELDS" and inner is not None:
        return section, f"form.{index}.fields.{inner}", _COLUMNS[table].get(rest or "", "")
    if table == "FORM":
        return section, _field_place(int(index), content), _COLUMNS[table].get(column or "", "")
    place = f"{entries}.{index}"
    if column in _INNER and inner is not None:
        return section, f"{place}.{_INNER[column]}.{inner}", ""
    return section, place, _COLUMNS.get(table, {}).get(column or "", "")


def _question(element: str, content: EditionContent) -> tuple[str, str, str]:
    """Where a data element is asked for: among the situations, or on a page of the form."""
    for index, field in enumerate(content.situations):
        if field.element == element:
            return "situations", f"situations.{index}", "element"
    for number, group in enumerate(content.form):
        for index, field in enumerate(group.fields):
            if field.element == element:
                return "form", f"form.{number}.fields.{index}", "element"
    return "form", "", ""


def _field_place(index: int, content: EditionContent) -> str:
    """The form is one table in the interchange and pages here."""
    for number, group in enumerate(content.form):
        if index < len(group.fields):
            return f"form.{number}.fields.{index}"
        index -= len(group.fields)
    return ""
