"""The public progress look-up: by number and code, without names or numbers of persons."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from yangguan.foundation.identifiers.case_number import parse_case_number
from yangguan.foundation.identifiers.errors import InvalidIdentifier
from yangguan.foundation.identifiers.lookup_code import is_lookup_code
from yangguan.foundation.identifiers.masking import shown_name
from yangguan.handling.cases.models import Case, WorkItem
from yangguan.handling.cases.queries.clock import Clock, case_clock
from yangguan.handling.cases.states import CaseState, Outcome, WorkItemState
from yangguan.registers.catalogue.process import StepKind


@dataclass(frozen=True, slots=True)
class ProgressStep:
    name: str
    kind: StepKind
    office: str
    state: WorkItemState
    at: datetime
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Progress:
    case_id: uuid.UUID
    number: str
    item_name: str
    task_code: str
    department_name: str
    applicant: str  # masked
    state: CaseState
    submitted_at: datetime
    accepted_at: datetime | None
    is_by_silence: bool  # the law has accepted the case, because nobody answered
    concluded_at: datetime | None
    clock: Clock | None
    steps: tuple[ProgressStep, ...]


def progress(*, number: str, code: str, on: date) -> Progress | None:
    """
    The progress of the case with this number, if the code is right. Two queries at most.

    A wrong number and a wrong code give the same answer: nobody learns which numbers exist.
    """
    try:
        plain = parse_case_number(number).number
    except InvalidIdentifier:
        return None
    case = (
        Case.objects.filter(number=plain)
        .select_related("item", "department", "applicant")
        .defer("answers", "materials", "applicant__facts")
        .first()
    )
    if case is None or not is_lookup_code(code, expected=case.lookup_code):
        return None
    return Progress(
        case_id=case.pk,
        number=case.number,
        item_name=case.item.name,
        task_code=case.item.task_code,
        department_name=case.department.name,
        applicant=shown_name(
            case.applicant_name, is_organisation=case.applicant.kind == "organisation"
        ),
        state=CaseState(case.state),
        submitted_at=case.submitted_at,
        accepted_at=case.accepted_at,
        is_by_silence=case.silence_recorded_at is not None,
        concluded_at=case.concluded_at,
        clock=case_clock(case, on=on),
        steps=tuple(_step(item) for item in _items(case)),
    )


def _items(case: Case) -> list[WorkItem]:
    rows = WorkItem.objects.filter(case=case).exclude(state=WorkItemState.CANCELLED)
    return list(rows.select_related("department").order_by("opened_at", "id"))


def _step(item: WorkItem) -> ProgressStep:
    return ProgressStep(
        name=item.name,
        kind=StepKind(item.kind),
        office=item.office or item.department.name,
        state=WorkItemState(item.state),
        at=item.done_at or item.opened_at,
        outcome=Outcome(item.outcome) if item.outcome else None,
    )
