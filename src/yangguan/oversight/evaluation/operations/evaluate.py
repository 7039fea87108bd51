"""评价: one service, one evaluation, by the applicant."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.sql.fixed_insert import insert_together
from yangguan.foundation.sql.fixed_query import FixedQuery, Value
from yangguan.foundation.sql.together import together
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.handling.cases.evaluable import lock_for_evaluation
from yangguan.oversight.evaluation.details import CHANNEL_WEB, DETAILS
from yangguan.oversight.evaluation.errors import (
    AlreadyEvaluated,
    DetailUnknown,
    NotEvaluable,
    ReasonWanted,
    StarsMissing,
)
from yangguan.oversight.evaluation.events import CaseEvaluated
from yangguan.oversight.evaluation.models import Evaluation

MAX_WORDS = 1_000

_KNOWN = FixedQuery(
    lambda case_id: Evaluation.objects.filter(case_id=case_id), Value("case_id", uuid.UUID(int=1))
)


@transaction.atomic(savepoint=False)
def evaluate_case(
    *,
    case_id: uuid.UUID,
    stars: int,
    details: Sequence[str],
    words: str,
    by: Actor,
    at: datetime,
    channel: str = CHANNEL_WEB,
) -> Evaluation:
    """
    Rate a concluded case; the same evaluation sent twice is kept once.

    Fewer than three stars want a reason or words. Source: 国办发〔2019〕51号 (一事一评). Publishes
    `CaseEvaluated`. Raises `NotYourCase`, `NotEvaluable`, `AlreadyEvaluated`, `StarsMissing`,
    `DetailUnknown`, `ReasonWanted`; then nothing has changed.
    """
    words = words.strip()[:MAX_WORDS]
    if stars not in DETAILS:
        raise StarsMissing
    if any(code not in DETAILS[stars] for code in details):
        raise DetailUnknown
    if stars < 3 and not details and not words:
        raise ReasonWanted
    case = lock_for_evaluation(case_id, by=by)
    if not case.is_concluded:
        raise NotEvaluable
    known = _KNOWN.first(case_id=case_id)
    if known is not None:
        if (known.stars, known.details, known.words) == (stars, list(details), words):
            return known
        raise AlreadyEvaluated
    evaluation = Evaluation(
        case_id=case_id,
        stars=stars,
        details=list(details),
        words=words,
        channel=channel,
        evaluated_at=at,
        evaluated_by=by.account_id,
    )
    act = Act("case.evaluate", {"stars": stars, "details": list(details)})
    evaluated = CaseEvaluated(evaluation_id=evaluation.pk, stars=stars)
    with together():
        insert_together(evaluation)
        trail.record(case.trace_stream, act, by=by, at=at, announcing=evaluated)
    return evaluation
