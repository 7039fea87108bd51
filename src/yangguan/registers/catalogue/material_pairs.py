"""Definitions that probably mean one material: pairs for whoever keeps the catalogue to look at."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import connection

from yangguan.foundation.web.pages import Cursor, KeysetPage
from yangguan.registers.catalogue.material_queries import use_counts

PAGE = 20

# How alike two names must be (pg_trgm, 0 to 1); less where both have the same electronic form.
ALIKE, ALIKE_BY_LICENCE = 0.5, 0.35

# Definitions compared for one page: each costs some milliseconds.
BATCH = 60
MOST_BATCHES = 5

# Each definition of the batch, in the order of names, with those after it that are like it: by its
# plain name, and by the trigrams of any name.
_PAIRS = """
WITH one AS MATERIALIZED (
    SELECT id, code, name, plain_name, kind, licence_type_id FROM catalogue_materialdefinition
    WHERE merged_into_id IS NULL AND (name, id) >= (%(name)s, %(one)s)
    ORDER BY name, id LIMIT %(batch)s
), found AS MATERIALIZED (
    SELECT one.id AS one_id, named.definition_id AS other_id,
        similarity(named.name, one.name) AS likeness
    FROM one JOIN catalogue_materialname named ON named.name %% one.name
    UNION ALL
    SELECT one.id, plain.id, 1
    FROM one JOIN catalogue_materialdefinition plain ON plain.plain_name = one.plain_name
), best AS (
    SELECT one_id, other_id, max(likeness) AS likeness FROM found GROUP BY one_id, other_id
)
SELECT one.id, one.code, one.name, other.id, other.code, other.name,
    other.plain_name = one.plain_name, best.likeness, coalesce(licence.name, '')
FROM best JOIN one ON one.id = best.one_id
JOIN catalogue_materialdefinition other ON other.id = best.other_id
LEFT JOIN catalogue_licencetype licence
    ON licence.id = one.licence_type_id AND licence.id = other.licence_type_id
WHERE other.merged_into_id IS NULL AND (other.name, other.id) > (one.name, one.id)
  AND other.kind = one.kind
  AND (one.name, one.id, other.id) > (%(name)s, %(one)s, %(other)s)
  AND (other.plain_name = one.plain_name OR best.likeness >= %(alike)s
       OR licence.id IS NOT NULL AND best.likeness >= %(alike_by_licence)s)
ORDER BY one.name, one.id, other.id
LIMIT %(limit)s
"""
_BEYOND = """
SELECT name, id FROM catalogue_materialdefinition
WHERE merged_into_id IS NULL AND (name, id) >= (%(name)s, %(one)s)
ORDER BY name, id OFFSET %(batch)s LIMIT 1
"""


_Row = tuple[int, str, str, int, str, str, bool, float, str]


class Likeness(StrEnum):
    """Why two definitions are shown together."""

    SAME_NAME = "same-name"
    SAME_LICENCE = "same-licence"
    LIKE_NAME = "like-name"


@dataclass(frozen=True, slots=True)
class Side:
    """One definition of a pair; `uses`: places that ask for it, 1,001 at most."""

    id: int
    code: str
    name: str
    uses: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two definitions; the one with more uses is `kept`, the other would be merged into it."""

    kept: Side
    gone: Side
    why: Likeness
    likeness: int  # per cent
    licence_type: str  # that both have


def similar_pairs(*, cursor: Cursor | None = None, limit: int = PAGE) -> KeysetPage[Pair]:
    """
    Pairs in the order of the first name, forwards only; a page may be short and yet not the last.

    Three queries, and two for each further batch, of which `MOST_BATCHES` are looked at.
    """
    rows: list[_Row] = []
    on = cursor or Cursor(("", 0, 0))
    for _batch in range(MOST_BATCHES):
        found, beyond = _batch_from(on, limit + 1 - len(rows))
        rows += found
        if len(rows) > limit:
            last = rows[limit - 1]
            on = Cursor((last[2], last[0], last[3]))
            break
        if beyond is None:
            return KeysetPage(_pairs(rows), None, None)
        on = Cursor((*beyond, 0))
    # Backwards nobody reads: what is merged is gone from the list.
    return KeysetPage(_pairs(rows[:limit]), None, on)


def _batch_from(cursor: Cursor, limit: int) -> tuple[list[_Row], tuple[str, int] | None]:
    """The pairs of one batch, and the definition at which the next one begins."""
    name, one, other = _place(cursor)
    place: dict[str, str | int | float] = {
        "name": name, "one": one, "other": other, "limit": limit, "batch": BATCH,
        "alike": ALIKE, "alike_by_licence": ALIKE_BY_LICENCE,
    }  # fmt: skip
    with connection.cursor() as database:
        database.execute(_PAIRS, place)
        rows = database.fetchall()
        database.execute(_BEYOND, place)
        return rows, database.fetchone()


def _pairs(rows: list[_Row]) -> tuple[Pair, ...]:
    counts = use_counts([pk for row in rows for pk in (row[0], row[3])])
    return tuple(_pair(row, counts) for row in rows)


def _place(cursor: Cursor) -> tuple[str, int, int]:
    match cursor:
        case Cursor(key=(str(name), int(one), int(other)), is_back=False):
            return name, one, other
        case _:
            return "", 0, 0


def _pair(row: _Row, counts: dict[int, int]) -> Pair:
    pk, code, name, other_pk, other_code, other_name, is_same, likeness, licence = row
    first = Side(pk, code, name, counts[pk])
    second = Side(other_pk, other_code, other_name, counts[other_pk])
    kept, gone = (first, second) if first.uses >= second.uses else (second, first)
    why = Likeness.SAME_LICENCE if licence else Likeness.LIKE_NAME
    if is_same:
        why = Likeness.SAME_NAME
    return Pair(kept, gone, why, round(likeness * 100), licence)
