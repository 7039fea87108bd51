"""Loading publications (公开信息) from a content folder."""

from datetime import date
from pathlib import Path

from django.db import connection, transaction

from yangguan.foundation.loading.rows import (
    ContentRow,
    Loaded,
    Seen,
    read_content,
)
from yangguan.foundation.search.words import index_terms
from yangguan.foundation.web import page_cache
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.organisations.operations.load_departments import department_ids
from yangguan.registers.publications.models import Publication

FILE = "publications.json"
_BODY = 200_000
# A tsvector takes positions up to 16,383.
_MAX_TERMS = 8_000
_About = Publication.items.through


@transaction.atomic
def load_publications(folder: Path) -> Loaded:
    """
    Enter or update publications with the items that they are about, found by title and text.

    Items are named by the stem of their file; must run after items. Pages kept in memory end when
    it commits. Seven queries, one more for each publication's search terms, and the cache's own.
    """
    content = read_content(folder, FILE)
    before = set(Publication.objects.values_list("code", flat=True))
    items = dict(ServiceItem.objects.exclude(slug="").values_list("slug", "pk"))
    departments = department_ids()
    seen = Seen()

    def read(row: ContentRow) -> tuple[Publication, list[str]]:
        publication = _publication(row, departments)
        seen.once(row, "CODE", publication.code)
        return publication, row.texts("ITEMS", known=items)

    accepted = content.accept("PUBLICATIONS", read)
    Publication.objects.bulk_create(
        [publication for publication, _slugs in accepted],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "kind", "title", "body", "issuer", "document_number", "publish_date",
            "effective_date", "expire_date", "status", "department", "version", "source",
        ],
    )  # fmt: skip
    codes = [publication.code for publication, _slugs in accepted]
    _About.objects.filter(publication_id__in=codes).delete()
    _About.objects.bulk_create(
        _About(publication_id=publication.code, serviceitem_id=items[slug])
        for publication, slugs in accepted
        for slug in dict.fromkeys(slugs)
    )
    _index([publication for publication, _slugs in accepted])
    page_cache.outdate()
    new = sum(code not in before for code in codes)
    return Loaded("publications", len(accepted), new, tuple(content.rejected))


def _publication(row: ContentRow, departments: dict[str, int]) -> Publication:
    return Publication(
        code=row.text("CODE", limit=20),
        kind=row.text("KIND", limit=20),
        title=row.text("TITLE", limit=300),
        body=row.text("BODY", limit=_BODY),
        issuer=row.text("ISSUER"),
        document_number=row.text("DOC_NUMBER", required=False),
        publish_date=row.day("PUBLISH_DATE") or date.min,
        effective_date=row.day("EFFECTIVE_DATE", required=False),
        expire_date=row.day("EXPIRE_DATE", required=False),
        status=row.text("STATUS", limit=20),
        department_id=departments.get(row.one_of("DEPT_KEY", departments, required=False)),
        version=row.whole("VERSION", lowest=1, highest=10_000),
        source=row.text("SOURCE", limit=60, required=False),
    )


def _index(publications: list[Publication]) -> None:
    """Terms by weight: A the title, B issuer and document number, C the text."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE publications_publication SET terms = %s::tsvector WHERE code = %s",
            [(_vector_text(publication), publication.code) for publication in publications],
        )


def _vector_text(publication: Publication) -> str:
    weighted = (
        ("A", publication.title),
        ("B", f"{publication.issuer} {publication.document_number}"),
        ("C", publication.body),
    )
    terms = [(term, weight) for weight, text in weighted for term in index_terms(text)]
    return " ".join(
        f"'{term}':{position}{weight}"
        for position, (term, weight) in enumerate(terms[:_MAX_TERMS], start=1)
    )
