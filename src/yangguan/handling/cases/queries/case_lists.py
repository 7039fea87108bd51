"""Lists of cases: the applicant's own, and the work of an officer. Keyset pages, no counts."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.foundation.web.pages import Cursor, Keyset, KeysetPage
from yangguan.handling.cases.models import Case, WorkItem
from yangguan.handling.cases.queries.clock import Clock, case_clock
from yangguan.handling.cases.states import FINAL_STATES, CaseState, Channel, WorkItemState
from yangguan.registers.catalogue.process import StepKind

PAGE = 50
NEWEST_FIRST = Keyset(("-submitted_at", "-id"))
NEAREST_DUE_FIRST = Keyset(("due_date", "id"))


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in its applicant's list."""

    id: uuid.UUID
    number: str
    item_name: str
    applicant_name: str
    state: CaseState
    submitted_at: datetime
    clock: Clock | None
    waits_for_applicant: bool


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A step that waits for an officer."""

    work_id: uuid.UUID
    case_id: uuid.UUID
    number: str
    item_name: str
    department_name: str
    applicant_name: str
    step: str
    kind: StepKind
    step_name: str
    state: CaseState
    channel: Channel
    opened_at: datetime
    due_date: date
    clock: Clock | None
    is_by_silence: bool  # the law has accepted the case, because nobody answered
    version: int


def cases_of(
    applicant_ids: Sequence[uuid.UUID],
    *,
    on: date,
    cursor: Cursor | None = None,
    limit: int = PAGE,
    is_open: bool | None = None,
) -> KeysetPage[CaseLine]:
    """
    The cases of some applicants, newest first. One query, whatever `limit` is.

    `is_open`: only those that are being handled, or only those that have ended.
    """
    mine = Case.objects.filter(applicant_id__in=applicant_ids)
    if is_open is not None:
        mine = mine.open() if is_open else mine.filter(state__in=FINAL_STATES)
    rows = (
        mine
        .select_related("item")
        .only(
            "number", "applicant_name", "state", "submitted_at", "corrected_at", "accepted_at",
            "due_date", "statutory_due_date", "is_due_provisional", "item__name",
        )
    )  # fmt: skip
    return NEWEST_FIRST.page(
        rows, cursor=cursor, limit=limit, show=lambda row: _case_line(row, on=on)
    )


def work_of(
    by: Actor,
    *,
    roles: Sequence[Role],
    on: date,
    cursor: Cursor | None = None,
    limit: int = PAGE,
    text: str = "",
    applicant_id: uuid.UUID | None = None,
    due_from: date | None = None,
    due_until: date | None = None,
) -> KeysetPage[WorkLine]:
    """
    The open steps that the actor's seats may do, the nearest due date first. One query.

    The indexes `open_work_by_role_and_due` and `open_work_by_department` hold open steps only:
    their size follows the work at hand, not the cases that were ever handled. A case that waits
    for its applicant is nobody's work.
    `text` is part of a case number, an applicant's or an item's name; the days are inclusive.
    """
    held = [role for role in roles if role in by.roles]
    if not held:
        return KeysetPage(items=(), back=None, on=None)
    scope = Q()
    for role in held:
        scope |= Q(role=role.value, department_id__in=by.served_departments(role))
    waiting = WorkItem.objects.filter(
        scope & _narrowed(text, applicant_id, due_from, due_until), state=WorkItemState.OPEN
    ).exclude(kind=StepKind.ACCEPTANCE, case_id__in=_in_correction())
    rows = WorkItem.objects.select_related("case__item", "department").only(
        "step", "kind", "name", "opened_at", "due_date", "department__name",
        "case__number", "case__applicant_name", "case__state", "case__channel",
        "case__submitted_at", "case__corrected_at", "case__accepted_at", "case__due_date",
        "case__silence_recorded_at",
        "case__statutory_due_date", "case__is_due_provisional", "case__version",
        "case__item__name",
    )  # fmt: skip
    return NEAREST_DUE_FIRST.page(
        rows, among=waiting, cursor=cursor, limit=limit, show=lambda row: _work_line(row, on=on)
    )


def _in_correction() -> QuerySet[Case, uuid.UUID]:
    """
    Ids of the cases that wait for their applicant, by the index of these few.

    As a subquery and not as a condition on the joined case: the database then reads the steps in
    the order of the list and stops at the end of the page, however many there are.
    """
    return Case.objects.filter(state=CaseState.CORRECTION).values_list("id", flat=True)


def _narrowed(
    text: str, applicant_id: uuid.UUID | None, due_from: date | None, due_until: date | None
) -> Q:
    narrowed = Q()
    if plain := text.strip():
        narrowed &= (
            Q(case__number__contains=plain.replace("-", "").replace(" ", "").upper())
            | Q(case__applicant_name__contains=plain)
            | Q(case__item__name__contains=plain)
        )
    if applicant_id is not None:
        narrowed &= Q(case__applicant_id=applicant_id)
    if due_from is not None:
        narrowed &= Q(due_date__gte=due_from)
    if due_until is not None:
        narrowed &= Q(due_date__lte=due_until)
    return narrowed


def _case_line(row: Case, *, on: date) -> CaseLine:
    state = CaseState(row.state)
    return CaseLine(
        id=row.pk,
        number=row.number,
        item_name=row.item.name,
        applicant_name=row.applicant_name,
        state=state,
        submitted_at=row.submitted_at,
        clock=case_clock(row, on=on),
        waits_for_applicant=state in {CaseState.CORRECTION, CaseState.GRANTED},
    )


def _work_line(row: WorkItem, *, on: date) -> WorkLine:
    case = row.case
    return WorkLine(
        work_id=row.pk,
        case_id=case.pk,
        number=case.number,
        item_name=case.item.name,
        department_name=row.department.name,
        applicant_name=case.applicant_name,
        step=row.step,
        kind=StepKind(row.kind),
        step_name=row.name,
        state=CaseState(case.state),
        channel=Channel(case.channel),
        opened_at=row.opened_at,
        due_date=row.due_date,
        clock=case_clock(case, on=on),
        is_by_silence=case.silence_recorded_at is not None,
        version=case.version,
    )


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that waits, for a program that has to find who may do it."""

    step: str
    kind: StepKind
    name: str
    role: Role
    department_id: int


def open_steps(case_id: uuid.UUID) -> list[OpenStep]:
    """The open steps of a case, oldest first. One query."""
    rows = WorkItem.objects.filter(case_id=case_id, state=WorkItemState.OPEN)
    return [
        OpenStep(row.step, StepKind(row.kind), row.name, Role(row.role), row.department_id)
        for row in rows.order_by("opened_at", "id")
    ]


def has_cases() -> bool:
    """Whether anybody has ever applied for anything. One query."""
    return Case.objects.exists()
