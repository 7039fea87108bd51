"""撤回: the applicant takes the application back before the decision."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.handling.cases import papers, policies, rules
from yangguan.handling.cases.documents import issue_document
from yangguan.handling.cases.events import CaseWithdrawn
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.states import CaseAction, CaseState
from yangguan.handling.cases.work import cancel_open_steps, lock_case
from yangguan.registers.catalogue.editions import edition_view


@transaction.atomic(savepoint=False)
def withdraw_case(*, case_id: uuid.UUID, by: Actor, at: datetime, reason: str = "") -> Case:
    """
    Withdraw an application; the applicant gets a confirmation and may apply again at any time.

    Doing it twice changes nothing. Publishes `CaseWithdrawn`. Raises `NotYourCase`,
    `ActionNotAllowedInState` once a decision stands; then nothing has changed.
    """
    case = lock_case(case_id)
    policies.ensure_may_apply_for(by, case.applicant_id)
    if case.state == CaseState.WITHDRAWN:
        return case
    edition = edition_view(case.edition_id)

    case.state = rules.next_state(CaseState(case.state), CaseAction.WITHDRAW)
    case.concluded_at = at
    case.due_date = None
    case.version += 1
    cancel_open_steps(case)
    case.save(update_fields=["state", "concluded_at", "due_date", "version"])
    document = issue_document(
        papers.withdrawal_confirmation(
            case,
            edition,
            papers.addressee_of(case),
            reason=reason,
            at=at,
            today=localdate(at),
        ),
        case=case,
        edition=edition,
        at=at,
    )
    act = Act("case.withdraw", {"reason": reason, **document.trace_data()})
    trail.record(case.trace_stream, act, by=by, at=at, announcing=CaseWithdrawn(case_id=case.pk))
    return case
