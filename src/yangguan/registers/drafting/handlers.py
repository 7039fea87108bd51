"""What the worker does for drafts: editions that fall due, reviews of many. Safe to run again."""

import time

from django.utils import timezone

from yangguan.foundation.events import outbox
from yangguan.registers.drafting.events import BatchReviewWanted, EditionDue
from yangguan.registers.drafting.operations.publish import publish_due_draft
from yangguan.registers.drafting.operations.review_many import carry_on_review

# A job is short, so that a worker that is asked to stop need not wait long; the next one follows.
STRETCH_SECONDS = 15.0


def publish_due(event: EditionDue) -> None:
    """Publish the draft; nothing if it is published already."""
    publish_due_draft(draft_id=event.draft_id, at=timezone.now())  # noqa: TID251  # a job begins here


def review_on(event: BatchReviewWanted) -> None:
    """One stretch of a review of many drafts; what is left is queued anew."""
    deadline = time.monotonic() + STRETCH_SECONDS
    has_ended = carry_on_review(
        review_id=event.review_id,
        at=timezone.now(),  # noqa: TID251  # a job begins here
        goes_on=lambda: time.monotonic() < deadline,
    )
    if not has_ended:
        outbox.publish(event)
