"""Loading publications (公开信息) from a content folder."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.loading.rows import (
    ContentRow,
    Loaded,
    Seen,
    read_content,
)
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.organisations.operations.load_departments import department_ids
from yangguan.registers.publications.in_force import put_in_force
from yangguan.registers.publications.models import Publication, PublicationVersion
from yangguan.registers.publications.states import UPCOMING, PublicationState
from yangguan.registers.publications.text import MAX_BODY, PublicationText, encode, text_digest

FILE = "publications.json"


@dataclass(frozen=True, slots=True)
class _Row:
    """A publication as the file tells it."""

    code: str
    department_id: int | None
    version: int
    text: PublicationText


@transaction.atomic
def load_publications(folder: Path, *, by: Actor, at: datetime) -> Loaded:
    """
    Publish what the file says otherwise than the version in force, as the next version of each.

    Items are named by the stem of their file; must run after items. What an editor has published
    since, or has in preparation, stays until the file names a higher version. Four queries, some
    ten more for each publication that differs.
    """
    content = read_content(folder, FILE)
    items = dict(ServiceItem.objects.exclude(slug="").values_list("slug", "task_code"))
    departments = department_ids()
    seen = Seen()

    def read(row: ContentRow) -> _Row:
        found = _row(row, departments, items)
        seen.once(row, "CODE", found.code)
        return found

    accepted = content.accept("PUBLICATIONS", read)
    newest = {
        version.publication_id: version
        for version in PublicationVersion.objects.filter(
            publication_id__in=[row.code for row in accepted]
        ).order_by("publication_id", "number")
    }
    new = 0
    # What is explained goes before what explains it.
    for row in sorted(accepted, key=lambda each: bool(each.text.explains)):
        last = newest.get(row.code)
        new += last is None
        if last is None or _is_newer(row, last, by=by):
            _publish(row, last, by=by, at=at)
    return Loaded("publications", len(accepted), new, tuple(content.rejected))


def _is_newer(row: _Row, last: PublicationVersion, *, by: Actor) -> bool:
    if last.state in UPCOMING or last.published_by != by.name:
        return row.version > last.number
    return text_digest(row.text) != last.digest


def _publish(row: _Row, last: PublicationVersion | None, *, by: Actor, at: datetime) -> None:
    text = row.text
    publication, _created = Publication.objects.update_or_create(
        code=row.code,
        defaults={"department_id": row.department_id},
        create_defaults={
            "department_id": row.department_id,
            "kind": text.kind,
            "title": text.title,
            "publish_date": text.publish_date or date.min,
            "state": PublicationState.DRAFT,
            "touched_at": at,
        },
    )
    publication.versions.filter(state__in=UPCOMING).delete()
    version = PublicationVersion(
        publication=publication,
        number=max(row.version, last.number + 1 if last else 1),
        state=PublicationState.DRAFT,
        content=encode(text),
        digest=text_digest(text),
        saved_at=at,
        saved_by=by.name,
    )
    put_in_force(publication, version, by=by, at=at)


def _row(row: ContentRow, departments: dict[str, int], items: dict[str, str]) -> _Row:
    slugs = row.texts("ITEMS", known=items)
    return _Row(
        code=row.text("CODE", limit=20),
        department_id=departments.get(row.one_of("DEPT_KEY", departments, required=False)),
        version=row.whole("VERSION", lowest=1, highest=10_000),
        text=PublicationText(
            kind=row.text("KIND", limit=20),
            title=row.text("TITLE", limit=300),
            body=row.text("BODY", limit=MAX_BODY),
            issuer=row.text("ISSUER"),
            document_number=row.text("DOC_NUMBER", required=False),
            publish_date=row.day("PUBLISH_DATE") or date.min,
            effective_date=row.day("EFFECTIVE_DATE", required=False),
            expire_date=row.day("EXPIRE_DATE", required=False),
            status=row.text("STATUS", limit=20),
            source=row.text("SOURCE", limit=60, required=False),
            items=tuple(dict.fromkeys(items[slug] for slug in slugs if slug in items)),
            explains=row.text("EXPLAINS", limit=20, required=False),
        ),
    )
