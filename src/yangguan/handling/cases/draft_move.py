"""
Carrying a draft over to the next edition of its item: what stays, what goes, what is newly asked.

Pure. The person sees it before deciding (R4.6: nothing is asked twice, nothing is lost unseen).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yangguan.registers.catalogue.answers import Answers, field_fault, visible_fields
from yangguan.registers.catalogue.content import EditionContent


@dataclass(frozen=True, slots=True)
class Move:
    """
    What becomes of a draft's answers and files under another edition.

    `slots`: old slot → new slot of the files that stay. The words name things to the person.
    """

    answers: Answers
    slots: Mapping[str, str]
    dropped_answers: tuple[str, ...]
    dropped_files: tuple[str, ...]
    newly_asked: tuple[str, ...]
    new_materials: tuple[str, ...]


def plan_move(
    old: EditionContent,
    new: EditionContent,
    answers: Mapping[str, Any],
    *,
    slots: Collection[str],
    today: date,
) -> Move:
    """
    An answer stays where the same data element still takes it; a file where its material, told by
    name, or its question is still there. `slots`: those that hold a file.
    """
    known = {field.element: field for field in new.fields()}
    labels = {field.element: field.label for field in old.fields()}
    kept = {
        element: value
        for element, value in answers.items()
        if element in known and not field_fault(known[element], value, files=(), today=today)
    }
    mapped = {slot: target for slot in slots if (target := _slot(old, new, slot))}
    asked = {field.element for field in visible_fields(old, answers)}
    return Move(
        answers=kept,
        slots=mapped,
        dropped_answers=tuple(
            labels.get(element, element) for element in answers if element not in kept
        ),
        dropped_files=tuple(_slot_words(old, slot) for slot in slots if slot not in mapped),
        newly_asked=tuple(
            field.label
            for field in visible_fields(new, kept)
            if field.element not in asked and field.element not in kept and field.required
        ),
        new_materials=tuple(
            material.name
            for material in new.materials
            if not any(each.name == material.name for each in old.materials)
        ),
    )


def _slot(old: EditionContent, new: EditionContent, slot: str) -> str:
    """Where a slot's files go under the new edition; empty: nowhere."""
    material = old.material(slot)
    if material is None:
        is_asked = any(field.element == slot and field.type == "file" for field in new.fields())
        return slot if is_asked else ""
    return next((each.key for each in new.materials if each.name == material.name), "")


def _slot_words(old: EditionContent, slot: str) -> str:
    material = old.material(slot)
    if material is not None:
        return material.name
    return next((field.label for field in old.fields() if field.element == slot), slot)
