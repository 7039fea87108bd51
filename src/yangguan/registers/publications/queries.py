"""What pages read of publications (公开信息): only what is published, or was and says so."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Exists, Max, Min, OuterRef, QuerySet

from yangguan.foundation.search.words import normalise, query_terms
from yangguan.foundation.web.pages import Cursor, Keyset, KeysetPage
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.organisations.models import Department
from yangguan.registers.publications.kinds import ANNOUNCEMENT, KINDS
from yangguan.registers.publications.models import (
    Publication,
    PublicationAttachment,
    PublicationVersion,
)
from yangguan.registers.publications.states import UPCOMING, PublicationState
from yangguan.registers.publications.text import PublicationText, decode

__all__ = ["ANNOUNCEMENT", "KINDS"]

PAGE = 20
MAX_QUERY = 60
MAX_READINGS = 20
NEWEST_FIRST = Keyset(("-publish_date", "code"))


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A publication in a list."""

    code: str
    kind: str
    title: str
    issuer: str
    publish_date: date


@dataclass(frozen=True, slots=True)
class PublicationWanted:
    """Which publications a list shows; empty: all."""

    kind: str = ""
    department_id: int | None = None
    year: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class PublishingDepartment:
    """A department that has published something."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A file that belongs to a version. `size` in bytes."""

    file_id: uuid.UUID
    name: str
    size: int
    media_type: str
    digest: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the history that everybody reads."""

    number: int
    state: PublicationState
    published_at: datetime
    change_note: str


@dataclass(frozen=True, slots=True)
class PublicationView:
    """One version of a publication with all that belongs to it."""

    code: str
    number: int
    state: PublicationState
    text: PublicationText
    publish_date: date
    published_at: datetime | None  # None of a version that is being prepared
    attachments: tuple[AttachmentLine, ...]
    items: tuple[tuple[str, str], ...]  # task code, name
    explains: PublicationLine | None
    readings: tuple[PublicationLine, ...]
    history: tuple[VersionLine, ...]  # newest first

    @property
    def is_current(self) -> bool:
        return self.state is PublicationState.PUBLISHED


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What stands at the address of a publication that was withdrawn."""

    code: str
    title: str
    withdrawn_at: datetime
    reason: str


def kinds() -> list[str]:
    """Every kind that has something published, in the order of `KINDS`. One query."""
    # Asked kind by kind of the index: nothing is counted, however much there is.
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT kind FROM unnest(%s::text[]) WITH ORDINALITY AS known (kind, place)
            WHERE EXISTS (SELECT 1 FROM publications_publication AS each
                          WHERE each.kind = known.kind AND each.state = 'published')
            ORDER BY place
            """,
            [list(KINDS)],
        )
        return [kind for (kind,) in cursor.fetchall()]


def publishing_departments() -> list[PublishingDepartment]:
    """The departments that have something published, by name. One query."""
    own = _published().filter(department_id=OuterRef("pk"))
    rows = Department.objects.filter(Exists(own)).order_by("name").values_list("pk", "name")
    return [PublishingDepartment(pk, name) for pk, name in rows]


def publishing_years() -> list[int]:
    """From the newest year of a publication to the oldest. One query, two ends of an index."""
    ends = _published().aggregate(first=Min("publish_date"), last=Max("publish_date"))
    if ends["first"] is None:
        return []
    return list(range(ends["last"].year, ends["first"].year - 1, -1))


def publications(
    *, wanted: PublicationWanted, cursor: Cursor | None = None, limit: int = PAGE
) -> KeysetPage[PublicationLine]:
    """What is published, newest first, as far as `wanted`. One query."""
    rows = _published()
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.department_id is not None:
        rows = rows.filter(department_id=wanted.department_id)
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        rows = rows.filter(publish_date__range=(first, last))
    return NEWEST_FIRST.page(holding(rows, wanted.text), cursor=cursor, limit=limit, show=_line)


def bodies(codes: Sequence[str]) -> dict[str, str]:
    """The texts of what is published, by code. One query."""
    rows = Publication.objects.filter(state=PublicationState.PUBLISHED, pk__in=codes)
    return dict(rows.values_list("code", "body"))


def latest(*, kind: str, limit: int) -> list[PublicationLine]:
    """The newest publications of a kind. One query."""
    rows = _published().filter(kind=kind)
    return [_line(row) for row in rows.order_by("-publish_date", "code")[:limit]]


def publications_about(task_code: str, *, limit: int = PAGE) -> list[PublicationLine]:
    """What was published about an item, newest first. One query."""
    rows = _published().filter(items__task_code=task_code)
    return [_line(row) for row in rows.order_by("-publish_date", "code")[:limit]]


def publication(code: str, *, number: int | None = None) -> PublicationView | None:
    """
    The version in force, or an earlier one by its number; None if nobody may read it. Seven
    queries at most.
    """
    rows = PublicationVersion.objects.filter(
        publication_id=code, publication__state=PublicationState.PUBLISHED
    ).exclude(state__in=[*UPCOMING, PublicationState.WITHDRAWN])
    if number is None:
        rows = rows.filter(state=PublicationState.PUBLISHED)
    else:
        rows = rows.filter(number=number)
    version = rows.first()
    return version_view(version) if version else None


def version_view(version: PublicationVersion) -> PublicationView:
    """A version as a page shows it, whoever may read it. Six queries at most."""
    text = decode(version.content)
    items = ServiceItem.objects.filter(task_code__in=text.items).order_by("name")
    explained = (
        _published().filter(pk=text.explains) if text.explains else Publication.objects.none()
    )
    readings = _published().filter(explains_id=version.publication_id)
    return PublicationView(
        code=version.publication_id,
        number=version.number,
        state=PublicationState(version.state),
        text=text,
        publish_date=text.publish_date or version.saved_at.date(),
        published_at=version.published_at,
        attachments=attachment_lines(version.pk),
        items=tuple(items.values_list("task_code", "name")) if text.items else (),
        explains=next((_line(row) for row in explained), None),
        readings=tuple(
            _line(row) for row in readings.order_by("-publish_date", "code")[:MAX_READINGS]
        ),
        history=history(version.publication_id),
    )


def history(code: str) -> tuple[VersionLine, ...]:
    """Every version that people could read, newest first. One query."""
    rows = PublicationVersion.objects.filter(
        publication_id=code, published_at__isnull=False
    ).order_by("-number")
    return tuple(
        VersionLine(number, PublicationState(state), at, note)
        for number, state, at, note in rows.values_list(
            "number", "state", "published_at", "change_note"
        )
        if at is not None
    )


def attachment_lines(version_id: int) -> tuple[AttachmentLine, ...]:
    """The files of a version in their order. One query."""
    rows = PublicationAttachment.objects.filter(version_id=version_id).order_by("position", "pk")
    return tuple(
        AttachmentLine(*values)
        for values in rows.values_list(
            "file_id", "file__name", "file__size", "file__media_type", "file__digest"
        )
    )


def public_attachment(code: str, file_id: uuid.UUID) -> AttachmentLine | None:
    """A file of a version that everybody may read, of a publication that is there. One query."""
    rows = PublicationAttachment.objects.filter(
        file_id=file_id,
        version__publication_id=code,
        version__publication__state=PublicationState.PUBLISHED,
        version__state__in=[PublicationState.PUBLISHED, PublicationState.REPLACED],
    )
    values = rows.values_list(
        "file_id", "file__name", "file__size", "file__media_type", "file__digest"
    ).first()
    return AttachmentLine(*values) if values else None


def withdrawal(code: str) -> Withdrawal | None:
    """Why a publication is not there any more; None if it is, or never was. One query."""
    row = (
        PublicationVersion.objects.filter(
            publication_id=code,
            publication__state=PublicationState.WITHDRAWN,
            state=PublicationState.WITHDRAWN,
        )
        .select_related("publication")
        .order_by("-number")
        .first()
    )
    if row is None or row.withdrawn_at is None:
        return None
    return Withdrawal(code, row.publication.title, row.withdrawn_at, row.withdrawal_reason)


def _published() -> QuerySet[Publication]:
    return Publication.objects.filter(state=PublicationState.PUBLISHED).defer("body", "terms")


def holding(rows: QuerySet[Publication], text: str) -> QuerySet[Publication]:
    """Those of the rows that hold every word of `text`; all of them without a word."""
    terms = query_terms(normalise(text)[:MAX_QUERY])
    if not terms:
        return rows
    # The terms are made of letters and digits alone, so the raw query can hold nothing else.
    wanted = SearchQuery(" & ".join(terms), search_type="raw", config="simple")
    return rows.filter(terms=wanted)


def _line(row: Publication) -> PublicationLine:
    return PublicationLine(row.code, row.kind, row.title, row.issuer, row.publish_date)
