"""What an evaluation needs of a case: a port for the floor above."""

import uuid
from dataclasses import dataclass

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace.models import TraceStream
from yangguan.handling.cases import policies
from yangguan.handling.cases.work import lock_case


@dataclass(frozen=True, slots=True)
class EvaluableCase:
    id: uuid.UUID
    number: str
    is_concluded: bool
    trace_stream: TraceStream


def lock_for_evaluation(case_id: uuid.UUID, *, by: Actor) -> EvaluableCase:
    """The case, locked, for its applicant. One query. Raises `CaseNotFound`, `NotYourCase`."""
    case = lock_case(case_id)
    policies.ensure_may_apply_for(by, case.applicant_id)
    return EvaluableCase(
        id=case.pk,
        number=case.number,
        is_concluded=case.concluded_at is not None,
        trace_stream=case.trace_stream,
    )
