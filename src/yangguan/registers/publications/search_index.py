"""The search terms of what people read now; of what nobody could read yet, for its editors."""

from django.db import connection

from yangguan.foundation.search.words import index_terms
from yangguan.registers.publications.rendering import plain_text
from yangguan.registers.publications.text import PublicationText

# A tsvector takes positions up to 16,383.
_MAX_TERMS = 8_000


def refresh(code: str, text: PublicationText) -> None:
    """Terms by weight: A the title, B issuer and document number, C the text. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publications_publication SET terms = %s::tsvector WHERE code = %s",
            [_vector_text(text), code],
        )


def _vector_text(text: PublicationText) -> str:
    weighted = (
        ("A", text.title),
        ("B", f"{text.issuer} {text.document_number}"),
        ("C", plain_text(text.body)),
    )
    terms = [(term, weight) for weight, words in weighted for term in index_terms(words)]
    return " ".join(
        f"'{term}':{position}{weight}"
        for position, (term, weight) in enumerate(terms[:_MAX_TERMS], start=1)
    )
