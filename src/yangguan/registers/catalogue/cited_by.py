"""Which items rest on an article, and which rest on one that is out of force."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from yangguan.foundation.web.pages import Cursor, Keyset, KeysetPage
from yangguan.registers.catalogue.models import EditionCitation
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.legislation.citations import Citation, read_citations
from yangguan.registers.legislation.queries import (
    Finding,
    Standing,
    ended_places,
    findings,
    place_of,
)

PAGE = 50
MOST_COUNTED = 1_000
BY_ITEM = Keyset(("item_name", "id"))


@dataclass(frozen=True, slots=True)
class CitingLine:
    """An item whose edition in force cites an article."""

    task_code: str
    item_name: str
    department_name: str
    edition_number: int
    words: str  # 《…》第九条
    where: tuple[str, ...]  # 材料“…”, 设定依据


@dataclass(frozen=True, slots=True)
class FlaggedLine:
    """An item that cites what is out of force, with what the register says of it."""

    line: CitingLine
    finding: Finding | None


def items_citing(
    law_key: str, label: str = "", *, cursor: Cursor | None = None, limit: int = PAGE
) -> KeysetPage[CitingLine]:
    """
    The items whose edition in force cites an article; without a label, anything of the law.

    By name. One query.
    """
    return BY_ITEM.page(
        _shown(), cursor=cursor, limit=limit, show=_line, among=_citing(law_key, label)
    )


def count_citing(law_key: str, label: str = "") -> int:
    """How many, up to 1,001. One query."""
    return _citing(law_key, label)[: MOST_COUNTED + 1].count()


def flagged_items(
    *, on: date, cursor: Cursor | None = None, limit: int = PAGE
) -> KeysetPage[FlaggedLine]:
    """The items that cite what is out of force on a day, by name. Five queries."""
    page = BY_ITEM.page(_shown(), cursor=cursor, limit=limit, show=_line, among=_flagged(on=on))
    cited = {line.words: read_citations(line.words) for line in page.items}
    known = findings([each[0] for each in cited.values() if each], on=on)
    return KeysetPage(
        tuple(FlaggedLine(line, _finding(known, cited[line.words])) for line in page.items),
        page.back,
        page.on,
    )


def count_flagged(*, on: date) -> int:
    """How many, up to 1,001. Three queries."""
    return _flagged(on=on)[: MOST_COUNTED + 1].count()


def _finding(known: dict[Citation, Finding], citations: tuple[Citation, ...]) -> Finding | None:
    found = known.get(citations[0]) if citations else None
    return None if found is None or found.standing is Standing.IN_FORCE else found


def _shown() -> QuerySet[EditionCitation]:
    rows = EditionCitation.objects.select_related("edition__item__department")
    return rows.defer("edition__content", "edition__source", "edition__item__terms")


def _offered() -> QuerySet[EditionCitation]:
    """Of items that are offered, or may be again."""
    return EditionCitation.objects.exclude(edition__item__state=ItemState.WITHDRAWN)


def _citing(law_key: str, label: str) -> QuerySet[EditionCitation]:
    rows = _offered()
    return rows.filter(place=place_of(law_key, label)) if label else rows.filter(law_key=law_key)


def _flagged(*, on: date) -> QuerySet[EditionCitation]:
    places, laws = ended_places(on=on)
    return _offered().filter(Q(place__in=places) | Q(law_key__in=laws))


def _line(row: EditionCitation) -> CitingLine:
    item = row.edition.item
    return CitingLine(
        task_code=item.task_code,
        item_name=row.item_name,
        department_name=item.department.name,
        edition_number=row.edition.number,
        words=row.words,
        where=tuple(row.where),
    )
