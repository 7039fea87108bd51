"""What the editor's pages read of publications, drafts included."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace.models import TraceEntry
from yangguan.foundation.web.pages import Cursor, Keyset, KeysetPage
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.organisations.models import Department
from yangguan.registers.publications import policies
from yangguan.registers.publications.errors import (
    NoVersionInPreparation,
    PublicationNotFound,
)
from yangguan.registers.publications.in_force import subject_of
from yangguan.registers.publications.kinds import EXPLAINED
from yangguan.registers.publications.models import (
    Publication,
    PublicationAttachment,
    PublicationVersion,
)
from yangguan.registers.publications.queries import (
    AttachmentLine,
    PublicationLine,
    PublicationView,
    attachment_lines,
    holding,
    version_view,
)
from yangguan.registers.publications.states import UPCOMING, PublicationState
from yangguan.registers.publications.text import PublicationText, decode

PAGE = 50
MOST_EXPLAINED = 100
LAST_TOUCHED_FIRST = Keyset(("-touched_at", "code"))


@dataclass(frozen=True, slots=True)
class EditedLine:
    """A publication in the editor's list."""

    code: str
    kind: str
    title: str
    department: str
    state: PublicationState
    upcoming: PublicationState | None
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class EditedVersion:
    """One version in the editor's history."""

    number: int
    state: PublicationState
    change_note: str
    saved_at: datetime
    saved_by: str
    publish_at: datetime | None
    published_at: datetime | None
    published_by: str
    withdrawal_reason: str
    digest: str


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One act in the history of a publication."""

    at: datetime
    name: str
    office: str
    action: str
    version: int | None


@dataclass(frozen=True, slots=True)
class EditedPublication:
    """A publication with its versions, newest first, and what was done to it, newest first."""

    code: str
    kind: str
    title: str
    department: str
    state: PublicationState
    versions: tuple[EditedVersion, ...]
    trace: tuple[TraceLine, ...]

    @property
    def upcoming(self) -> EditedVersion | None:
        return next((each for each in self.versions if each.state in UPCOMING), None)


@dataclass(frozen=True, slots=True)
class DraftView:
    """The version in preparation, to be edited."""

    code: str
    number: int
    state: PublicationState
    revision: int
    text: PublicationText
    change_note: str
    saved_at: datetime
    saved_by: str
    publish_at: datetime | None
    is_first: bool
    department: str
    attachments: tuple[AttachmentLine, ...]
    items: tuple[tuple[str, str], ...]  # task code, name


def edited_publications(
    *, by: Actor, kind: str = "", state: str = "", text: str = "", cursor: Cursor | None = None
) -> KeysetPage[EditedLine]:
    """
    What the actor edits, last touched first. `state`: one of `PublicationState`; of a version in
    preparation it means that there is one. Two queries at most.
    """
    rows = _edited(by).select_related("department").defer("body", "terms")
    if kind:
        rows = rows.filter(kind=kind)
    if state in UPCOMING:
        rows = rows.filter(upcoming=state)
    elif state:
        rows = rows.filter(state=state)
    rows = holding(rows, text)
    return LAST_TOUCHED_FIRST.page(rows, cursor=cursor, limit=PAGE, show=_edited_line)


def edited_publication(code: str, *, by: Actor) -> EditedPublication:
    """
    One publication with its history. Raises `PublicationNotFound`, `NotYourPublications`. Four
    queries at most.
    """
    row = _one(code, by=by)
    return EditedPublication(
        code=row.code,
        kind=row.kind,
        title=row.title,
        department=row.department.name if row.department else "",
        state=PublicationState(row.state),
        versions=tuple(
            EditedVersion(
                number=each.number,
                state=PublicationState(each.state),
                change_note=each.change_note,
                saved_at=each.saved_at,
                saved_by=each.saved_by,
                publish_at=each.publish_at,
                published_at=each.published_at,
                published_by=each.published_by,
                withdrawal_reason=each.withdrawal_reason,
                digest=each.digest,
            )
            for each in row.versions.order_by("-number").defer("content")
        ),
        trace=_trace_of(row.code),
    )


def draft_of(code: str, *, by: Actor) -> DraftView:
    """
    The version in preparation. Raises `PublicationNotFound`, `NotYourPublications`,
    `NoVersionInPreparation`. Five queries at most.
    """
    row = _one(code, by=by)
    version = _upcoming(row)
    text = decode(version.content)
    return DraftView(
        code=row.code,
        number=version.number,
        state=PublicationState(version.state),
        revision=version.revision,
        text=text,
        change_note=version.change_note,
        saved_at=version.saved_at,
        saved_by=version.saved_by,
        publish_at=version.publish_at,
        is_first=row.state == PublicationState.DRAFT,
        department=row.department.name if row.department else "",
        attachments=attachment_lines(version.pk),
        items=item_names(text.items),
    )


def preview_of(code: str, *, by: Actor) -> PublicationView:
    """The version in preparation as people will read it. Raises as `draft_of`. Eight queries."""
    return version_view(_upcoming(_one(code, by=by)))


def edited_attachment(code: str, file_id: uuid.UUID, *, by: Actor) -> AttachmentLine | None:
    """A file of any version, for its editors. Three queries at most. Raises as `draft_of`."""
    row = _one(code, by=by)
    values = (
        PublicationAttachment.objects.filter(version__publication=row, file_id=file_id)
        .values_list("file_id", "file__name", "file__size", "file__media_type", "file__digest")
        .first()
    )
    return AttachmentLine(*values) if values else None


def item_names(task_codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Code and name of items, by name. One query, none without codes."""
    if not task_codes:
        return ()
    rows = ServiceItem.objects.filter(task_code__in=task_codes).order_by("name")
    return tuple(rows.values_list("task_code", "name"))


def explainable() -> list[PublicationLine]:
    """The newest policies and laws that a reading can explain. One query."""
    rows = Publication.objects.filter(state=PublicationState.PUBLISHED, kind__in=EXPLAINED)
    rows = rows.defer("body", "terms").order_by("-publish_date", "code")
    return [
        PublicationLine(row.code, row.kind, row.title, row.issuer, row.publish_date)
        for row in rows[:MOST_EXPLAINED]
    ]


def departments_to_edit(*, by: Actor) -> list[tuple[int, str]]:
    """Id and name of the departments whose publications the actor edits. Two queries at most."""
    departments = policies.edited_departments(by)
    rows = Department.objects.order_by("name")
    if departments is not None:
        rows = rows.filter(pk__in=departments)
    return list(rows.values_list("pk", "name"))


def _edited(by: Actor) -> QuerySet[Publication]:
    departments = policies.edited_departments(by)
    if departments is None:
        return Publication.objects.all()
    return Publication.objects.filter(department_id__in=departments)


def _one(code: str, *, by: Actor) -> Publication:
    row = Publication.objects.select_related("department").defer("body", "terms")
    found = row.filter(pk=code).first()
    if found is None:
        raise PublicationNotFound
    policies.ensure_may_edit(by, found.department_id)
    return found


def _upcoming(row: Publication) -> PublicationVersion:
    version = row.versions.filter(state__in=UPCOMING).first()
    if version is None:
        raise NoVersionInPreparation
    return version


def _trace_of(code: str) -> tuple[TraceLine, ...]:
    entries = TraceEntry.objects.filter(stream__subject=subject_of(code)).order_by("-position")
    return tuple(
        TraceLine(each.at, each.actor_name, each.office, each.action, each.data.get("version"))
        for each in entries
    )


def _edited_line(row: Publication) -> EditedLine:
    return EditedLine(
        code=row.code,
        kind=row.kind,
        title=row.title,
        department=row.department.name if row.department else "",
        state=PublicationState(row.state),
        upcoming=PublicationState(row.upcoming) if row.upcoming else None,
        touched_at=row.touched_at,
    )
