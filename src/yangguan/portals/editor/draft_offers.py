"""
What can be taken over instead of being written: data elements of the dictionary, materials of the
city's catalogue, the choices of a code table. One definition, used by many items (R3.7).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yangguan.portals.editor.draft_blocks import ListBlock
from yangguan.registers.catalogue.material_queries import material, materials
from yangguan.registers.drafting.taken_over import choices_of, material_of, question_of
from yangguan.registers.standards.queries.code_tables import names_in_force
from yangguan.registers.standards.queries.elements import element, elements

MOST = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to take over; `place` is the list that it would enter."""

    code: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Offers:
    place: str
    text: str
    found: tuple[Offer, ...]


def offers(lists: Iterable[ListBlock], text: str) -> Offers | None:
    """What was searched for the list that asked. One query, two for materials."""
    asked = next(iter(lists), None)
    if asked is None or not asked.picker:
        return None
    return Offers(asked.place, text, tuple(_search(asked.picker, text)))


def _search(picker: str, text: str) -> list[Offer]:
    if picker == "elements":
        return [
            Offer(row.code, row.name, f"{row.type.label} · {row.code}")
            for row in elements(text=text, limit=MOST).items
        ]
    return [
        Offer(row.code, row.name, row.licence_type or row.issuer)
        for row in materials(text=text, limit=MOST).items
    ]


def picked(picker: str, code: str) -> dict[str, Any]:
    """What a new entry takes over; empty for a code that nobody knows. Two queries at most."""
    if not code:
        return {}
    if picker == "elements":
        found = element(code)
        return question_of(found, _names(found.code_table)) if found is not None else {}
    definition = material(code)
    return material_of(definition) if definition is not None else {}


def choices_of_table(key: str) -> dict[str, Any]:
    """The choices of a question that takes them from a code table in force. One query at most."""
    return choices_of(key, _names(key))


def _names(key: str) -> dict[str, str]:
    return names_in_force([key])[key] if key else {}
