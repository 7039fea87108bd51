import uuid
from typing import ClassVar

from yangguan.foundation.events.outbox import Event


class ImportWanted(Event, frozen=True, kw_only=True):
    """An import waits, or has more to do: its next stretch is worked off by a job."""

    name: ClassVar[str] = "imports.import-wanted"

    run_id: uuid.UUID
