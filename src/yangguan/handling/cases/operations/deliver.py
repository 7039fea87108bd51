"""送达: handed over at a counter, or taken by the applicant on the network."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.sql.prepared import prepared_cursor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.handling.cases import papers, policies, rules
from yangguan.handling.cases.documents import issue_document
from yangguan.handling.cases.errors import ReceiverMissing, StepNotOpen
from yangguan.handling.cases.events import CaseDelivered
from yangguan.handling.cases.models import Case, WorkItem
from yangguan.handling.cases.states import CaseAction, CaseState, Outcome, WorkItemState
from yangguan.handling.cases.work import (
    claim_step,
    completed_step,
    ensure_unchanged,
    lock_case,
)
from yangguan.registers.catalogue.editions import edition_view
from yangguan.registers.catalogue.process import StepKind

_RESULTS = """
SELECT %(decided)s::text, number, 0 AS place
FROM cases_casedocument
WHERE case_id = %(case)s AND kind IN ('decision_granting', 'decision_refusing')
UNION ALL
SELECT kind.name, licence.number, 1
FROM licences_licence licence JOIN catalogue_licencetype kind ON kind.id = licence.licence_type_id
WHERE licence.case_number = %(case_number)s
ORDER BY 3, 1, 2
"""


@transaction.atomic(savepoint=False)
def deliver_case(
    *,
    case_id: uuid.UUID,
    receiver: str,
    by: Actor,
    at: datetime,
    note: str = "",
    seen_version: int | None = None,
) -> Case:
    """
    Hand the result over at a counter; `receiver` confirmed with identity shown.

    Source: 行政许可法 第四十四条. Publishes `CaseDelivered`. Raises `ReceiverMissing`,
    `NotYourDesk`,
    `AlreadyDone`, `StepNotOpen`, `ActionNotAllowedInState`; then nothing has changed.
    """
    if not receiver.strip():
        raise ReceiverMissing
    case, item, seat = claim_step(case_id, StepKind.DELIVERY, by=by)
    ensure_unchanged(case, seen_version)
    someone_else = "" if receiver.strip() == case.applicant_name else receiver.strip()
    _deliver(
        case, item,
        way="直接送达", place=seat.office, confirmation="领取人出示身份证件，当面核对并签收",
        received_for=someone_else, opinion=note, by=by, at=at,
    )  # fmt: skip
    return case


@transaction.atomic(savepoint=False)
def collect_case(*, case_id: uuid.UUID, by: Actor, at: datetime) -> Case:
    """
    The applicant takes the result on the network, which delivers it (电子送达).

    Source: 国务院令第716号 第十条; 行政许可法 第四十四条. Publishes `CaseDelivered`.
    Raises `NotYourCase`,
    `StepNotOpen`, `ActionNotAllowedInState`; then nothing has changed.
    """
    case = lock_case(case_id)
    policies.ensure_may_apply_for(by, case.applicant_id)
    if case.state == CaseState.DELIVERED:
        return case
    item = WorkItem.objects.filter(
        case=case, kind=StepKind.DELIVERY, state=WorkItemState.OPEN
    ).first()
    if item is None:
        raise StepNotOpen
    _deliver(
        case, item,
        way="电子送达", place="申请人网上账户", confirmation="申请人登录后确认领取",
        received_for="", opinion="", by=by, at=at,
    )  # fmt: skip
    return case


def _deliver(
    case: Case,
    item: WorkItem,
    *,
    way: str,
    place: str,
    confirmation: str,
    received_for: str,
    opinion: str,
    by: Actor,
    at: datetime,
) -> None:
    edition = edition_view(case.edition_id)
    case.state = rules.next_state(CaseState(case.state), CaseAction.DELIVER)
    case.delivered_at = at
    case.due_date = None
    case.version += 1
    moved = completed_step(
        case, item,
        outcome=Outcome.DONE, opinion=opinion, office=place, by=by, at=at,
        changed=("delivered_at", "due_date"),
    )  # fmt: skip
    document = issue_document(
        papers.delivery_receipt(
            case,
            edition,
            papers.addressee_of(case),
            papers=_delivered_papers(case),
            way=way,
            place=place,
            delivered_by=by.name if by.is_officer else "系统",
            confirmation=confirmation,
            received_for=received_for,
            at=at,
            today=localdate(at),
        ),
        case=case,
        edition=edition,
        at=at,
        closing=[moved],
    )
    act = Act(
        "case.deliver",
        {"way": way, "receiver": received_for, **document.trace_data()},
        office=place,
    )
    trail.record(case.trace_stream, act, by=by, at=at, announcing=CaseDelivered(case_id=case.pk))


def _delivered_papers(case: Case) -> tuple[tuple[str, str], ...]:
    """The decision and the licences, by name and number. One query."""
    decided = "准予决定书" if case.outcomes.get("decision", {}).get("outcome") == "granted" else (
        "不予决定书"
    )  # fmt: skip
    with prepared_cursor() as cursor:
        cursor.execute(_RESULTS, {"case": case.pk, "case_number": case.number, "decided": decided})
        return tuple((name, number) for name, number, _place in cursor.fetchall())
