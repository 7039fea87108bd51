"""
Writing an item as the document that `read_item` reads: reading it again gives the same content.

Columns of the national interchange come first; what they cannot say stands in tables and columns
of our own (`SITUATION`, `CONDITION`, `TARIFF`, `PROCESS_NODE` …), and only where it is needed.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from yangguan.registers.catalogue import codes
from yangguan.registers.catalogue.content import (
    EditionContent,
    Fee,
    FormField,
    Limit,
    Material,
    Result,
)
from yangguan.registers.catalogue.interchange.conditions import written_condition
from yangguan.registers.catalogue.interchange.flow import read_process
from yangguan.registers.catalogue.interchange.form import read_questions
from yangguan.registers.catalogue.interchange.graph import written_graph
from yangguan.registers.catalogue.interchange.item import BASIC, EXTEND, QUESTIONS, numbered
from yangguan.registers.catalogue.interchange.lists import FEE, MATERIAL
from yangguan.registers.catalogue.interchange.reader import Document, Faults
from yangguan.registers.catalogue.process import Process, Step, StepKind

Values = dict[str, Any]

# Several values in one column, as the interchange joins them.
JOINED = "^"
_STEP_CODES = {
    StepKind.ACCEPTANCE: "acceptance",
    StepKind.REVIEW: "investigate",
    StepKind.DECISION: "decide",
    StepKind.CERTIFICATE: "accreditation",
    StepKind.DELIVERY: "delivery",
}
_RESULT_CODES = {name: code for code, name in codes.RESULT_KINDS.items()}
_NAMED_APART = {"element", "label", "type", "required", "shown_if"}


def write_item(content: EditionContent, *, state: str, version: int) -> Values:
    """The document of an edition. `state`: codes.ITEM_STATES; `version`: the edition's number."""
    document: Values = {
        BASIC: _basic(content, state=state, version=version),
        EXTEND: _extend(content),
        MATERIAL: [_material(each, n) for n, each in enumerate(content.materials, start=1)],
        FEE: [_fee(each, n) for n, each in enumerate(content.fees, start=1)],
        QUESTIONS: [
            {"ORDER_NUM": n, "QUESTION": each.question, "ANSWER": each.answer}
            for n, each in enumerate(content.questions, start=1)
        ],
        "LAW": [
            {
                "LAWNAME": law.law,
                "ACCORDINGNUMBER": law.document_number,
                "TERMSNUMBER": law.article,
                "TERMSCONTENT": law.text,
                "BFJG": law.issuer,
                "SSRQ": law.effective,
            }
            for law in content.laws
        ],
        "FLOWSHEET": [_step(step, content) for _key, step in content.process.steps()],
        "SPECIAL_TIME": [
            {
                "NAME": each.name,
                "LIMIT": each.limit_days,
                "UNIT": codes.LIMIT_UNITS[each.unit],
                "BY_LAW": each.basis,
            }
            for each in content.special_procedures
        ],
        "RESULT": [_result(each) for each in content.results],
        "FORM": [_field(field) for group in content.form for field in group.fields],
    }
    document |= _where_needed(content, document)
    return document


def _where_needed(content: EditionContent, document: Values) -> Values:
    """The tables of our own that this content needs to be read as it is."""
    more: Values = {}
    if content.situations:
        more["SITUATION"] = [_field(field) for field in content.situations]
    if _points(document[BASIC]["ACCEPT_CONDITION"]) != content.conditions:
        more["CONDITION"] = [{"CONDITION": condition} for condition in content.conditions]
    if read_questions(Document({**document, **more}, Faults())).form != content.form:
        more["FORM"] = [
            {**_field(field), "GROUP": group.key, "GROUP_TITLE": group.title}
            for group in content.form
            for field in group.fields
        ]
    if not _is_told_by_steps(content.process, document):
        more |= written_graph(content.process)
    more |= _fee_tables(content.fees)
    return more


def _points(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in numbered(text) if line.strip())


def _is_told_by_steps(process: Process, document: Values) -> bool:
    own = document[BASIC]["DEPT_CODE"]
    table = Document({"FLOWSHEET": document["FLOWSHEET"]}, Faults())
    read = read_process(table, resolve_unit=lambda unit: "" if unit == own else unit)
    return not table.faults.found and read == process


def _basic(content: EditionContent, *, state: str, version: int) -> Values:
    service = content.service
    return {
        "CATALOG_CODE": content.catalog_code,
        "TASK_CODE": content.task_code,
        "TASK_NAME": content.name,
        "TASK_TYPE": content.item_type,
        "BY_LAW": content.basis,
        "USE_LEVEL": content.level,
        "DEPT_NAME": content.department_name,
        "DEPT_CODE": content.department_code,
        "DEPT_TYPE": content.department_kind,
        "ENTRUST_NAME": content.entrusted_by,
        "PROJECT_TYPE": "1" if content.is_instant else "2",
        "SERVER_TYPE": JOINED.join(content.audiences),
        "HANDLE_TYPE": JOINED.join(service.forms),
        "ACCEPT_CONDITION": _numbered_text(content.conditions),
        "HANDLE_FLOW": content.process_text,
        **_limit(content.statutory_limit, "ANTICIPATE"),
        **_limit(content.promised_limit, "PROMISE"),
        "LIMIT_SCENE_NUM": service.visits,
        "IS_FEE": _flag(content.has_fee),
        "FEE_BASIS": content.fee_basis,
        "SPECIAL_PROCEDURE": content.special_procedures_note,
        "LINK_WAY": service.enquiries,
        "SUPERVISE_WAY": service.complaints,
        "TRANSACT_ADDR": service.address,
        "TRANSACT_TIME": service.hours,
        "TASK_STATE": state,
        "TASK_VERSION": version,
        "PLAN_EFFECTIVE_DATE": content.effective.isoformat(),
    }


def _numbered_text(conditions: tuple[str, ...]) -> str:
    if len(conditions) == 1:
        return conditions[0]
    return "；".join(f"{n}.{each}" for n, each in enumerate(conditions, start=1))


def _limit(limit: Limit, prefix: str) -> Values:
    return {
        f"{prefix}_DAY": limit.days,
        f"{prefix}_TYPE": limit.unit.value,
        f"{prefix}_EXPLAIN": limit.explanation,
    }


def _flag(value: bool) -> str:
    return "1" if value else "0"


def _extend(content: EditionContent) -> Values:
    service = content.service
    kinds = dict.fromkeys(_RESULT_CODES[result.kind] for result in content.results)
    values = {
        "IS_ENTRY_CENTER": _flag(service.at_hall),
        "IS_EXPRESS": _flag(service.by_courier),
        "IS_ONLINE": _flag(service.online),
        "IS_PAY_ONLINE": _flag(service.pays_online),
        "IS_SCHEDULE": _flag(service.by_appointment),
        "IS_SERVICE_TERMINALS": _flag(service.at_kiosk),
        "LIMIT_EXPLAIN": content.quantity_limit,
        "LIMIT_SCENE_EXPLAIN": service.visit_reason,
        "ONLINE_HANDLE_DEPTH": JOINED.join(service.depth),
        "HANDLE_AREA": service.area,
        "OTHER_DEPT": content.other_departments,
        "RESULT_NAME": "；".join(result.name for result in content.results),
        "RESULT_TYPE": JOINED.join(kinds) or "99",
        "SERVICE_TYPE": content.intermediary_services,
        "USER_TOPIC_TYPE": JOINED.join(content.person_topics),
        "CORP_TOPIC_TYPE": JOINED.join(content.organisation_topics),
    }
    places = {
        "TOWN_NAME": content.town,
        "TOWN_CODE": content.town_code,
        "VILLAGE_NAME": content.village,
        "VILLAGE_CODE": content.village_code,
    }
    return values | {key: value for key, value in places.items() if value}


def _material(material: Material, place: int) -> Values:
    values: Values = {
        "ORDER_NUM": place,
        "MATERIAL_NAME": material.name,
        "MATERIAL_TYPE": material.kind,
        "SOURCE_TYPE": material.source_kind,
        "SOURCE_EXPLAIN": material.source,
        "IS_NEED": material.need.value,
        "MATERIAL_FORMAT": material.medium,
        "PAGE_NUM": material.originals,
        "PAGE_COPYNUM": material.copies,
        "PAGE_FORMAT": material.paper_size,
        "BY_LAW": material.basis,
        "FILL_EXPLAIN": material.how_to_fill,
        "ACCEPT_STAND": material.acceptance_standard,
        "REMARK": material.note,
        "SUPPLY": material.supply.value,
    }
    more: Values = {
        "LICENCES": list(material.licences),
        "APPLIES_IF": written_condition(material.applies_if),
        "FOLLOWS_BY": material.follows_by,
        "DEFINITION": material.definition,
        "MATERIAL_KEY": "" if material.key == f"material-{place}" else material.key,
    }
    return values | {key: value for key, value in more.items() if value}


def _fee(fee: Fee, place: int) -> Values:
    return {
        "ORDER_NUM": place,
        "FEE_NAME": fee.name,
        "FEE_STAND": fee.standard,
        "BY_LAW": fee.basis,
        "IS_DESC": _flag(fee.may_be_reduced),
        "DESC_EXPLAIN": fee.reduction,
        "REMARK": fee.note,
    }


def _fee_tables(fees: tuple[Fee, ...]) -> Values:
    tables: dict[str, list[Values]] = {"TARIFF": [], "EXEMPTION": [], "FEE_EXAMPLE": []}
    for place, fee in enumerate(fees, start=1):
        tables["TARIFF"].extend(
            {
                "FEE": place,
                "WORDS": row.words,
                "APPLIES_IF": written_condition(row.applies_if),
                "AMOUNT_FEN": row.amount_fen,
                "FORMULA": row.formula,
            }
            for row in fee.tariff
        )
        tables["EXEMPTION"].extend(
            {
                "FEE": place,
                "NAME": row.name,
                "BY_LAW": row.basis,
                "PERCENT": row.percent,
                "APPLIES_IF": written_condition(row.applies_if),
            }
            for row in fee.exemptions
        )
        tables["FEE_EXAMPLE"].extend(
            {"FEE": place, "ANSWERS": row.answers, "DUE_FEN": row.due_fen, "NOTE": row.note}
            for row in fee.examples
        )
    return {table: rows for table, rows in tables.items() if rows}


def _step(step: Step, content: EditionContent) -> Values:
    values = {
        "STEP": _STEP_CODES[step.kind],
        "STEP_TEXT": step.name,
        "UNIT": step.unit,
        "TRANSACTOR": step.officer,
        "TRANSACT_TIME_LIMIT": step.limit_text,
        "CHECK_STANDARD": step.standard,
        "TRANSACT_RESULT": step.result,
    }
    if step.kind is StepKind.REVIEW:
        # Whose step it is must not hang on which departments the reader knows by name.
        values["UNIT_CODE"] = step.department_code or content.department_code
    return values


def _result(result: Result) -> Values:
    values: Values = {
        "NAME": result.name,
        "RESULT_TYPE_TEXT": result.kind,
        "LICENCE_TYPE": result.licence_type,
        "VALIDITY": result.validity,
    }
    if result.face:
        values["FACE"] = dict(result.face)
    if result.each is not None:
        values["EACH_ROW_OF"] = result.each.table
        values["EACH_COLUMNS"] = dict(result.each.columns)
    return values


def _field(field: FormField) -> Values:
    """A row of `FORM`: what every field has, and each further attribute that says something."""
    values: Values = {
        "NAME": field.label,
        "ELEMENT": field.element,
        "TYPE": field.type,
        "REQUIRED": field.required,
        "CHOICES": list(field.choices),
        "HELP": field.help,
        "SOURCE": field.source,
        "SHOW_IF": written_condition(field.shown_if),
    }
    return values | {key: value for key, value in _further(field).items() if key not in values}


def _further(field: FormField) -> Mapping[str, Any]:
    return {
        attribute.name.upper(): _plain(getattr(field, attribute.name))
        for attribute in msgspec.structs.fields(field)
        if attribute.name not in _NAMED_APART
        and getattr(field, attribute.name) != attribute.default
    }


def _plain(value: object) -> Any:
    """The value as JSON has it: lists, where the content holds tuples."""
    return msgspec.json.decode(msgspec.json.encode(value))
