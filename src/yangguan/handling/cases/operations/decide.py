"""决定: to grant, with the licence in the same transaction, or to refuse with reasons."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor, Seat
from yangguan.foundation.documents.paper import Paper
from yangguan.foundation.sql.fixed_insert import insert_together
from yangguan.foundation.sql.together import together
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.handling.cases import papers, rules
from yangguan.handling.cases.documents import issue_document
from yangguan.handling.cases.errors import ReasonsMissing
from yangguan.handling.cases.events import CaseDecided
from yangguan.handling.cases.licence_issues import licence_issues
from yangguan.handling.cases.models import Case, Decision, WorkItem
from yangguan.handling.cases.states import CaseAction, CaseState, Outcome
from yangguan.handling.cases.work import (
    claim_step,
    completed_step,
    ensure_unchanged,
)
from yangguan.handling.licences.models import Licence
from yangguan.handling.licences.operations.issue import issue_licences
from yangguan.registers.catalogue.editions import EditionView, edition_view
from yangguan.registers.catalogue.process import StepKind


@transaction.atomic(savepoint=False)
def grant_case(
    *,
    case_id: uuid.UUID,
    by: Actor,
    at: datetime,
    findings: str = "",
    seen_version: int | None = None,
) -> Case:
    """
    Decide for the applicant; every licence that the item yields is issued at the same moment.

    Source: 行政许可法 第三十八条第一款, 第三十九条, 第四十四条; R8.5. Publishes `CaseDecided` and,
    for each licence, `LicenceIssued`. Raises `NotYourDesk`, `AlreadyDone`, `StepNotOpen`,
    `ActionNotAllowedInState`, `CaseChangedMeanwhile`; then nothing has changed.
    """
    case, item, seat = _claim(case_id, by=by, seen_version=seen_version)
    edition = edition_view(case.edition_id)
    today = localdate(at)
    paper = papers.decision_granting(
        case, edition, papers.addressee_of(case), findings=findings, today=today
    )
    with together():
        issues = licence_issues(case, edition, findings=findings)
        licences = issue_licences(issues, by=by, at=at, today=today)
        _decide(
            case, item, seat, edition, paper,
            action=CaseAction.GRANT, outcome=Outcome.GRANTED, reasons=findings,
            licences=licences, by=by, at=at,
        )  # fmt: skip
    return case


@transaction.atomic(savepoint=False)
def refuse_case(
    *,
    case_id: uuid.UUID,
    reasons: str,
    by: Actor,
    at: datetime,
    seen_version: int | None = None,
) -> Case:
    """
    Decide against the applicant, with reasons and the remedies.

    Source: 行政许可法 第三十八条第二款. Publishes `CaseDecided`. Raises `ReasonsMissing` and what
    `grant_case` raises; then nothing has changed.
    """
    if not reasons.strip():
        raise ReasonsMissing
    case, item, seat = _claim(case_id, by=by, seen_version=seen_version)
    edition = edition_view(case.edition_id)
    paper = papers.decision_refusing(
        case, edition, papers.addressee_of(case), reasons=reasons, today=localdate(at)
    )
    with together():
        _decide(
            case, item, seat, edition, paper,
            action=CaseAction.REFUSE, outcome=Outcome.REFUSED, reasons=reasons,
            licences=[], by=by, at=at,
        )  # fmt: skip
    return case


def _claim(
    case_id: uuid.UUID, *, by: Actor, seen_version: int | None
) -> tuple[Case, WorkItem, Seat]:
    case, item, seat = claim_step(case_id, StepKind.DECISION, by=by)
    ensure_unchanged(case, seen_version)
    return case, item, seat


def _decide(
    case: Case,
    item: WorkItem,
    seat: Seat,
    edition: EditionView,
    paper: Paper,
    *,
    action: CaseAction,
    outcome: Outcome,
    reasons: str,
    licences: list[Licence],
    by: Actor,
    at: datetime,
) -> None:
    case.state = rules.next_state(CaseState(case.state), action)
    # The decision ends the limits; what follows is issue and delivery (第四十四条: ten days).
    case.decided_at = case.concluded_at = at
    case.due_date = None
    case.version += 1
    moved = completed_step(
        case, item,
        outcome=outcome, opinion=reasons, office=seat.office, by=by, at=at,
        changed=("decided_at", "concluded_at", "due_date"),
    )  # fmt: skip
    decision = Decision(
        case=case,
        outcome=outcome,
        reasons=reasons,
        decided_at=at,
        decided_by=by.account_id,
        officer_name=by.name,
        office=seat.office,
    )
    document = issue_document(paper, case=case, edition=edition, at=at, closing=[moved])
    act = Act(
        f"case.{action.value}",
        {
            "outcome": outcome.value,
            "reasons": reasons,
            "licences": [licence.identifier for licence in licences],
            **document.trace_data(),
        },
        office=seat.office,
    )
    decided = CaseDecided(case_id=case.pk, outcome=outcome.value)
    insert_together(decision)
    trail.record(case.trace_stream, act, by=by, at=at, announcing=decided)
