"""
How many items in use a department, a theme or a list has: counted so far, that no catalogue is
too large for a page.

What a sixty-fourth of the items, taken by chance, has plenty of has far more than are counted;
only where it has few are all items looked at, and never more of them than are counted. The terms
are those of the index (`search_index.facets`).
"""

from collections.abc import Collection

from django.db import connection

from yangguan.registers.catalogue.models import SOME_ITEMS

# A number above it means: more than this.
MOST_COUNTED = 1_000

_COUNTS = f"""
SELECT asked.term, CASE WHEN few.count < %(plenty)s THEN counted.count ELSE %(most)s END
FROM unnest(%(terms)s::text[]) asked (term)
CROSS JOIN LATERAL (
    SELECT count(*) FROM (
        SELECT FROM catalogue_serviceitem item
        WHERE item.terms @@ (SELECT quote_literal(asked.term)::tsquery)
          AND item.id < '{SOME_ITEMS}' AND item.state = '1' AND item.edition_id IS NOT NULL
        LIMIT %(plenty)s
    ) found
) few
CROSS JOIN LATERAL (
    SELECT count(*) FROM (
        SELECT FROM catalogue_serviceitem item
        WHERE few.count < %(plenty)s
          AND item.terms @@ (SELECT quote_literal(asked.term)::tsquery)
          AND item.state = '1' AND item.edition_id IS NOT NULL
        LIMIT %(most)s
    ) found
) counted
"""  # noqa: S608  # our own value


def count_items(terms: Collection[str], *, most: int = MOST_COUNTED) -> dict[str, int]:
    """
    The items in use with each term of the index, up to `most` and one more.

    One query, however many terms and items; none for no term.
    """
    if not terms:
        return {}
    # Twice what the sixty-fourth has of `most` items, and some: nothing has so many by chance.
    plenty = most // 32 + 50
    parameters: dict[str, list[str] | int] = {
        "terms": list(terms),
        "plenty": plenty,
        "most": most + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, parameters)
        return dict(cursor.fetchall())


def count_words(count: int, *, most: int = MOST_COUNTED) -> str:
    """A count as a page shows it: 1,000+ for more than are counted."""
    return f"{most:,}+" if count > most else f"{count:,}"
