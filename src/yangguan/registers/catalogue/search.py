"""
Finding items as people look for them: Chinese words in any cut, pinyin, initials, codes.

All terms of the query are wanted first (AND); if nothing has them all, what the law calls the thing
is looked for instead (开饭馆: 食品经营); failing that, items with two terms in a row, then items
with any. Ranking: rank of the terms by weight (name before the rest), then the shorter name.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from django.db import connection
from django.db.models import F, TextField, Value
from django.db.models.functions import Length, StrIndex

from yangguan.foundation.search.words import is_latin, normalise, query_terms
from yangguan.registers.catalogue.codes import ITEM_TYPES
from yangguan.registers.catalogue.models import EverydayWord
from yangguan.registers.catalogue.queries import ItemLine, limit_of

MAX_QUERY = 60
# Ranking reads every hit; a query for a common word must not read a whole catalogue.
MAX_RANKED = 1_000
# The same for hits that have only some of the words: nobody reads far in those.
MAX_RANKED_LOOSELY = 300
# Everyday words in one query that are tried.
MAX_EVERYDAY = 3

# The query stands in a subquery of its own, so that the planner does not see it: knowing that a
# word is common, it reads the table from the front until it has `most` hits, and unpacks every row
# on the way. The index tells all hits of a common word in a few milliseconds.
_BY_TERMS = """
SELECT item.task_code, item.name, department.name, item.item_type, item.summary,
    item.is_online, item.promised_days, item.promised_unit
FROM (
    SELECT * FROM catalogue_serviceitem item
    WHERE item.terms @@ (SELECT %(query)s::tsquery)
      AND item.state = '1' AND item.edition_id IS NOT NULL
    LIMIT %(most)s
) item JOIN organisations_department department ON department.id = item.department_id
ORDER BY (item.name = %(text)s) DESC, (position(%(text)s in item.name) > 0) DESC,
    ts_rank('{0.05, 0.1, 0.3, 1}', item.terms, %(query)s::tsquery) DESC,
    length(item.name), item.task_code
LIMIT %(limit)s OFFSET %(offset)s
"""

_BY_PINYIN = """
SELECT item.task_code, item.name, department.name, item.item_type, item.summary,
    item.is_online, item.promised_days, item.promised_unit
FROM (
    SELECT * FROM catalogue_serviceitem item
    WHERE item.pinyin LIKE %(like)s AND item.state = '1' AND item.edition_id IS NOT NULL
    LIMIT %(most)s
) item JOIN organisations_department department ON department.id = item.department_id
ORDER BY position(%(text)s in item.pinyin), length(item.name), item.task_code
LIMIT %(limit)s OFFSET %(offset)s
"""


_Row = tuple[str, str, str, str, str, bool, int | None, str]


@dataclass(frozen=True, slots=True)
class Found:
    """
    A page of hits.

    `is_loose` when no item has all words; `instead`: the official words looked for in their place.
    """

    items: tuple[ItemLine, ...]
    has_more: bool
    is_loose: bool = False
    instead: str = ""


def search_items(text: str, *, limit: int = 20, offset: int = 0) -> Found:
    """
    Items for a query, best first. One query to the database; up to eight when little is found.

    `offset` is bounded by `MAX_RANKED`: nobody reads further, and nobody can make us.
    """
    plain = normalise(text)[:MAX_QUERY]
    page = _Page(limit, min(max(0, offset), MAX_RANKED))
    if not query_terms(plain):
        return Found((), False)
    if found := _by_terms(plain, page) or _by_pinyin(plain, page):
        return found
    for official in _official_words(plain):
        if found := _by_terms(normalise(official), page):
            return replace(found, instead=official)
    if found := _by_some_terms(plain, page):
        return replace(found, is_loose=True)
    return Found((), False)


@dataclass(frozen=True, slots=True)
class _Page:
    limit: int
    offset: int


def _by_terms(plain: str, page: _Page) -> Found | None:
    """Items with all terms of a normalised text."""
    query = " & ".join(f"'{term}'" for term in query_terms(plain))
    return _found(_BY_TERMS, page, query=query, text=plain)


def _by_some_terms(plain: str, page: _Page) -> Found | None:
    """Items with two terms in a row of the text, or else with any. At most two queries."""
    terms = [f"'{term}'" for term in query_terms(plain)]
    pairs = [f"({first} & {second})" for first, second in pairwise(terms)]
    for wanted in (pairs, terms):
        if len(wanted) > 1 and (
            found := _found(
                _BY_TERMS, page, query=" | ".join(wanted), text=plain, most=MAX_RANKED_LOOSELY
            )
        ):
            return found
    return None


def _by_pinyin(plain: str, page: _Page) -> Found | None:
    if not is_latin(plain):
        return None
    letters = plain.replace(" ", "")
    return _found(_BY_PINYIN, page, like=f"%{letters}%", text=letters)


def _official_words(plain: str) -> list[str]:
    """The official words for everyday ones in a text, the longest of these first; often none."""
    known = EverydayWord.objects.annotate(
        place=StrIndex(Value(plain, output_field=TextField()), F("word"))
    )
    held = known.filter(place__gt=0).order_by(Length("word").desc(), "word")
    return list(dict.fromkeys(held.values_list("official", flat=True)[:MAX_EVERYDAY]))


def _found(sql: str, page: _Page, *, most: int = MAX_RANKED, **parameters: str) -> Found | None:
    """A page of hits, of which at most `most` are ranked; None where there are none."""
    rows = _rows(sql, **parameters, limit=page.limit + 1, offset=page.offset, most=most)
    if not rows:
        return None
    return Found(_lines(rows[: page.limit]), len(rows) > page.limit)


def _rows(sql: str, **parameters: str | int) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[_Row] = cursor.fetchall()
    return rows


def _lines(rows: list[_Row]) -> tuple[ItemLine, ...]:
    return tuple(
        ItemLine(
            code,
            name,
            department,
            ITEM_TYPES.get(kind, ""),
            summary,
            is_online,
            limit_of(days, unit),
        )
        for code, name, department, kind, summary, is_online, days, unit in rows
    )
