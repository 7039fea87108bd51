"""What follows when an organ has let its last day for an answer pass: the law has accepted."""

from datetime import datetime

from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.handling.cases import limits, papers, rules
from yangguan.handling.cases.documents import issue_document
from yangguan.handling.cases.errors import AcceptedByLaw
from yangguan.handling.cases.events import CaseAcceptedBySilence
from yangguan.handling.cases.models import Case, WorkItem
from yangguan.handling.cases.states import CaseAction, CaseState, Outcome
from yangguan.handling.cases.work import completed_step
from yangguan.registers.catalogue.editions import EditionView, edition_view

# Stands in the trace and in the step, where other steps have an officer's opinion.
OPINION = "逾期未答复，依照行政许可法第三十二条，自收件之日起视为受理。"


def is_accepted_by_law(case: Case, *, at: datetime) -> bool:
    """Whether the last day for an answer has passed, and silence has accepted. No query."""
    return rules.is_accepted_by_silence(
        edition_view(case.edition_id).content,
        state=CaseState(case.state),
        acceptance_due=case.acceptance_due_date,
        on=localdate(at),
    )


def ensure_not_accepted_by_law(case: Case, *, at: datetime) -> None:
    """Raises `AcceptedByLaw`: too late to ask for a correction or to refuse acceptance."""
    if is_accepted_by_law(case, at=at):
        raise AcceptedByLaw


def record_silence(
    case: Case,
    item: WorkItem,
    *,
    office: str,
    by: Actor,
    at: datetime,
    opinion: str = "",
) -> Case:
    """
    Write down that the law has accepted a case, which the caller holds locked.

    The acceptance holds since the receipt of the material, of the corrected one after a
    correction: both limits count from there. The trace and the notice say when it was recorded,
    too. Source: 行政许可法 第三十二条第一款第（四）项, 第四十二条. Publishes
    `CaseAcceptedBySilence`.
    """
    edition = edition_view(case.edition_id)
    since = localdate(case.received_at)
    due = rules.due_dates(edition.content, accepted=since, calendar=official_calendar())
    case.state = rules.next_state(CaseState(case.state), CaseAction.ACCEPT)
    case.accepted_at, case.silence_recorded_at = case.received_at, at
    limits.begin_limits(case, due)
    case.version += 1
    moved = completed_step(
        case, item,
        outcome=Outcome.AGREE, opinion=opinion or OPINION, office=office, by=by, at=at,
        changed=(*limits.FIELDS, "silence_recorded_at"),
    )  # fmt: skip
    paper = papers.acceptance_notice(
        case, edition, papers.addressee_of(case), due, today=localdate(at)
    )
    document = issue_document(paper, case=case, edition=edition, at=at, closing=[moved])
    act = _act(case, edition, opinion=opinion, office=office, document=document.trace_data())
    event = CaseAcceptedBySilence(case_id=case.pk)
    trail.record(case.trace_stream, act, by=by, at=at, announcing=event)
    return case


def _act(
    case: Case, edition: EditionView, *, opinion: str, office: str, document: dict[str, object]
) -> Act:
    due = case.promised_due_date
    return Act(
        "case.accept-by-silence",
        {
            "since": localdate(case.received_at).isoformat(),
            "last_day": case.acceptance_due_date.isoformat(),
            "silent_office": edition.department_name,
            "due": due.isoformat() if due else "",
            "opinion": opinion or OPINION,
            **document,
        },
        office=office,
    )
