from typing import ClassVar

from yangguan.foundation.events.outbox import Event


class PublicationDue(Event, frozen=True, kw_only=True):
    """The time has come at which a version was planned to be published."""

    name: ClassVar[str] = "publications.due"

    version_id: int


class PublicationPublished(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "publications.published"

    code: str
    number: int


class PublicationWithdrawn(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "publications.withdrawn"

    code: str
