"""The words under which a law is found: its name before its number and who made it."""

from collections.abc import Iterable

from django.db import connection

from yangguan.foundation.search.words import index_terms
from yangguan.registers.legislation.models import Law


def refresh(laws: Iterable[Law]) -> None:
    """Index these laws anew, A their names, B number and issuer. One statement for each."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE legislation_law SET terms = %s::tsvector WHERE id = %s",
            [(_vector_text(law), law.pk) for law in laws],
        )


def _vector_text(law: Law) -> str:
    weighted = (("A", law.name), ("B", f"{law.document_number} {law.issuer}"))
    terms = [(term, weight) for weight, text in weighted for term in index_terms(text)]
    return " ".join(
        f"'{term}':{position}{weight}" for position, (term, weight) in enumerate(terms, start=1)
    )
