"""逾期不告知的，自收到申请材料之日起即为受理: nobody answered, so the law did."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.events import outbox
from yangguan.handling.cases import papers, policies, silence
from yangguan.handling.cases.errors import StepNotOpen
from yangguan.handling.cases.events import AnswerOverdue
from yangguan.handling.cases.models import WorkItem
from yangguan.handling.cases.states import WorkItemState
from yangguan.handling.cases.unanswered import Unanswered, unanswered
from yangguan.handling.cases.work import lock_case
from yangguan.registers.catalogue.process import StepKind

BATCH = 500


@transaction.atomic(savepoint=False)
def accept_by_silence(*, case_id: uuid.UUID, by: Actor, at: datetime) -> bool:
    """
    Record that an application counts as accepted since its receipt, because the organ let five
    working days pass without an answer; returns whether it was recorded now.

    Answered, withdrawn, waiting for a correction, still within its last day or recorded before:
    then nothing changes. Only the platform itself may, and it decides nothing: the dates do.
    Source: 行政许可法 第三十二条第一款第（四）项. Publishes `CaseAcceptedBySilence`. Raises
    `CaseNotFound`, `NotYourDesk`, `StepNotOpen`.
    """
    case = lock_case(case_id)
    policies.ensure_is_platform(by)
    if not silence.is_accepted_by_law(case, at=at):
        return False
    item = WorkItem.objects.filter(
        case=case, kind=StepKind.ACCEPTANCE, state=WorkItemState.OPEN
    ).first()
    if item is None:
        raise StepNotOpen
    silence.record_silence(case, item, office=papers.ONLINE, by=by, at=at)
    return True


def announce_unanswered(*, at: datetime, batch: int = BATCH) -> int:
    """
    Queue a job for each application whose last day for an answer has passed; returns how many.

    Two statements a batch, whatever it holds: one reads it by the index `case_unanswered`, one
    queues its jobs. Each case then has its own transaction; one that fails is tried again by its
    job, stays visible among the failed jobs, and comes back with the next sweep. Sweeping twice,
    or two sweeps at once, record nothing twice. Publishes `AnswerOverdue`.
    """
    announced = 0
    after: Unanswered | None = None
    while True:
        found = unanswered(on=localdate(at), after=after, limit=batch)
        outbox.publish(*(AnswerOverdue(case_id=each.case_id) for each in found))
        announced += len(found)
        if len(found) < batch:
            return announced
        after = found[-1]
