"""颁证: the certificate is made, checked and handed to the delivery counter."""

import uuid
from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.sql.together import send, together
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.handling.cases import rules
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.states import CaseAction, CaseState, Outcome
from yangguan.handling.cases.work import (
    claim_step,
    completed_step,
    ensure_unchanged,
)
from yangguan.registers.catalogue.process import StepKind


@transaction.atomic(savepoint=False)
def certify_case(
    *,
    case_id: uuid.UUID,
    by: Actor,
    at: datetime,
    opinion: str = "",
    step: str | None = None,
    seen_version: int | None = None,
) -> Case:
    """
    Confirm that the paper certificate agrees with the decision and is ready to be handed over.

    The e-licence exists since the decision; this step is about the paper. Source: 行政许可法
    第四十四条. Raises `NotYourDesk`, `AlreadyDone`, `StepNotOpen`, `ActionNotAllowedInState`,
    `CaseChangedMeanwhile`; then nothing has changed.
    """
    case, item, seat = claim_step(case_id, StepKind.CERTIFICATE, by=by, step=step)
    ensure_unchanged(case, seen_version)

    case.state = rules.next_state(CaseState(case.state), CaseAction.CERTIFY)
    case.version += 1
    moved = completed_step(
        case, item, outcome=Outcome.DONE, opinion=opinion, office=seat.office, by=by, at=at
    )
    act = Act("case.certify", {"step": item.step, "opinion": opinion}, office=seat.office)
    with together():
        send(moved)
        trail.record(case.trace_stream, act, by=by, at=at)
    return case
