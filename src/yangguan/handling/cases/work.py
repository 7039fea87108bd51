"""Work items: opening the next steps, finding and closing the one that an officer does."""

import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NoReturn, cast

from django.db.models import Field, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate, localtime

from yangguan.foundation.actors.actor import Actor, Seat
from yangguan.foundation.sql.fixed_insert import insert_together
from yangguan.foundation.sql.fixed_query import FixedQuery, Value
from yangguan.foundation.sql.prepared import own_connection
from yangguan.foundation.sql.together import Part
from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.handling.cases import policies, process_engine
from yangguan.handling.cases.errors import (
    AlreadyDone,
    CaseChangedMeanwhile,
    CaseNotFound,
    StepNotOpen,
)
from yangguan.handling.cases.models import Case, WorkItem
from yangguan.handling.cases.states import Outcome, WorkItemState
from yangguan.registers.catalogue.editions import EditionView, edition_view
from yangguan.registers.catalogue.process import ROLE_OF_STEP, Step, StepKind

DELIVERY_DAYS = 10


def _locked_case(case_id: uuid.UUID) -> QuerySet[Case]:
    return (
        Case.objects.select_for_update(of=("self", "trace_stream"))
        .select_related("applicant", "trace_stream")
        .filter(pk=case_id)
    )


def _locked_steps(case_id: uuid.UUID, kind: str) -> QuerySet[WorkItem]:
    """
    The steps of a kind with their case, which is locked.

    `seen_version` is the version that the statement saw at its beginning: when it had to wait for
    the lock, `case` is what another act has left, but the steps are still those from before it.
    """
    return (
        WorkItem.objects.select_for_update(of=("case", "case__trace_stream"))
        .select_related("case__applicant", "case__trace_stream", "department")
        .annotate(
            seen_version=Subquery(Case.objects.filter(pk=OuterRef("case_id")).values("version"))
        )
        .filter(case_id=case_id, kind=kind)
    )


_CASE = Value("case_id", uuid.UUID(int=1))
_KIND = Value("kind", "?kind")
_LOCK_CASE = FixedQuery(_locked_case, _CASE)
_LOCK_STEPS = FixedQuery(_locked_steps, _CASE, _KIND)


def lock_case(case_id: uuid.UUID) -> Case:
    """The case with applicant and trace, locked until the transaction ends. One query."""
    case = _LOCK_CASE.first(case_id=case_id)
    if case is None:
        raise CaseNotFound
    return case


def ensure_unchanged(case: Case, seen_version: int | None) -> None:
    """Refuse an act that was decided on an older state of the case than it is in now."""
    if seen_version is not None and seen_version != case.version:
        raise CaseChangedMeanwhile


def claim_step(
    case_id: uuid.UUID, kind: StepKind, *, by: Actor, step: str | None = None
) -> tuple[Case, WorkItem, Seat]:
    """
    The case, locked until the transaction ends, and its open step of this kind that the officer
    may do, with the seat used for it. One query; two when it had to wait or there is no such step.

    Raises `CaseNotFound`, `AlreadyDone` naming who was first, `StepNotOpen`, `NotYourDesk`.
    """
    items = _LOCK_STEPS.all(case_id=case_id, kind=kind.value)
    if not items:
        lock_case(case_id)
        raise StepNotOpen
    case = items[0].case
    if any(vars(item)["seen_version"] != case.version for item in items):
        items = list(WorkItem.objects.filter(case=case, kind=kind).select_related("department"))
    if step is not None:
        items = [item for item in items if item.step == step]
    open_items = sorted(
        (item for item in items if item.state == WorkItemState.OPEN),
        key=lambda item: item.opened_at,
    )
    if not open_items:
        # Who was first, and with what outcome, is told to those only who might have done it.
        if items and not any(policies.seat_for(by, item) for item in items):
            policies.ensure_may_do(by, items[0])
        _refuse_second(items)
    for item in open_items:
        seat = policies.seat_for(by, item)
        if seat is not None:
            return case, item, seat
    return case, open_items[0], policies.ensure_may_do(by, open_items[0])


def _refuse_second(items: list[WorkItem]) -> NoReturn:
    done = [item for item in items if item.state == WorkItemState.DONE]
    if not done:
        raise StepNotOpen
    last = max(done, key=lambda item: item.done_at or item.opened_at)
    raise AlreadyDone(
        officer=last.officer_name,
        office=last.office,
        time=f"{localtime(last.done_at):%m-%d %H:%M}" if last.done_at else "",
        outcome=Outcome(last.outcome).label,
    )


def completed_step(
    case: Case,
    item: WorkItem,
    *,
    outcome: Outcome,
    opinion: str,
    office: str,
    by: Actor,
    at: datetime,
    changed: Sequence[str] = (),
) -> Part:
    """
    What closes a step, opens what follows and saves the case: one statement with whatever else the
    act sends. The case in memory is as it will be.

    Of the case, `state`, `version` and the marking are saved, and the fields named in `changed`.
    Sent, it raises `StepNotOpen` if the step was closed meanwhile, which the case's lock prevents.
    """
    edition = edition_view(case.edition_id)
    case.outcomes = {**case.outcomes, item.step: {"outcome": outcome.value}}
    move = process_engine.complete(
        edition.content.process,
        item.step,
        waiting=case.waiting,
        facts={"form": json.loads(case.answers), "steps": case.outcomes},
    )
    case.waiting = move.waiting
    fields = (*_ALWAYS_CHANGED, *changed)
    opened = [_opened(each) for each in _new_steps(case, edition, move.opened, at=at)]
    values = {
        "item": item.pk,
        "outcome": outcome.value,
        "opinion": opinion,
        "office": office,
        "officer": by.name,
        "account": by.account_id,
        "at": at,
        "opened": json.dumps(opened, ensure_ascii=False),
        **_column_values(case, fields),
    }
    return Part(
        _move_statement(fields),
        values,
        result="(SELECT count(*) FROM moved#)",
        check=_ensure_moved,
        row=case.pk,
    )


def _ensure_moved(moved: int) -> None:
    if moved != 1:
        raise StepNotOpen


_ALWAYS_CHANGED = ("state", "version", "outcomes", "waiting")

# A step may follow itself: reading `closed` makes the database close before it opens, and the
# constraint that a step is open once then holds.
_MOVE = """
closed# AS (
    UPDATE cases_workitem
    SET state = 'done', outcome = %(outcome)s, opinion = %(opinion)s, done_at = %(at)s,
        done_by = %(account)s, officer_name = %(officer)s, office = %(office)s
    WHERE id = %(item)s AND state = 'open'
    RETURNING case_id
), opened# AS (
    INSERT INTO cases_workitem (id, case_id, step, kind, name, role, department_id, state,
                                opened_at, due_date, officer_name, office, outcome, opinion)
    SELECT new.id, closed#.case_id, new.step, new.kind, new.name, new.role, new.department, 'open',
           %(at)s::timestamptz, new.due, '', '', '', ''
    FROM closed#, jsonb_to_recordset(%(opened)s::jsonb) AS new (
        id uuid, step text, kind text, name text, role text, department bigint, due date)
), moved# AS (
    UPDATE cases_case SET {changes} FROM closed# WHERE id = closed#.case_id RETURNING id
)
"""


@lru_cache(maxsize=64)
def _move_statement(fields: tuple[str, ...]) -> str:
    columns = [field.column for field in _fields(fields)]
    return _MOVE.format(changes=", ".join(f"{column} = %(set_{column})s" for column in columns))


def _column_values(case: Case, fields: Iterable[str]) -> dict[str, Any]:
    connection = own_connection()
    return {
        f"set_{field.column}": field.get_db_prep_save(getattr(case, field.attname), connection)
        for field in _fields(fields)
    }


def _fields(names: Iterable[str]) -> "list[Field[Any, Any]]":
    return [cast("Field[Any, Any]", Case._meta.get_field(name)) for name in names]


def _opened(item: WorkItem) -> dict[str, object]:
    return {
        "id": str(item.pk),
        "step": item.step,
        "kind": item.kind,
        "name": item.name,
        "role": item.role,
        "department": item.department_id,
        "due": item.due_date.isoformat(),
    }


def close_step(
    item: WorkItem, *, outcome: Outcome, opinion: str, office: str, by: Actor, at: datetime
) -> None:
    """Mark a work item as done by an officer. One query."""
    item.state = WorkItemState.DONE
    item.outcome = outcome
    item.opinion = opinion
    item.done_at = at
    item.done_by = by.account_id
    item.officer_name = by.name
    item.office = office
    item.save(
        update_fields=[
            "state", "outcome", "opinion", "done_at", "done_by", "officer_name", "office"
        ]
    )  # fmt: skip


def open_steps(case: Case, edition: EditionView, steps: Iterable[str], *, at: datetime) -> None:
    """Make the work items of these steps, with what else the act sends `together`."""
    insert_together(*_new_steps(case, edition, steps, at=at))


def _new_steps(
    case: Case, edition: EditionView, steps: Iterable[str], *, at: datetime
) -> list[WorkItem]:
    process = edition.content.process
    today = localdate(at)
    items = []
    for key in steps:
        step = process.node(key).step
        if step is None:
            raise process_engine.ProcessStuck(key)
        items.append(
            WorkItem(
                case=case,
                step=key,
                kind=step.kind,
                name=step.name,
                role=ROLE_OF_STEP[step.kind],
                department_id=edition.department_of(key),
                state=WorkItemState.OPEN,
                opened_at=at,
                due_date=step_due(step, case.due_date, today=today),
            )
        )
    return items


def step_due(step: Step, case_due: date | None, *, today: date) -> date:
    """
    The step's own limit, but never later than the case's due date.

    After the decision, when the case's limits have ended, certificate and delivery are due within
    ten working days (行政许可法 第四十四条).
    """
    calendar = official_calendar()
    last = case_due or calendar.add(today, DELIVERY_DAYS).due
    if step.kind is StepKind.ACCEPTANCE or step.limit_days is None or not step.counts:
        return last
    if step.kind is StepKind.DELIVERY:
        # 即时 at the counter means: at once when the applicant comes, not today.
        return last
    # With no days of its own a step is due at once; opened on a day off, on the next working day.
    own = calendar.add(today, step.limit_days).due
    return min(own, last)


def cancel_open_steps(case: Case) -> int:
    """Close every open step of a case that has ended. One query."""
    return WorkItem.objects.filter(case=case, state=WorkItemState.OPEN).update(
        state=WorkItemState.CANCELLED
    )
