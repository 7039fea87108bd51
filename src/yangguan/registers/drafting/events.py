import uuid
from typing import ClassVar

from yangguan.foundation.events.outbox import Event


class EditionDue(Event, frozen=True, kw_only=True):
    """An approved edition takes effect today."""

    name: ClassVar[str] = "drafting.edition-due"

    draft_id: uuid.UUID


class BatchReviewWanted(Event, frozen=True, kw_only=True):
    """Many drafts wait for one verdict, or some of them still do: a job goes on with them."""

    name: ClassVar[str] = "drafting.batch-review-wanted"

    review_id: uuid.UUID
