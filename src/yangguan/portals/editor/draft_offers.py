"""
What can be taken over instead of being written: data elements of the dictionary, materials of the
city's catalogue, the choices of a code table. One definition, used by many items (R3.7).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yangguan.portals.editor.draft_blocks import ListBlock
from yangguan.registers.catalogue.material_queries import material, materials
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
    """What a new entry takes over; empty for a code that nobody knows."""
    if not code:
        return {}
    if picker == "elements":
        row = element(code)
        if row is None:
            return {}
        taken = {"element": row.code, "label": row.name, "type": row.type.value, "unit": row.unit}
        if row.source:
            taken["source"] = row.source
        return taken | choices_of_table({"code_table": row.code_table, "choices": []})
    view = material(code)
    if view is None:
        return {}
    terms = view.terms
    return {
        "name": terms.name,
        "definition": view.code,
        "kind": terms.kind or "3",
        "medium": terms.medium or "3",
        "licences": [terms.licence_type] if terms.licence_type else [],
    }


def choices_of_table(values: dict[str, Any]) -> dict[str, Any]:
    """The choices of a question that takes them from a code table in force."""
    key = values.get("code_table")
    if not key:
        return {}
    names = names_in_force([key]).get(key, {})
    return {"code_table": key, "choices": [_(name) for name in names.values()]} if names else {}
