"""
Which items and types of licences use a code, a data element or a choice.

The terms of an edition are made by the database from its content (`catalogue_terms_of`) and kept in
an index alone: whoever writes an edition need not think of them, and none can be out of date.
"""

from collections import Counter
from collections.abc import Sequence

from django.db import connection
from django.utils.translation import gettext as _

from yangguan.registers.catalogue.models import LicenceType
from yangguan.registers.standards.ports import ELEMENT, Use, term_of_element

ITEM, LICENCE_TYPE = "item", "licence-type"
# A count of uses goes no further: nobody decides otherwise for 101 than for 1,000.
MOST_COUNTED = 100

# Editions that are not in force any more do not count: they stay as they are.
_USES = """
SELECT term.value, item.task_code, item.name, edition.number
FROM unnest(%(terms)s::text[]) WITH ORDINALITY AS term (value, position)
CROSS JOIN LATERAL (
    SELECT item_id, number FROM catalogue_edition
    WHERE state = 'published'
      AND catalogue_terms_of(content) @> ARRAY[term.value]
    LIMIT %(most)s
) edition
JOIN catalogue_serviceitem item ON item.id = edition.item_id
ORDER BY term.position, item.name, item.task_code, edition.number
"""

_COUNTS = """
SELECT term.value, (
    SELECT count(*) FROM (
        SELECT 1 FROM catalogue_edition
        WHERE state = 'published'
          AND catalogue_terms_of(content) @> ARRAY[term.value]
        LIMIT %(most)s
    ) found
)
FROM unnest(%(terms)s::text[]) AS term (value)
"""


def uses_of(terms: Sequence[str], *, most: int) -> list[Use]:
    """
    What uses the terms: editions in force and types of licences, at most `most` of each kind for
    each term. At most two queries. Fits `standards.ports.UsersOfStandards`.
    """
    with connection.cursor() as cursor:
        cursor.execute(_USES, {"terms": list(terms), "most": most})
        rows = cursor.fetchall()
    found = [
        Use(
            term=term,
            kind=ITEM,
            key=task_code,
            name=name,
            detail=_("现行第 %(number)d 版") % {"number": number},
        )
        for term, task_code, name, number in rows
    ]
    return [*found, *_licence_types(terms, most=most)]


def count_uses(elements: Sequence[str]) -> dict[str, int]:
    """
    How many editions ask for each data element, counted up to `MOST_COUNTED` and one more.

    One query.
    """
    terms = [term_of_element(element) for element in elements]
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"terms": terms, "most": MOST_COUNTED + 1})
        counts = dict(cursor.fetchall())
    return {element: counts[term_of_element(element)] for element in elements}


def _licence_types(terms: Sequence[str], *, most: int) -> list[Use]:
    """Types of licences whose face says a data element; there are hundreds at most."""
    prefix = f"{ELEMENT}="
    wanted = {term.removeprefix(prefix) for term in terms if term.startswith(prefix)}
    if not wanted:
        return []
    found, counts = [], Counter[str]()
    for code, name, fields in LicenceType.objects.order_by("name").values_list(
        "code", "name", "fields"
    ):
        for element in sorted(wanted & {field.get("ELEMENT") for field in fields}):
            counts[element] += 1
            if counts[element] <= most:
                found.append(Use(term_of_element(element), LICENCE_TYPE, code, name))
    return found
