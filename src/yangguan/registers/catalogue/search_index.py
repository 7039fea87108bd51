"""What an item is found by: terms and sounds of its name, and the wordings that it mentions."""

import uuid
from collections.abc import Sequence
from functools import lru_cache

from django.db import connection, transaction

from yangguan.foundation.search.sounds import sound_terms
from yangguan.foundation.search.words import index_terms, part_terms, pinyin
from yangguan.registers.catalogue.codes import PUBLIC_SERVICE
from yangguan.registers.catalogue.content import EditionContent, decode
from yangguan.registers.catalogue.models import Edition

# Raised whenever the same content is written otherwise than before; `refresh_outdated` then
# brings every row up to date.
VERSION = 2

# A tsvector takes positions up to 16,383 and weights A to D; terms are given with both.
_MAX_TERMS = 4_000
_MAX_MENTION = 300
_BATCH = 200

_WRITE = """
UPDATE catalogue_serviceitem item
SET terms = made.terms::tsvector || quote_literal('=d' || item.department_id)::tsvector,
    pinyin = made.pinyin, search_version = %s
FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS made (id, terms, pinyin)
WHERE item.id = made.id
"""
# One after the other in the order of names, so that two publications never wait crosswise.
_ENTER_MENTIONS = """
INSERT INTO catalogue_mention (name, terms)
SELECT name, terms::tsvector FROM unnest(%s::text[], %s::text[]) AS made (name, terms)
ORDER BY name
ON CONFLICT (name) DO NOTHING
"""
_LINK_MENTIONS = """
WITH wanted AS (
    SELECT told.item_id, mention.id AS mention_id, told.length
    FROM unnest(%(tellers)s::uuid[], %(names)s::text[], %(lengths)s::int[])
         AS told (item_id, name, length)
    JOIN catalogue_mention mention USING (name)
), gone AS (
    DELETE FROM catalogue_itemmention old
    WHERE item_id = ANY(%(items)s::uuid[]) AND NOT EXISTS (
        SELECT FROM wanted
        WHERE wanted.item_id = old.item_id AND wanted.mention_id = old.mention_id
    )
)
INSERT INTO catalogue_itemmention (item_id, mention_id, name_length)
SELECT item_id, mention_id, length FROM wanted
ON CONFLICT (item_id, mention_id) DO UPDATE SET name_length = EXCLUDED.name_length
"""


def vector_text(content: EditionContent) -> str:
    """The item's terms and sounds as tsvector input: `'食品':1A '品经':2A 'SiPin':3A …`."""
    results = " ".join(result.name for result in content.results)
    codes = " ".join((content.catalog_code, content.task_code, content.town, content.village))
    return as_vector(
        ("A", name_terms(content.name)),
        ("B", [*part_terms(f"{content.department_name} {results}"), *sound_terms(results)]),
        ("D", [*part_terms(codes), *facets(content)]),
    )


def facets(content: EditionContent) -> list[str]:
    """
    What a search may be narrowed to, as terms that no text has; the department is added in SQL.

    So the index of the terms finds the few of a common word that a filter leaves; the columns
    decide all the same.
    """
    audiences = set(content.audiences)
    found = {
        "=person": "1" in audiences,
        "=organisation": audiences != {"1"},
        "=online": content.service.online,
        "=power": content.item_type != PUBLIC_SERVICE,
        "=public": content.item_type == PUBLIC_SERVICE,
        "=nearby": bool(content.town_code),
        f"=t{content.town_code}": content.town_code.isalnum(),
        **{f"=p{topic}": topic.isalnum() for topic in content.person_topics},
        **{f"=o{topic}": topic.isalnum() for topic in content.organisation_topics},
    }
    return [term for term, holds in found.items() if holds]


def name_terms(name: str) -> list[str]:
    """Everything that an item's name is found by."""
    return [*index_terms(name), *sound_terms(name)]


def as_vector(*parts: tuple[str, list[str]]) -> str:
    """Terms with their weights as tsvector input; a term counts by its best weight alone."""
    weights: dict[str, str] = {}
    for weight, terms in parts:
        for term in terms:
            weights.setdefault(term, weight)
    first = list(weights.items())[:_MAX_TERMS]
    return " ".join(f"'{term}':{place}{weight}" for place, (term, weight) in enumerate(first, 1))


def pinyin_text(content: EditionContent) -> str:
    """Pinyin and initials of name and results: tells a hit by the letters from one by the sound."""
    return " ".join(
        pinyin(text) for text in (content.name, *(result.name for result in content.results))
    )[:1200]


def mentions(content: EditionContent) -> list[str]:
    """The wordings beside the name: materials, laws with their document numbers, questions."""
    laws = (f"{law.law} {law.document_number}".strip() for law in content.laws)
    materials = (material.name for material in content.materials)
    questions = (question.question for question in content.questions)
    cut = (each.strip()[:_MAX_MENTION] for each in (*materials, *laws, *questions))
    return sorted({each for each in cut if index_terms(each)})


def refresh(item_id: uuid.UUID, content: EditionContent) -> None:
    """Write what an item is found by. As `refresh_all`."""
    refresh_all([(item_id, content)])


def refresh_all(written: Sequence[tuple[uuid.UUID, EditionContent]]) -> None:
    """
    Write what these items are found by, however many.

    Three queries, two where nothing is mentioned.
    """
    items = [item_id for item_id, _content in written]
    told = [
        (item_id, name, min(len(content.name), 32_767))
        for item_id, content in written
        for name in mentions(content)
    ]
    names = sorted({name for _item, name, _length in told})
    with transaction.atomic(), connection.cursor() as cursor:
        terms = [vector_text(content) for _item, content in written]
        sounds = [pinyin_text(content) for _item, content in written]
        cursor.execute(_WRITE, [VERSION, items, terms, sounds])
        if names:
            cursor.execute(_ENTER_MENTIONS, [names, list(map(mention_vector, names))])
        cursor.execute(
            _LINK_MENTIONS,
            {
                "items": items,
                "tellers": [item_id for item_id, _name, _length in told],
                "names": [name for _item, name, _length in told],
                "lengths": [length for _item, _name, length in told],
            },
        )


@lru_cache(maxsize=4096)
def mention_vector(name: str) -> str:
    """The terms of a wording as tsvector input."""
    return as_vector(("C", index_terms(name)))


def refresh_outdated(*, most: int | None = None) -> int:
    """
    Write anew every item that another version has written, at most `most`; how many were.

    In batches, each a transaction of its own: can be stopped and run again. One query where
    nothing is to do.
    """
    done = 0
    while most is None or done < most:
        size = _BATCH if most is None else min(_BATCH, most - done)
        with transaction.atomic():
            found = Edition.objects.select_for_update(of=["self"]).filter(
                current_for__isnull=False, current_for__search_version__lt=VERSION
            )
            batch = list(found.values_list("item_id", "content").order_by("item_id")[:size])
            if batch:
                refresh_all([(item_id, decode(content)) for item_id, content in batch])
        if not batch:
            break
        done += len(batch)
    return done
