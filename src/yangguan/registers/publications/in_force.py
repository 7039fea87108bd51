"""Putting a version in force: what people read from this moment on."""

from datetime import datetime

from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.publications import rules, search_index
from yangguan.registers.publications.events import PublicationPublished
from yangguan.registers.publications.models import Publication, PublicationVersion
from yangguan.registers.publications.states import PublicationAction, PublicationState
from yangguan.registers.publications.text import PublicationText, decode, encode, text_digest


def subject_of(code: str) -> str:
    """The subject of the trace of a publication."""
    return f"publication:{code}"


def put_in_force(
    publication: Publication, version: PublicationVersion, *, by: Actor, at: datetime
) -> None:
    """
    Make a version the one that people read; the one before is replaced and stays readable.

    The caller holds the publication locked and has asked policy and faults. Publishes
    `PublicationPublished`. Raises `PublicationNotInState`.
    """
    state = rules.next_state(PublicationState(version.state), PublicationAction.PUBLISH)
    text = _dated(decode(version.content), at=at)
    publication.versions.filter(state=PublicationState.PUBLISHED).update(
        state=PublicationState.REPLACED
    )
    version.state = state
    version.content, version.digest = encode(text), text_digest(text)
    version.publish_at = None
    version.published_at, version.published_by = at, by.name
    version.save()
    _describe(publication, text)
    publication.version = version.number
    publication.state, publication.upcoming = PublicationState.PUBLISHED, ""
    publication.touched_at = at
    publication.save()
    known = ServiceItem.objects.filter(task_code__in=text.items)
    publication.items.set(known)
    search_index.refresh(publication.code, text)
    trail.record(
        trail.stream_of(subject_of(publication.code)),
        Act("publication.publish", {"version": version.number, "digest": version.digest}),
        by=by,
        at=at,
        announcing=PublicationPublished(code=publication.code, number=version.number),
    )
    page_cache.outdate()


def _dated(text: PublicationText, *, at: datetime) -> PublicationText:
    if text.publish_date is not None:
        return text
    fields = {name: getattr(text, name) for name in text.__struct_fields__}
    return PublicationText(**{**fields, "publish_date": localdate(at)})


def _describe(publication: Publication, text: PublicationText) -> None:
    publication.kind = text.kind
    publication.title = text.title
    publication.body = text.body
    publication.issuer = text.issuer
    publication.document_number = text.document_number
    publication.effective_date = text.effective_date
    publication.expire_date = text.expire_date
    publication.status = text.status
    publication.source = text.source
    if text.publish_date is not None:
        publication.publish_date = text.publish_date
    explained = Publication.objects.filter(pk=text.explains).exclude(pk=publication.pk)
    publication.explains = explained.first() if text.explains else None
