"""
One try of a search: the SQL that finds candidates, narrows them and ranks them.

A query for a common word must not read a whole catalogue: it ranks the candidates that a
sixty-fourth of the items yields, and looks at all items only when these are few. What is asked for
stands in a subquery of its own, so that the planner does not see it and always takes the index.
"""

from dataclasses import dataclass

from django.db import connection

from yangguan.registers.catalogue.codes import ITEM_TYPES, PUBLIC_SERVICE
from yangguan.registers.catalogue.models import SOME_ITEMS
from yangguan.registers.catalogue.queries import LIST_TERMS, ItemLine, ItemList, limit_of

# Ranking reads every candidate, of which at most twice so many are taken.
MAX_RANKED = 300
# Candidates of the sixty-fourth with which a search is content; it then has thousands in all.
PLENTY, PLENTY_LOOSELY, PLENTY_TO_MEND_BY = 100, 40, 2
# Names that begin with the text are candidates in any case, so that none just so is left out.
MAX_BEGUN = 20
# Wordings that are looked at for a query, and items for one of them: few, unless they are narrowed.
MAX_MENTIONS = 20
LEAST_OF_MENTION, MAX_OF_MENTION = 40, 200

_COLUMNS = """item.id, item.task_code, item.name, item.department_id, item.item_type, item.summary,
    item.is_online, item.promised_days, item.promised_unit, item.terms, item.pinyin"""

_FEW = """
few AS MATERIALIZED (
    SELECT {columns}, 1 AS tier FROM catalogue_serviceitem item
    WHERE item.terms @@ (SELECT %(query)s::tsquery) AND item.id < '{some}' AND {where}
    LIMIT %(most)s
)"""
_NAMED = """, named AS MATERIALIZED (
    SELECT * FROM few
    UNION ALL
    SELECT * FROM (
        SELECT {columns}, 1 AS tier FROM catalogue_serviceitem item
        WHERE (SELECT count(*) FROM few) < %(plenty)s
          AND item.terms @@ (SELECT %(query)s::tsquery) AND item.id >= '{some}' AND {where}
        LIMIT %(most)s
    ) others
)"""
_BEGUN = """, begun AS (
    SELECT {columns}, 1 AS tier FROM catalogue_serviceitem item
    WHERE item.name >= %(text)s AND item.name < %(text)s || chr(1114111) AND {where}
      AND (SELECT count(*) FROM few) >= %(plenty)s AND item.id NOT IN (SELECT id FROM few)
    ORDER BY item.name LIMIT {begun}
)"""

# A wording that more items have than are looked at gives those with the shortest names.
_MENTIONED = """, mentioned AS (
    SELECT DISTINCT ON (item.id) {columns}, 2 AS tier
    FROM (
        SELECT id, length(name) AS length FROM catalogue_mention mention
        WHERE (SELECT count(*) FROM named) < %(enough)s
          AND mention.terms @@ (SELECT %(mentioned)s::tsquery)
          AND EXISTS (SELECT FROM catalogue_itemmention WHERE mention_id = mention.id)
        ORDER BY length(name), id LIMIT {mentions}
    ) mention CROSS JOIN LATERAL (
        SELECT linked.* FROM (
            SELECT item_id FROM catalogue_itemmention
            WHERE mention_id = mention.id ORDER BY name_length LIMIT %(of_mention)s
        ) link JOIN catalogue_serviceitem linked ON linked.id = link.item_id
    ) item
    WHERE {where} AND item.id NOT IN (SELECT id FROM named)
    LIMIT %(most)s
)"""

_PAGE = """
WITH {candidates}
SELECT item.tier, {exact} AS is_exact, item.task_code, item.name, department.name, item.item_type,
    item.summary, item.is_online, item.promised_days, item.promised_unit
FROM ({source}) item JOIN organisations_department department ON department.id = item.department_id
ORDER BY item.tier, {order}, length(item.name), item.task_code
LIMIT %(limit)s OFFSET %(offset)s
"""
_BY_WORDS = (
    "position(%(text)s in item.name) > 0",
    "(item.name = %(text)s) DESC, is_exact DESC, (item.terms @@ %(named)s::tsquery) DESC",
)
_BY_LETTERS = (
    "position(%(text)s in item.pinyin) > 0",
    "is_exact DESC, position(%(text)s in item.pinyin)",
)
_BY_LIKENESS = ("false", "ts_rank('{0.05, 0.1, 0.3, 1}', item.terms, %(like)s::tsquery) DESC")


# The parts of the statement, and which of them hold what is ranked.
_Sources = tuple[tuple[str, ...], tuple[str, ...]]
_Row = tuple[int, bool, str, str, str, str, str, bool, int | None, str]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """
    What a search is narrowed to; empty: everything.

    `theme` is a code of `audience`, which is person, organisation or empty.
    """

    audience: str = ""
    department_id: int | None = None
    theme: str = ""
    town_code: str = ""
    item_list: ItemList | None = None
    is_online: bool = False

    def __bool__(self) -> bool:
        return self != Narrowing()

    @property
    def condition(self) -> str:
        """The SQL over `item`; its parameters are `parameters`."""
        parts = ["item.state = '1' AND item.edition_id IS NOT NULL"]
        if self.theme:
            column = "organisation" if self.audience == "organisation" else "person"
            parts.append(f"item.{column}_topics @> ARRAY[%(theme)s]::varchar[]")
        elif self.audience == "person":
            parts.append("item.audiences @> ARRAY['1']::varchar[]")
        elif self.audience == "organisation":
            parts.append("item.audiences <> ARRAY['1']::varchar[]")
        if self.department_id is not None:
            parts.append("item.department_id = %(department)s")
        if self.town_code:
            parts.append("item.town_code = %(town)s")
        if self.is_online:
            parts.append("item.is_online")
        if self.item_list is not None:
            parts.append(_ON_LIST[self.item_list])
        return " AND ".join(parts)

    @property
    def terms(self) -> list[str]:
        """The same as terms of the index (`search_index.facets`)."""
        found: dict[str, object] = {
            f"={self.audience}": self.audience and not self.theme,
            f"={'o' if self.audience == 'organisation' else 'p'}{self.theme}": self.theme,
            f"=d{self.department_id}": self.department_id,
            f"=t{self.town_code}": self.town_code,
            "=online": self.is_online,
        }
        if self.item_list is not None:
            found[LIST_TERMS[self.item_list]] = True
        return [term for term, is_wanted in found.items() if is_wanted]

    @property
    def parameters(self) -> dict[str, str | int | None]:
        return {"theme": self.theme, "department": self.department_id, "town": self.town_code}


_ON_LIST = {
    ItemList.POWERS: f"item.item_type <> '{PUBLIC_SERVICE}'",
    ItemList.PUBLIC_SERVICES: f"item.item_type = '{PUBLIC_SERVICE}'",
    ItemList.NEARBY_SERVICES: "item.town_code <> ''",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The page of hits that is wanted."""

    limit: int
    offset: int
    narrowing: Narrowing


@dataclass(frozen=True, slots=True)
class Hits:
    """
    A page of hits. `is_exact`: the first has the text, or its letters, as typed. `is_mentioned`:
    no name or result has the words, but something that these items mention.
    """

    items: tuple[ItemLine, ...]
    has_more: bool
    is_exact: bool
    is_mentioned: bool


def by_words(query: str, text: str, wanted: Wanted) -> Hits | None:
    """
    Items for a tsquery over words, nearest to the text first; then those that mention it.

    `query` has no weights. None where there are none. One query.
    """
    sources = (_FEW, _NAMED, _BEGUN, _MENTIONED), ("named", "begun", "mentioned")
    return _hits(sources, _BY_WORDS, wanted, query=query, named=weighted(query), text=text)


def by_letters(query: str, letters: str, wanted: Wanted) -> Hits | None:
    """Items for a tsquery over sounds, those with just these letters first. One query."""
    return _hits(((_FEW, _NAMED), ("named",)), _BY_LETTERS, wanted, query=query, text=letters)


def by_likeness(query: str, like: str, wanted: Wanted, *, with_mentions: bool) -> Hits | None:
    """Items for a tsquery, those with the most of another one first. One query."""
    sources: _Sources = ((_FEW, _NAMED), ("named",))
    if with_mentions:
        sources = (_FEW, _NAMED, _MENTIONED), ("named", "mentioned")
    return _hits(sources, _BY_LIKENESS, wanted, query=query, like=like, plenty=PLENTY_LOOSELY)


def sample_by_likeness(query: str, like: str, wanted: Wanted) -> str:
    """
    The name that a tsquery finds in the sixty-fourth, the one with the most of another; empty
    unless several have it: then a great many of all items do. One query.
    """
    first = Wanted(PLENTY_TO_MEND_BY, 0, wanted.narrowing)
    hits = _hits(((_FEW,), ("few",)), _BY_LIKENESS, first, query=query, like=like)
    return hits.items[0].name if hits and len(hits.items) == PLENTY_TO_MEND_BY else ""


def weighted(query: str) -> str:
    """The tsquery for the name alone: every term with weight A."""
    return query.replace("' ", "':A ").removesuffix("'") + ("':A" if query.endswith("'") else "")


def _hits(
    sources: _Sources, ranked: tuple[str, str], wanted: Wanted, *, query: str, **more: str | int
) -> Hits | None:
    parts, names = sources
    exact, order = ranked
    sql = _PAGE
    for name, value in {
        "candidates": "".join(parts),
        "source": " UNION ALL ".join(f"SELECT * FROM {each}" for each in names),  # noqa: S608  # our own names
        "exact": exact,
        "order": order,
        "columns": _COLUMNS,
        "where": wanted.narrowing.condition,
        "some": str(SOME_ITEMS),
        "mentions": str(MAX_MENTIONS),
        "begun": str(MAX_BEGUN),
    }.items():
        sql = sql.replace(f"{{{name}}}", value)
    needed = wanted.offset + wanted.limit + 1
    of_mention = MAX_OF_MENTION if wanted.narrowing else max(needed, LEAST_OF_MENTION)
    rows = _rows(
        sql,
        {
            "limit": wanted.limit + 1,
            "offset": wanted.offset,
            "most": MAX_RANKED,
            "plenty": PLENTY,
            "enough": needed,
            "of_mention": of_mention,
            "query": " & ".join([f"({query})", *(f"'{each}'" for each in wanted.narrowing.terms)]),
            "mentioned": query,
            **wanted.narrowing.parameters,
            **more,
        },
    )
    if not rows:
        return None
    return Hits(
        items=tuple(_line(row) for row in rows[: wanted.limit]),
        has_more=len(rows) > wanted.limit,
        is_exact=rows[0][1],
        is_mentioned=rows[0][0] > 1,
    )


def _rows(sql: str, parameters: dict[str, str | int | None]) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[_Row] = cursor.fetchall()
    return rows


def _line(row: _Row) -> ItemLine:
    _tier, _exact, code, name, department, kind, summary, is_online, days, unit = row
    return ItemLine(
        code, name, department, ITEM_TYPES.get(kind, ""), summary, is_online, limit_of(days, unit)
    )
