"""What the worker does when an approved edition falls due. Safe to run again."""

from django.utils import timezone

from yangguan.registers.drafting.events import EditionDue
from yangguan.registers.drafting.operations.publish import publish_due_draft


def publish_due(event: EditionDue) -> None:
    """Publish the draft; nothing if it is published already."""
    publish_due_draft(draft_id=event.draft_id, at=timezone.now())  # noqa: TID251  # a job begins here
