"""Opening a case: what submission on the network and intake at a counter have in common."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.identifiers.case_number import compose_case_number
from yangguan.foundation.identifiers.lookup_code import new_lookup_code
from yangguan.foundation.sql.fixed_insert import insert_together
from yangguan.foundation.sql.prepared import prepared_cursor
from yangguan.foundation.sql.together import together
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.handling.cases import papers, process_engine, rules
from yangguan.handling.cases.documents import issue_document_together
from yangguan.handling.cases.errors import AnswersIncomplete, MaterialsMissing
from yangguan.handling.cases.events import CaseSubmitted
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.rules import HeldLicence, MaterialPlan
from yangguan.handling.cases.states import CaseState, Channel, MaterialWay
from yangguan.handling.cases.work import open_steps
from yangguan.handling.licences.queries import held_values
from yangguan.registers.catalogue.answers import AnswerFault, Answers, answer_faults
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.parties.models import Party

_NEXT_SERIAL = """
INSERT INTO cases_caseserial (task_code, day, last) VALUES (%s, %s, 1)
ON CONFLICT (task_code, day) DO UPDATE SET last = cases_caseserial.last + 1
RETURNING last
"""


class IncompleteApplication(AnswersIncomplete):
    """Carries each fault, so that page and API can show it at its field."""

    def __init__(self, faults: Sequence[AnswerFault]) -> None:
        super().__init__(count=len(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Application:
    """A complete application, however it came in."""

    edition: EditionView
    applicant: Party
    person_id: uuid.UUID | None
    channel: Channel
    hall_id: int | None
    answers: Answers
    files: Mapping[str, Sequence[uuid.UUID]]  # slot → files
    on_paper: frozenset[str] = frozenset()  # materials whose originals a counter has checked
    received_by: str = ""


def open_case(
    application: Application, *, submission_key: uuid.UUID, by: Actor, at: datetime
) -> Case:
    """
    Check an application, number it, give the receipt and open the first step.

    Runs in the caller's transaction. Raises `IncompleteApplication`, `MaterialsMissing`.
    """
    today = localdate(at)
    edition, applicant = application.edition, application.applicant
    plans = checked_plans(application, today=today)
    case = Case(
        lookup_code=new_lookup_code(),
        submission_key=submission_key,
        item_id=edition.item_id,
        edition_id=edition.id,
        department_id=edition.department_id,
        applicant=applicant,
        applicant_name=applicant.name,
        person_id=application.person_id,
        channel=application.channel,
        hall_id=application.hall_id,
        state=CaseState.SUBMITTED,
        answers=json.dumps(application.answers, ensure_ascii=False),
        materials=stored_materials(plans, application.files),
        submitted_at=at,
        acceptance_due_date=rules.acceptance_due(submitted=today, calendar=official_calendar()),
    )
    case.due_date = case.acceptance_due_date
    case.near_date = rules.near_date(start=today, due=case.due_date, calendar=official_calendar())
    move = process_engine.begin(edition.content.process, {"form": application.answers, "steps": {}})
    case.waiting = move.waiting
    # Not before it is needed: who opens a case of the same item waits from here to the commit.
    case.number = _next_number(edition.content.task_code, today)
    case.trace_stream = trail.new_stream(f"case:{case.number}")
    paper = papers.receipt(
        case,
        edition,
        plans,
        number_of_applicant=applicant.number,
        is_organisation=applicant.kind == "organisation",
        received_by=application.received_by or papers.ONLINE,
        at=at,
        today=today,
    )
    act = _submitted(case, edition, application)
    # What points at a row of the same statement is checked at the commit, when all are there.
    with together():
        insert_together(case)
        issue_document_together(paper, case=case, edition=edition, at=at)
        open_steps(case, edition, move.opened, at=at)
        submitted = CaseSubmitted(case_id=case.pk)
        trail.record(case.trace_stream, act, by=by, at=at, announcing=submitted)
    return case


def checked_plans(application: Application, *, today: date) -> list[MaterialPlan]:
    """
    How each material is satisfied, once answers and materials are complete. At most one query.

    Raises `IncompleteApplication` with every faulty answer, `MaterialsMissing` with every name.
    """
    content = application.edition.content
    slots = set(application.files)
    faults = answer_faults(content, application.answers, files=slots, today=today)
    if application.on_paper:
        # A counter has the paper in hand; what the form wants as a file is on it.
        faults = [fault for fault in faults if not _is_file(application, fault.element)]
    if faults:
        raise IncompleteApplication(faults)
    plans = rules.plan_materials(
        content,
        application.answers,
        uploaded=slots,
        licences=held_licences(application.edition, application.applicant.pk, on=today),
        on_paper=application.on_paper,
    )
    missing = [plan.material.name for plan in plans if plan.is_missing]
    if missing:
        raise MaterialsMissing(names="、".join(missing))
    return plans


def held_licences(edition: EditionView, holder_id: uuid.UUID, *, on: date) -> list[HeldLicence]:
    """The applicant's valid licences; no query when no material asks for one."""
    wanted = {name for material in edition.content.materials for name in material.licences}
    if not wanted:
        return []
    return [
        HeldLicence(held.type_name, held.identifier, held.number)
        for held in held_values(holder_id, on=on, type_names=wanted)
    ]


def stored_materials(
    plans: Sequence[MaterialPlan], files: Mapping[str, Sequence[uuid.UUID]]
) -> dict[str, Any]:
    """What the case keeps of its materials: key → way, files, licence, trust level (108号 1.4)."""
    stored: dict[str, Any] = {}
    for plan in plans:
        entry: dict[str, Any] = {"way": plan.way.value if plan.way else ""}
        if plan.licence is not None:
            entry["licence"] = plan.licence.identifier
            entry["licence_number"] = plan.licence.number
        if held := files.get(plan.material.key):
            entry["files"] = [str(file_id) for file_id in held]
        if plan.way in _TRUST:
            entry["trust"] = _TRUST[plan.way]
        stored[plan.material.key] = entry
    return stored


# 证照信息可信等级: A by the organ itself, B checked against the original, C uploaded, D declared.
_TRUST = {
    MaterialWay.LICENCE: "A",
    MaterialWay.VERIFICATION: "A",
    MaterialWay.PAPER: "B",
    MaterialWay.UPLOADED: "C",
    MaterialWay.FORM: "D",
}


def _submitted(case: Case, edition: EditionView, application: Application) -> Act:
    return Act(
        "case.submit",
        {
            "channel": str(case.channel),
            "item": edition.content.task_code,
            "edition": edition.number,
            "materials": {key: entry["way"] for key, entry in case.materials.items()},
        },
        office=application.received_by,
    )


def _is_file(application: Application, element: str) -> bool:
    return any(
        field.element == element and field.takes_files
        for field in application.edition.content.fields()
    )


def _next_number(task_code: str, day: date) -> str:
    with prepared_cursor() as cursor:
        cursor.execute(_NEXT_SERIAL, [task_code, day])
        (serial,) = cursor.fetchone()
    return compose_case_number(implementation_code=task_code, day=day, serial=serial)
