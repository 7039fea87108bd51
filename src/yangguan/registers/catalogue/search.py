"""
Finding items as people look for them: Chinese words in any cut, pinyin, initials, codes.

All terms of the query are wanted first (AND); if nothing has them all, items with the most of them
come (OR). Ranking: rank of the terms by weight (name before the rest), then the shorter name.
"""

from dataclasses import dataclass

from django.db import connection

from yangguan.foundation.search.words import is_latin, normalise, query_terms
from yangguan.registers.catalogue.codes import ITEM_TYPES
from yangguan.registers.catalogue.queries import ItemLine

MAX_QUERY = 60
# Ranking reads every hit; a query for a common word must not read a whole catalogue.
MAX_RANKED = 1_000

_BY_TERMS = """
SELECT item.task_code, item.name, department.name, item.item_type, item.summary, item.is_online
FROM (
    SELECT * FROM catalogue_serviceitem item
    WHERE item.terms @@ %(query)s::tsquery AND item.state = '1' AND item.edition_id IS NOT NULL
    LIMIT %(most)s
) item JOIN organisations_department department ON department.id = item.department_id
ORDER BY (item.name = %(text)s) DESC, (position(%(text)s in item.name) > 0) DESC,
    ts_rank('{0.05, 0.1, 0.3, 1}', item.terms, %(query)s::tsquery) DESC,
    length(item.name), item.task_code
LIMIT %(limit)s OFFSET %(offset)s
"""

_BY_PINYIN = """
SELECT item.task_code, item.name, department.name, item.item_type, item.summary, item.is_online
FROM (
    SELECT * FROM catalogue_serviceitem item
    WHERE item.pinyin LIKE %(like)s AND item.state = '1' AND item.edition_id IS NOT NULL
    LIMIT %(most)s
) item JOIN organisations_department department ON department.id = item.department_id
ORDER BY position(%(text)s in item.pinyin), length(item.name), item.task_code
LIMIT %(limit)s OFFSET %(offset)s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits; `is_loose` when no item has all words."""

    items: tuple[ItemLine, ...]
    has_more: bool
    is_loose: bool


def search_items(text: str, *, limit: int = 20, offset: int = 0) -> Found:
    """
    Items for a query, best first. One query to the database, two or three when little is found.

    `offset` is bounded by `MAX_RANKED`: nobody reads further, and nobody can make us.
    """
    plain = normalise(text)[:MAX_QUERY]
    offset = min(max(0, offset), MAX_RANKED)
    terms = query_terms(plain)
    if not terms:
        return Found((), False, False)
    for loose in (False, True):
        query = (" | " if loose else " & ").join(f"'{term}'" for term in terms)
        rows = _rows(_BY_TERMS, query=query, text=plain, limit=limit + 1, offset=offset)
        if rows:
            return Found(_lines(rows[:limit]), len(rows) > limit, loose)
        if is_latin(plain):
            rows = _rows(
                _BY_PINYIN,
                like=f"%{plain.replace(' ', '')}%",
                text=plain.replace(" ", ""),
                limit=limit + 1,
                offset=offset,
            )
            if rows:
                return Found(_lines(rows[:limit]), len(rows) > limit, False)
    return Found((), False, False)


def _rows(sql: str, **parameters: str | int) -> list[tuple[str, str, str, str, str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {**parameters, "most": MAX_RANKED})
        rows: list[tuple[str, str, str, str, str, bool]] = cursor.fetchall()
    return rows


def _lines(rows: list[tuple[str, str, str, str, str, bool]]) -> tuple[ItemLine, ...]:
    return tuple(
        ItemLine(code, name, department, ITEM_TYPES.get(kind, ""), summary, is_online)
        for code, name, department, kind, summary, is_online in rows
    )
