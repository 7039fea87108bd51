"""撤下: what was published is no longer shown; its address stays and says why."""

from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.publications import rules
from yangguan.registers.publications.errors import FieldTooLong, ReasonMissing
from yangguan.registers.publications.events import PublicationWithdrawn
from yangguan.registers.publications.in_force import subject_of
from yangguan.registers.publications.models import Publication
from yangguan.registers.publications.operations.locking import lock_publication
from yangguan.registers.publications.rules import WITHDRAWAL_REASON
from yangguan.registers.publications.states import PublicationAction, PublicationState

MAX_REASON = 500


@transaction.atomic
def withdraw_publication(*, code: str, reason: str, by: Actor, at: datetime) -> Publication:
    """
    Withdraw a publication with a reason that everybody reads; its earlier versions go with it.

    A version in preparation stays, and publishing it shows the publication again. Publishes
    `PublicationWithdrawn`. Raises `PublicationNotFound`, `NotYourPublications`, `ReasonMissing`,
    `FieldTooLong`, `PublicationNotInState`; then nothing has changed.
    """
    publication = lock_publication(code, by=by)
    state = rules.next_state(PublicationState(publication.state), PublicationAction.WITHDRAW)
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    if len(reason) > MAX_REASON:
        raise FieldTooLong(
            field="reason", label=WITHDRAWAL_REASON, most=MAX_REASON, length=len(reason)
        )
    version = publication.versions.get(state=PublicationState.PUBLISHED)
    version.state, version.withdrawn_at, version.withdrawal_reason = state, at, reason
    version.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])
    publication.state, publication.touched_at = state, at
    publication.save(update_fields=["state", "touched_at"])
    trail.record(
        trail.stream_of(subject_of(code)),
        Act("publication.withdraw", {"version": version.number, "reason": reason}),
        by=by,
        at=at,
        announcing=PublicationWithdrawn(code=code),
    )
    page_cache.outdate()
    return publication
