import uuid
from typing import ClassVar

from yangguan.foundation.events.outbox import Event


class EditionDue(Event, frozen=True, kw_only=True):
    """An approved edition takes effect today."""

    name: ClassVar[str] = "drafting.edition-due"

    draft_id: uuid.UUID
