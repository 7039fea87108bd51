"""受理."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.handling.cases import limits, papers, rules, silence
from yangguan.handling.cases.documents import issue_document
from yangguan.handling.cases.events import CaseAccepted
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.states import CaseAction, CaseState, Outcome
from yangguan.handling.cases.work import (
    claim_step,
    completed_step,
    ensure_unchanged,
)
from yangguan.registers.catalogue.editions import edition_view
from yangguan.registers.catalogue.process import StepKind


@transaction.atomic(savepoint=False)
def accept_case(
    *,
    case_id: uuid.UUID,
    by: Actor,
    at: datetime,
    opinion: str = "",
    seen_version: int | None = None,
) -> Case:
    """
    Accept an application for handling and start its limits; the applicant gets the notice.

    Both limits count from the day of `at`; where silence has accepted before, that is recorded
    instead, and they count from the receipt (`silence.record_silence`). Source: 行政许可法
    第三十二条第一款第（四）项、第（五）项, 第二款, 第四十二条, 第八十二条. Publishes
    `CaseAccepted` or `CaseAcceptedBySilence`. Raises `NotYourDesk`, `AlreadyDone`, `StepNotOpen`,
    `ActionNotAllowedInState`, `CaseChangedMeanwhile`; then nothing has changed.
    """
    case, item, seat = claim_step(case_id, StepKind.ACCEPTANCE, by=by)
    ensure_unchanged(case, seen_version)
    if silence.is_accepted_by_law(case, at=at):
        return silence.record_silence(case, item, office=seat.office, by=by, at=at, opinion=opinion)
    edition = edition_view(case.edition_id)
    today = localdate(at)

    case.state = rules.next_state(CaseState(case.state), CaseAction.ACCEPT)
    due = rules.due_dates(edition.content, accepted=today, calendar=official_calendar())
    case.accepted_at = at
    limits.begin_limits(case, due)
    case.version += 1
    moved = completed_step(
        case, item,
        outcome=Outcome.AGREE, opinion=opinion, office=seat.office, by=by, at=at,
        changed=limits.FIELDS,
    )  # fmt: skip
    document = issue_document(
        papers.acceptance_notice(case, edition, papers.addressee_of(case), due, today=today),
        case=case,
        edition=edition,
        at=at,
        closing=[moved],
    )
    act = Act(
        "case.accept",
        {"due": due.promised.isoformat(), "opinion": opinion, **document.trace_data()},
        office=seat.office,
    )
    trail.record(case.trace_stream, act, by=by, at=at, announcing=CaseAccepted(case_id=case.pk))
    return case
