"""What an item is found by: weighted bigrams and pinyin, made in Python, kept in PostgreSQL."""

import uuid

from django.db import connection

from yangguan.foundation.search.words import index_terms, pinyin
from yangguan.registers.catalogue.content import EditionContent

# A tsvector takes positions up to 16,383 and weights A to D; terms are given with both.
_MAX_TERMS = 4_000


def vector_text(content: EditionContent) -> str:
    """The item's terms as tsvector input: `'食品':1A '品经':2A …`."""
    parts = (
        ("A", content.name),
        ("B", " ".join((content.department_name, *(result.name for result in content.results)))),
        (
            "C",
            " ".join(
                (
                    *(material.name for material in content.materials),
                    *(question.question for question in content.questions),
                    *(law.law for law in content.laws),
                )
            ),
        ),
        ("D", " ".join((content.catalog_code, content.task_code, content.town, content.village))),
    )
    position = 0
    lexemes: list[str] = []
    for weight, text in parts:
        for term in index_terms(text):
            position += 1
            if position > _MAX_TERMS:
                return " ".join(lexemes)
            lexemes.append(f"'{term}':{position}{weight}")
    return " ".join(lexemes)


def pinyin_text(content: EditionContent) -> str:
    """Pinyin and initials of name and results, for typing without Chinese input."""
    return " ".join(
        pinyin(text) for text in (content.name, *(result.name for result in content.results))
    )[:1200]


def refresh(item_id: uuid.UUID, content: EditionContent) -> None:
    """Write the search columns of one item. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_serviceitem SET terms = %s::tsvector, pinyin = %s WHERE id = %s",
            [vector_text(content), pinyin_text(content), item_id],
        )
