"""审查: one step of the process, with its opinion."""

import uuid
from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.sql.together import send, together
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.handling.cases import rules
from yangguan.handling.cases.errors import OpinionMissing
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.states import CaseAction, CaseState, Outcome
from yangguan.handling.cases.work import (
    claim_step,
    completed_step,
    ensure_unchanged,
)
from yangguan.registers.catalogue.process import StepKind


@transaction.atomic(savepoint=False)
def review_case(
    *,
    case_id: uuid.UUID,
    agrees: bool,
    opinion: str,
    by: Actor,
    at: datetime,
    step: str | None = None,
    seen_version: int | None = None,
) -> Case:
    """
    Record a review: agree and go on, or disagree with an opinion, which goes to the decision.

    `step` chooses among parallel reviews; without it the first that the officer may do is meant.
    Source: 行政许可法 第三十四条. Raises `OpinionMissing`, `NotYourDesk`, `AlreadyDone`,
    `StepNotOpen`,
    `ActionNotAllowedInState`, `CaseChangedMeanwhile`; then nothing has changed.
    """
    if not agrees and not opinion.strip():
        raise OpinionMissing
    case, item, seat = claim_step(case_id, StepKind.REVIEW, by=by, step=step)
    ensure_unchanged(case, seen_version)

    case.state = rules.next_state(CaseState(case.state), CaseAction.REVIEW)
    case.version += 1
    outcome = Outcome.AGREE if agrees else Outcome.DISAGREE
    moved = completed_step(
        case, item, outcome=outcome, opinion=opinion, office=seat.office, by=by, at=at
    )
    act = Act(
        "case.review",
        {"step": item.step, "name": item.name, "outcome": outcome.value, "opinion": opinion},
        office=seat.office,
    )
    with together():
        send(moved)
        trail.record(case.trace_stream, act, by=by, at=at)
    return case
