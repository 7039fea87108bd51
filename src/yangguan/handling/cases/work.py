"""Work items: opening the next steps, finding and closing the one that an officer does."""

import json
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import NoReturn

from django.utils.timezone import localdate, localtime

from yangguan.foundation.actors.actor import Actor, Seat
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


def lock_case(case_id: uuid.UUID) -> Case:
    """The case with applicant and trace, locked until the transaction ends. One query."""
    case = (
        Case.objects.select_for_update(of=("self", "trace_stream"))
        .select_related("applicant", "trace_stream")
        .filter(pk=case_id)
        .first()
    )
    if case is None:
        raise CaseNotFound
    return case


def ensure_unchanged(case: Case, seen_version: int | None) -> None:
    """Refuse an act that was decided on an older state of the case than it is in now."""
    if seen_version is not None and seen_version != case.version:
        raise CaseChangedMeanwhile


def claim_step(
    case: Case, kind: StepKind, *, by: Actor, step: str | None = None
) -> tuple[WorkItem, Seat]:
    """
    The open work item of this kind that the officer may do, with the seat used for it. One query,
    two when there is none.

    Raises `AlreadyDone` naming who was first, `StepNotOpen`, `NotYourDesk`.
    """
    rows = WorkItem.objects.filter(case=case, kind=kind).select_related("department")
    if step is not None:
        rows = rows.filter(step=step)
    items = sorted(rows, key=lambda item: (item.state != WorkItemState.OPEN, item.opened_at))
    open_items = [item for item in items if item.state == WorkItemState.OPEN]
    if not open_items:
        _refuse_second(items)
    for item in open_items:
        seat = policies.seat_for(by, item)
        if seat is not None:
            return item, seat
    return open_items[0], policies.ensure_may_do(by, open_items[0])


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


def complete_step(
    case: Case,
    item: WorkItem,
    *,
    outcome: Outcome,
    opinion: str,
    office: str,
    by: Actor,
    at: datetime,
) -> process_engine.Move:
    """
    Close a work item and open what follows. The caller saves the case. Two or three queries.
    """
    edition = edition_view(case.edition_id)
    close_step(item, outcome=outcome, opinion=opinion, office=office, by=by, at=at)
    case.outcomes = {**case.outcomes, item.step: {"outcome": outcome.value}}
    move = process_engine.complete(
        edition.content.process,
        item.step,
        waiting=case.waiting,
        facts={"form": json.loads(case.answers), "steps": case.outcomes},
    )
    case.waiting = move.waiting
    open_steps(case, edition, move.opened, at=at)
    return move


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


def open_steps(
    case: Case, edition: EditionView, steps: Iterable[str], *, at: datetime
) -> list[WorkItem]:
    """Make the work items of these steps. One query, none without steps."""
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
    if items:
        WorkItem.objects.bulk_create(items)
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
    own = calendar.add(today, step.limit_days).due if step.limit_days else today
    return min(own, last)


def cancel_open_steps(case: Case) -> int:
    """Close every open step of a case that has ended. One query."""
    return WorkItem.objects.filter(case=case, state=WorkItemState.OPEN).update(
        state=WorkItemState.CANCELLED
    )
