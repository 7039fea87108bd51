"""不予受理: no licence is needed, or another organ is competent."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.documents.statutory import RefusalGround
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.handling.cases import papers, rules, silence
from yangguan.handling.cases.documents import issue_document
from yangguan.handling.cases.errors import CompetentOrganMissing, ReasonsMissing
from yangguan.handling.cases.events import AcceptanceRefused
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.states import CaseAction, CaseState, Outcome
from yangguan.handling.cases.work import (
    cancel_open_steps,
    claim_step,
    close_step,
    ensure_unchanged,
)
from yangguan.registers.catalogue.editions import edition_view
from yangguan.registers.catalogue.process import StepKind


@transaction.atomic(savepoint=False)
def refuse_acceptance(
    *,
    case_id: uuid.UUID,
    is_needed: bool,
    competent_organ: str,
    reasons: str,
    by: Actor,
    at: datetime,
    seen_version: int | None = None,
) -> Case:
    """
    Refuse to accept an application; ends the case with a written notice and the remedies.

    `is_needed` False: the matter needs no application at all; True: another organ is competent and
    must be named. Source: 行政许可法 第三十二条第一款第（一）项、第（二）项, 第二款. Publishes
    `AcceptanceRefused`. Raises `ReasonsMissing`, `CompetentOrganMissing`, `NotYourDesk`,
    `AlreadyDone`, `StepNotOpen`, `AcceptedByLaw`, `ActionNotAllowedInState`; then nothing has
    changed.
    """
    if not reasons.strip():
        raise ReasonsMissing
    if is_needed and not competent_organ.strip():
        raise CompetentOrganMissing
    case, item, seat = claim_step(case_id, StepKind.ACCEPTANCE, by=by)
    ensure_unchanged(case, seen_version)
    silence.ensure_not_accepted_by_law(case, at=at)
    edition = edition_view(case.edition_id)

    case.state = rules.next_state(CaseState(case.state), CaseAction.REFUSE_ACCEPTANCE)
    case.concluded_at = at
    case.due_date = None
    case.version += 1
    close_step(item, outcome=Outcome.DISAGREE, opinion=reasons, office=seat.office, by=by, at=at)
    cancel_open_steps(case)
    case.save(update_fields=["state", "concluded_at", "due_date", "version"])
    document = issue_document(
        papers.acceptance_refusal(
            case,
            edition,
            papers.addressee_of(case),
            ground=RefusalGround.NOT_COMPETENT if is_needed else RefusalGround.NOT_NEEDED,
            competent_organ=competent_organ.strip(),
            reasons=reasons,
            today=localdate(at),
        ),
        case=case,
        edition=edition,
        at=at,
    )
    act = Act(
        "case.refuse-acceptance",
        {"reasons": reasons, "competent_organ": competent_organ, **document.trace_data()},
        office=seat.office,
    )
    trail.record(
        case.trace_stream, act, by=by, at=at, announcing=AcceptanceRefused(case_id=case.pk)
    )
    return case
