"""
What a licence says (照面): every data element that its act, its application or its holder tells.

Pure. One element, one meaning (GB/T 19488): a rule here is for an element, whatever licence it
stands on and however its label reads there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yangguan.foundation.identifiers.citizen_number import (
    CitizenNumber,
    Sex,
    parse_citizen_number,
)
from yangguan.foundation.identifiers.errors import InvalidCitizenNumber
from yangguan.handling.licences.rules import LONG_TERM

Values = Mapping[str, Any]

# A number that founds what it numbers: the day of the act is then the day of this element.
_FOUNDING_DAYS = {
    "credit_code": "establish_date",
    "marriage_certificate_number": "marriage_date",
    "divorce_certificate_number": "divorce_date",
}
# What a legal-entity library tells of the applicant does not describe the subject that the act
# founds: the parent's capital is not the daughter's.
_OF_A_SUBJECT = frozenset(
    {"org_name", "credit_code", "org_kind", "legal_representative", "legal_rep_id_number",
     "registered_capital", "establish_date", "business_scope", "business_address",
     "business_term"}
)  # fmt: skip
_SEXES = {Sex.MALE: "男", Sex.FEMALE: "女"}
_BOUNDARIES = (("东", "east_to"), ("南", "south_to"), ("西", "west_to"), ("北", "north_to"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceAct:
    """The act that a licence comes from, as far as the licence tells of it."""

    number: str
    number_element: str
    is_new_number: bool  # drawn by this act; otherwise it was there before
    issuer_name: str
    signer: str
    start: date
    until: date | None
    term: str  # what the result says of the term when it has no last day: 长期, or words
    holder_name: str
    holder_number: str
    is_organisation: bool
    is_decision: bool  # a positive decision, not an entry of what was issued before


def face_values(
    elements: Iterable[str], *, told: Values, facts: Values, act: FaceAct
) -> dict[str, Any]:
    """
    Element → value for every one of `elements` that is known; the unknown are left out.

    `told` are the application's answers and what the item states, `facts` what the base library
    holds of the applicant. The act's own statements come first, then what was told, then facts,
    then what follows from these.
    """
    known = _known(_fitting_facts(facts, act)) | _known(told) | _of_the_act(told, act)
    wanted = list(dict.fromkeys(elements))
    found: dict[str, Any] = {}
    for element in wanted:
        value = known.get(element)
        if value is None and element in _DERIVED:
            value = _DERIVED[element](known, act)
        if not is_empty(value):
            found[element] = value
    return found


def is_empty(value: object) -> bool:
    """Whether a value says nothing. 0 and 否 say something."""
    return value is None or value == "" or value == []


def rows_of(table: object, columns: Mapping[str, str], heads: Iterable[str]) -> Iterator[Values]:
    """
    The rows of an answered table as values by element: `columns` maps heads to elements.

    A row that leaves one of these cells empty is left out: a vehicle without a plate is not bought
    yet.
    """
    places = {head: place for place, head in enumerate(heads)}
    for row in table if isinstance(table, list) else []:
        cells = {
            element: row[places[head]]
            for head, element in columns.items()
            if places.get(head, len(row)) < len(row)
        }
        if len(cells) == len(columns) and all(cells.values()):
            yield cells


def _known(values: Values) -> dict[str, Any]:
    return {element: value for element, value in values.items() if not is_empty(value)}


def _fitting_facts(facts: Values, act: FaceAct) -> Values:
    if act.is_new_number and act.number_element == "credit_code":
        return {element: facts[element] for element in facts if element not in _OF_A_SUBJECT}
    return facts


def _of_the_act(told: Values, act: FaceAct) -> dict[str, Any]:
    own: dict[str, Any] = {
        "issuing_authority": act.issuer_name,
        "signer": act.signer,
        "issue_date": act.start.isoformat(),
        "valid_from": act.start.isoformat(),
        "valid_to": _last_day(act),
    }
    # A copy of a paper may be numbered apart from its inscription: then what was told stands.
    if act.is_new_number or is_empty(told.get(act.number_element)):
        own[act.number_element] = act.number
    if act.is_new_number and act.number_element in _FOUNDING_DAYS:
        own[_FOUNDING_DAYS[act.number_element]] = act.start.isoformat()
    return _known(own)


def _last_day(act: FaceAct) -> str | None:
    if act.until:
        return act.until.isoformat()
    return act.term if act.term == LONG_TERM else None


def _of_organisation(value: str, act: FaceAct) -> str | None:
    return value if act.is_organisation else None


def _of_person(value: str, act: FaceAct) -> str | None:
    return None if act.is_organisation else value


def _citizen(known: Values, act: FaceAct) -> CitizenNumber | None:
    number = known.get("id_number") or _of_person(act.holder_number, act)
    try:
        return parse_citizen_number(str(number), today=act.start) if number else None
    except InvalidCitizenNumber:
        return None


def _birth_date(known: Values, act: FaceAct) -> str | None:
    citizen = _citizen(known, act)
    return citizen.birth_date.isoformat() if citizen else None


def _gender(known: Values, act: FaceAct) -> str | None:
    citizen = _citizen(known, act)
    return _SEXES[citizen.sex] if citizen else None


def _decision(known: Values, act: FaceAct) -> str | None:
    if not act.is_decision or "task_name" not in known:
        return None
    project = known.get("project_name")
    about = f"{known['task_name']}（{project}）" if project else str(known["task_name"])
    findings = known.get("findings")
    return f"准予：{about}。{findings}" if findings else f"准予：{about}"


def _period(known: Values, _act: FaceAct) -> str | None:
    start, end = known.get("contract_start"), known.get("contract_end")
    return f"{start}至{end}" if start and end else None


def _boundaries(known: Values, _act: FaceAct) -> str | None:
    sides = [f"{side}至{known[element]}" for side, element in _BOUNDARIES if element in known]
    return "，".join(sides) or None


def _other(*elements: str) -> Callable[[Values, FaceAct], Any]:
    """The first of some other elements that is known and means the same here."""
    return lambda known, _act: next((known[each] for each in elements if each in known), None)


_DERIVED: dict[str, Callable[[Values, FaceAct], Any]] = {
    "person_name": lambda _known, act: _of_person(act.holder_name, act),
    "id_number": lambda _known, act: _of_person(act.holder_number, act),
    "org_name": lambda _known, act: _of_organisation(act.holder_name, act),
    "credit_code": lambda _known, act: _of_organisation(act.holder_number, act),
    "org_kind": _other("company_kind"),
    # An operator is who applies; a household is what its head applies for.
    "legal_representative": lambda known, act: (
        known.get("person_name") or _of_person(act.holder_name, act)
    ),
    "householder_name": lambda known, act: (
        known.get("person_name") or _of_person(act.holder_name, act)
    ),
    "support_number": _other("family_size"),
    # 社会保险法 第五十八条: the social security number is the citizen number.
    "social_security_number": lambda known, act: (
        known.get("id_number") or _of_person(act.holder_number, act)
    ),
    "birth_date": _birth_date,
    "gender": _gender,
    "business_term": lambda _known, act: _last_day(act),
    "endorsement_to": lambda _known, act: _last_day(act),
    "conclusion": lambda _known, act: "合格" if act.is_decision else None,
    "decision_content": _decision,
    "contract_period": _period,
    "boundaries": _boundaries,
}
