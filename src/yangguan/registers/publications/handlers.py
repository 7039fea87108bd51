"""What the worker does after an event of a publication. Safe to run again."""

from django.utils import timezone

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.publications.events import PublicationDue
from yangguan.registers.publications.operations.publish import publish_due

# The name in the trace of what was published at its planned time.
_PUBLISHER = "定时发布"


def publish_planned(event: PublicationDue) -> None:
    """Publish a version whose time has come; nothing if it was published or cancelled since."""
    publish_due(
        version_id=event.version_id,
        by=system_actor(_PUBLISHER),
        at=timezone.now(),  # noqa: TID251  # a job begins here
    )
