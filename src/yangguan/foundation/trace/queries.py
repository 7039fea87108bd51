"""What pages and documents read of the trace."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from yangguan.foundation.trace.models import TraceEntry


@dataclass(frozen=True, slots=True)
class TraceLine:
    position: int
    at: datetime
    actor_kind: str
    actor_name: str
    office: str
    action: str
    data: Mapping[str, object]
    digest: str  # hex


def lines_of(stream_id: uuid.UUID) -> list[TraceLine]:
    """Every line of one stream, oldest first. One query."""
    rows = TraceEntry.objects.filter(stream_id=stream_id).order_by("position")
    return [
        TraceLine(
            position=row.position,
            at=row.at,
            actor_kind=row.actor_kind,
            actor_name=row.actor_name,
            office=row.office,
            action=row.action,
            data=row.data,
            digest=bytes(row.digest).hex(),
        )
        for row in rows
    ]
