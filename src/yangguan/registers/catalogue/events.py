import uuid
from typing import ClassVar

from yangguan.foundation.events.outbox import Event


class EditionPublished(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "catalogue.edition-published"

    item_id: uuid.UUID
    edition_id: uuid.UUID
