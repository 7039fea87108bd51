import uuid
from typing import ClassVar

from yangguan.foundation.events.outbox import Event


class CaseEvaluated(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "evaluation.case-evaluated"

    evaluation_id: uuid.UUID
    stars: int
