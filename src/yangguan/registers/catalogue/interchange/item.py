"""One item of the interchange as an edition's content, or all that is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.credit_code import parse_credit_code
from yangguan.foundation.identifiers.errors import InvalidIdentifier
from yangguan.foundation.identifiers.item_codes import (
    parse_basic_code,
    parse_implementation_code,
)
from yangguan.registers.catalogue import codes
from yangguan.registers.catalogue.content import (
    EditionContent,
    LawArticle,
    LicenceRows,
    Limit,
    LimitUnit,
    Question,
    Result,
    Service,
    SpecialProcedure,
)
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.flow import UnitResolver, read_process
from yangguan.registers.catalogue.interchange.form import read_questions
from yangguan.registers.catalogue.interchange.graph import read_graph
from yangguan.registers.catalogue.interchange.lists import read_fees, read_materials
from yangguan.registers.catalogue.interchange.reader import Document, Faults, Row
from yangguan.registers.catalogue.item_names import item_name
from yangguan.registers.catalogue.publish_checks import publish_faults

BASIC = "UP_TASK_GENERAL_BASIC"
EXTEND = "UP_TASK_GENERAL_EXTEND"
QUESTIONS = "UP_TASK_GENERAL_QUESTIONS"

CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")

# The day from which an item holds that names none: the plan of 2017 came into force.
DEFAULT_EFFECTIVE = date(2017, 7, 14)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says it is, spelled as the register spells it; known of a faulty file too."""

    task_code: str
    catalog_code: str
    department_code: str
    name: str
    version: int
    state: str  # codes.ITEM_STATES


@dataclass(frozen=True, slots=True)
class ItemReading:
    """`content` is there exactly when `faults` is empty."""

    content: EditionContent | None
    faults: tuple[Fault, ...]
    claim: Claim


def read_item(values: Mapping[str, Any], *, resolve_unit: UnitResolver) -> ItemReading:
    """
    Read one file's JSON. Every fault is found at once: form of the document, codes, check digits,
    publish rules (`publish_checks`). Pure: what other items exist is the caller's business.
    """
    faults = Faults()
    document = Document(values, faults)
    basic = document.row(BASIC)
    extend = document.row(EXTEND)
    identity = _identity(basic, faults)
    claim = Claim(
        task_code=identity["task_code"],
        catalog_code=identity["catalog_code"],
        department_code=identity["department_code"],
        name=identity["name"],
        version=basic.whole("TASK_VERSION", required=True),
        state=basic.code("TASK_STATE", codes.ITEM_STATES, default="1"),
    )
    # Summed up in one column, told one by one in `RESULT`: it is checked and not kept.
    extend.codes("RESULT_TYPE", codes.RESULT_KINDS, required=True)
    questions = read_questions(document)

    def other_organ(unit: str) -> str:
        # The item's own organ goes without saying: the content must not depend on whether the
        # register knew that organ already.
        code = unit if CREDIT_CODE.fullmatch(unit) else resolve_unit(unit)
        return "" if code == claim.department_code else code

    content = EditionContent(
        **identity,
        **_limits(basic),
        **_scope(basic, extend, [row.text("CONDITION") for row in document.rows("CONDITION")]),
        laws=tuple(_law(row) for row in document.rows("LAW")),
        process=read_graph(document) or read_process(document, resolve_unit=other_organ),
        materials=read_materials(document, questions.by_element),
        situations=questions.situations,
        form=questions.form,
        fees=read_fees(document),
        special_procedures=tuple(_special(row) for row in document.rows("SPECIAL_TIME")),
        results=tuple(_result(row) for row in document.rows("RESULT")),
        questions=tuple(
            Question(
                question=row.text("QUESTION", required=True),
                answer=row.text("ANSWER", required=True),
            )
            for row in document.rows(QUESTIONS)
        ),
        service=_service(basic, extend),
        effective=basic.day("PLAN_EFFECTIVE_DATE", default=DEFAULT_EFFECTIVE),
    )
    faults.found.extend(publish_faults(content))
    if faults.found:
        return ItemReading(content=None, faults=tuple(faults.found), claim=claim)
    return ItemReading(content=content, faults=(), claim=claim)


def _identity(basic: Row, faults: Faults) -> dict[str, Any]:
    task_code = basic.identifier("TASK_CODE", required=True, limit=36)
    catalog_code = basic.identifier("CATALOG_CODE", required=True, limit=12)
    organ = basic.identifier("DEPT_CODE", required=True, limit=18)
    level = basic.code("USE_LEVEL", codes.LEVELS)
    _check_codes(faults, task_code=task_code, catalog_code=catalog_code, organ=organ, level=level)
    return {
        "name": item_name(basic.told("TASK_NAME", required=True, limit=200)),
        "task_code": task_code,
        "catalog_code": catalog_code,
        # Where the type is not known, the rules go by the type in the basic code.
        "item_type": basic.code("TASK_TYPE", codes.ITEM_TYPES, default=catalog_code[2:4]),
        "level": level,
        "department_code": organ,
        "department_name": _one_line(basic.told("DEPT_NAME", required=True, limit=100)),
        "department_kind": basic.code("DEPT_TYPE", codes.ORGAN_KINDS),
        "entrusted_by": basic.text("ENTRUST_NAME"),
        "basis": basic.told("BY_LAW", required=True),
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _check_codes(
    faults: Faults, *, task_code: str, catalog_code: str, organ: str, level: str
) -> None:
    checks = (
        ("TASK_CODE", parse_implementation_code, task_code),
        ("CATALOG_CODE", parse_basic_code, catalog_code),
        ("DEPT_CODE", parse_credit_code, organ),
    )
    sound = True
    for key, check, value in checks:
        if not value:
            sound = False
            continue
        try:
            check(value)
        except InvalidIdentifier as error:
            sound = False
            faults.add(f"{BASIC}.{key}", error.code, str(error))
    if not sound:
        return
    agreements = (
        (task_code[:18] == organ, _("实施编码的前 18 位和实施主体编码不同")),
        (not level or task_code[18] == level, _("实施编码的第 19 位和行使层级不同")),
        (task_code[19:31] == catalog_code, _("实施编码的后 12 位和基本编码不同")),
    )
    for agrees, message in agreements:
        if not agrees:
            faults.add(f"{BASIC}.TASK_CODE", "codes-disagree", message)


def _limits(basic: Row) -> dict[str, Any]:
    return {
        "statutory_limit": _limit(basic, "ANTICIPATE"),
        "promised_limit": _limit(basic, "PROMISE"),
        "is_instant": basic.code("PROJECT_TYPE", codes.CASE_KINDS) == "1",
    }


def _limit(basic: Row, prefix: str) -> Limit:
    return Limit(
        days=basic.whole(f"{prefix}_DAY", required=True, highest=3_650),
        unit=LimitUnit(basic.code(f"{prefix}_TYPE", codes.LIMIT_UNITS, default="1")),
        explanation=basic.text(f"{prefix}_EXPLAIN"),
    )


def _scope(basic: Row, extend: Row, points: list[str]) -> dict[str, Any]:
    text = numbered(basic.text("ACCEPT_CONDITION", required=True))
    conditions = [line.strip() for line in points or text]
    return {
        "audiences": basic.codes("SERVER_TYPE", codes.AUDIENCES, required=True),
        "person_topics": extend.topics("USER_TOPIC_TYPE"),
        "organisation_topics": extend.topics("CORP_TOPIC_TYPE"),
        "conditions": tuple(line for line in conditions if line),
        "quantity_limit": extend.text("LIMIT_EXPLAIN"),
        "intermediary_services": extend.text("SERVICE_TYPE"),
        "other_departments": extend.text("OTHER_DEPT"),
        "special_procedures_note": basic.text("SPECIAL_PROCEDURE", required=True),
        "process_text": basic.text("HANDLE_FLOW", required=True),
        "has_fee": basic.flag("IS_FEE", required=True),
        "fee_basis": basic.told("FEE_BASIS"),
        "town": extend.text("TOWN_NAME"),
        "town_code": extend.text("TOWN_CODE", limit=12),
        "village": extend.text("VILLAGE_NAME"),
        "village_code": extend.text("VILLAGE_CODE", limit=12),
    }


def numbered(text: str) -> list[str]:
    """`1.甲；2.乙。` as its points; text without numbers is one point."""
    points: list[str] = []
    for line in text.split("\n"):
        rest = line
        number = 1
        while rest.startswith(f"{number}.") and not rest[len(str(number)) + 1 : 2].isdigit():
            rest = rest[len(str(number)) + 1 :]
            following = f"{number + 1}."
            cut = next(
                (
                    index
                    for index in range(1, len(rest))
                    if rest.startswith(following, index) and rest[index - 1] in "；。;，、 "
                ),
                None,
            )
            if cut is None:
                break
            points.append(rest[:cut])
            rest, number = rest[cut:], number + 1
        points.append(rest)
    return [point.strip().rstrip("；;") for point in points]


def _service(basic: Row, extend: Row) -> Service:
    return Service(
        forms=basic.codes("HANDLE_TYPE", codes.HANDLING_FORMS, required=True),
        depth=extend.codes("ONLINE_HANDLE_DEPTH", codes.DEPTH_STAGES, required=False),
        area=extend.code("HANDLE_AREA", codes.AREAS, required=False),
        visits=basic.whole("LIMIT_SCENE_NUM", required=True, highest=20),
        visit_reason=extend.told("LIMIT_SCENE_EXPLAIN") or basic.told("LIMIT_SCENE_EXPLAIN"),
        online=extend.flag("IS_ONLINE", required=True),
        at_hall=extend.flag("IS_ENTRY_CENTER", required=True),
        by_appointment=extend.flag("IS_SCHEDULE"),
        by_courier=extend.flag("IS_EXPRESS", required=True),
        at_kiosk=extend.flag("IS_SERVICE_TERMINALS"),
        pays_online=extend.flag("IS_PAY_ONLINE", required=True),
        address=basic.text("TRANSACT_ADDR", required=True),
        hours=basic.text("TRANSACT_TIME", required=True),
        enquiries=basic.text("LINK_WAY", required=True),
        complaints=basic.text("SUPERVISE_WAY", required=True),
    )


def _law(row: Row) -> LawArticle:
    return LawArticle(
        law=row.told("LAWNAME", required=True, limit=300),
        document_number=row.text("ACCORDINGNUMBER"),
        article=row.told("TERMSNUMBER"),
        text=row.text("TERMSCONTENT"),
        issuer=row.text("BFJG"),
        effective=row.text("SSRQ"),
    )


def _special(row: Row) -> SpecialProcedure:
    unit = row.text("UNIT", required=True)
    if unit and unit not in codes.LIMIT_UNITS.values():
        row.faults.add(f"{row.path}.UNIT", "unknown-code", _("单位只能是“工作日”或“自然日”"))
    return SpecialProcedure(
        name=row.text("NAME", required=True),
        limit_days=row.whole("LIMIT", required=True),
        unit=LimitUnit.NATURAL_DAYS if unit == "自然日" else LimitUnit.WORKING_DAYS,
        basis=row.told("BY_LAW", required=True),
    )


def _result(row: Row) -> Result:
    kind = row.code("RESULT_TYPE_TEXT", codes.RESULT_KIND_NAMES)
    return Result(
        name=row.text("NAME", required=True, limit=200),
        kind=kind,
        licence_type=row.text("LICENCE_TYPE") or None,
        validity=row.text("VALIDITY"),
        face=row.pairs("FACE"),
        each=_licence_rows(row),
    )


def _licence_rows(row: Row) -> LicenceRows | None:
    columns = row.pairs("EACH_COLUMNS")
    table = row.text("EACH_ROW_OF", required=bool(columns), limit=100)
    return LicenceRows(table=table, columns=columns) if table else None
