"""起草: a new publication, or the next version of one."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.organisations.models import Department
from yangguan.registers.publications import policies, rules, search_index
from yangguan.registers.publications.errors import NotYourPublications
from yangguan.registers.publications.in_force import subject_of
from yangguan.registers.publications.kinds import IN_FORCE
from yangguan.registers.publications.models import (
    Publication,
    PublicationAttachment,
    PublicationVersion,
)
from yangguan.registers.publications.operations.locking import lock_publication
from yangguan.registers.publications.states import UPCOMING, PublicationState
from yangguan.registers.publications.text import PublicationText, encode, text_digest


@transaction.atomic
def begin_publication(
    *, kind: str, title: str, department_id: int, by: Actor, at: datetime
) -> Publication:
    """
    Begin a publication of a department: a draft that only its editors see.

    Raises `NotYourPublications`, `FieldTooLong`; then nothing has changed.
    Source: 政府信息公开条例 第十条 (who makes information publishes it), 第二十条.
    """
    policies.ensure_may_edit(by, department_id)
    department = Department.objects.filter(pk=department_id).first()
    if department is None:
        raise NotYourPublications
    text = PublicationText(kind=kind, title=title, issuer=department.name, status=IN_FORCE)
    rules.ensure_storable(text)
    publication = Publication.objects.create(
        code=_next_code(at),
        kind=kind,
        title=title,
        body="",
        issuer=department.name,
        publish_date=localdate(at),
        status=IN_FORCE,
        department=department,
        state=PublicationState.DRAFT,
        upcoming=PublicationState.DRAFT,
        touched_at=at,
    )
    PublicationVersion.objects.create(
        publication=publication,
        number=1,
        state=PublicationState.DRAFT,
        content=encode(text),
        digest=text_digest(text),
        saved_at=at,
        saved_by=by.name,
    )
    search_index.refresh(publication.code, text)
    _traced(publication, 1, by=by, at=at)
    return publication


@transaction.atomic
def begin_version(*, code: str, by: Actor, at: datetime) -> PublicationVersion:
    """
    Begin the next version with the text and the files of the newest; beginning twice gives the
    same one. What people read stays until the new version is published.

    Raises `PublicationNotFound`, `NotYourPublications`.
    """
    publication = lock_publication(code, by=by)
    if (known := publication.versions.filter(state__in=UPCOMING).first()) is not None:
        return known
    last = publication.versions.order_by("-number")[0]
    version = PublicationVersion.objects.create(
        publication=publication,
        number=last.number + 1,
        state=PublicationState.DRAFT,
        content=last.content,
        digest=last.digest,
        saved_at=at,
        saved_by=by.name,
    )
    PublicationAttachment.objects.bulk_create(
        PublicationAttachment(version=version, file_id=each.file_id, position=each.position)
        for each in last.attachments.all()
    )
    publication.upcoming, publication.touched_at = PublicationState.DRAFT, at
    publication.save(update_fields=["upcoming", "touched_at"])
    _traced(publication, version.number, by=by, at=at)
    return version


def _traced(publication: Publication, number: int, *, by: Actor, at: datetime) -> None:
    act = Act("publication.begin", {"version": number})
    trail.record(trail.stream_of(subject_of(publication.code)), act, by=by, at=at)


def _next_code(at: datetime) -> str:
    """P2026-000001: the year, and a number that nobody else gets."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('publications_serial')")
        (serial,) = cursor.fetchone()
    return f"P{localdate(at).year}-{serial:06}"
