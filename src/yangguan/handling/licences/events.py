import uuid
from typing import ClassVar

from yangguan.foundation.events.outbox import Event


class LicenceIssued(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "licences.licence-issued"

    licence_id: uuid.UUID
