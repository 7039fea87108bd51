"""Keeping what was typed, and giving a draft up."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.publications import rules, search_index
from yangguan.registers.publications.errors import FieldTooLong, PublicationNotInState
from yangguan.registers.publications.in_force import subject_of
from yangguan.registers.publications.models import PublicationVersion
from yangguan.registers.publications.operations.locking import lock_publication, upcoming_version
from yangguan.registers.publications.states import PublicationState
from yangguan.registers.publications.text import PublicationText, encode, text_digest

MAX_NOTE = 500


@transaction.atomic
def save_publication_draft(
    *,
    code: str,
    text: PublicationText,
    change_note: str,
    by: Actor,
    at: datetime,
    seen_revision: int | None = None,
) -> PublicationVersion:
    """
    Keep the text of the version in preparation, complete or not.

    A save from a page that is older than the draft is refused: nothing that a colleague wrote is
    overwritten unseen. A planned version does not change before its plan is cancelled. Raises
    `PublicationNotFound`, `NotYourPublications`, `NoVersionInPreparation`, `PublicationNotInState`,
    `PublicationChangedElsewhere`, `FieldTooLong`, `FieldNotUnderstood`.
    """
    publication = lock_publication(code, by=by)
    version = upcoming_version(publication, seen_revision=seen_revision)
    if version.state != PublicationState.DRAFT:
        state = PublicationState(version.state).label
        raise PublicationNotInState(state=state, action=_("修改"))
    rules.ensure_storable(text)
    if len(change_note) > MAX_NOTE:
        raise FieldTooLong(
            field="change_note", label=rules.CHANGE_NOTE, most=MAX_NOTE, length=len(change_note)
        )
    digest = text_digest(text)
    if (digest, change_note) == (version.digest, version.change_note):
        return version
    version.content, version.digest, version.change_note = encode(text), digest, change_note
    version.revision += 1
    version.saved_at, version.saved_by = at, by.name
    version.save()
    if publication.state == PublicationState.DRAFT:
        publication.kind, publication.title = text.kind, text.title
        search_index.refresh(code, text)
    publication.touched_at = at
    publication.save(update_fields=["kind", "title", "touched_at"])
    return version


@transaction.atomic
def discard_publication_draft(*, code: str, by: Actor, at: datetime) -> bool:
    """
    Give the version in preparation up, with its files; whether the publication is still there.

    One that nobody could read yet goes altogether; its trace stays. Raises
    `PublicationNotFound`, `NotYourPublications`, `NoVersionInPreparation`.
    """
    publication = lock_publication(code, by=by)
    version = upcoming_version(publication)
    act = Act("publication.discard", {"version": version.number, "digest": version.digest})
    version.delete()
    trail.record(trail.stream_of(subject_of(code)), act, by=by, at=at)
    if publication.state == PublicationState.DRAFT:
        publication.delete()
        return False
    publication.upcoming, publication.touched_at = "", at
    publication.save(update_fields=["upcoming", "touched_at"])
    return True
