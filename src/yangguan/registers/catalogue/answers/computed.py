"""Values that a form works out by itself: totals, ages, fees to expect. Never taken from a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from yangguan.registers.catalogue.answers.reading import MAX_TEXT
from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.logic import value_of
from yangguan.registers.catalogue.logic_operations import rounded
from yangguan.registers.catalogue.rule_variables import rule_variables

USUAL_DECIMALS = 2


def computed_values(fields: Sequence[FormField], answers: Mapping[str, Any]) -> dict[str, Any]:
    """
    What the computed fields come to for these answers; one that has no value yet is left out.

    A value may build on other computed ones. Those of a circle have none: publishing refuses it.
    """
    waiting = {field.element: field for field in fields}
    found: dict[str, Any] = {}
    facts = dict(answers)
    while waiting:
        ready = [
            field
            for field in waiting.values()
            if not rule_variables(field.compute) & (waiting.keys() - {field.element})
            and field.element not in rule_variables(field.compute)
        ]
        if not ready:
            return found
        for field in ready:
            del waiting[field.element]
            value = computed_value(field, facts)
            if value is not None:
                found[field.element] = facts[field.element] = value
    return found


def computed_value(field: FormField, facts: Mapping[str, Any]) -> Any:
    """One value: text, number or yes and no, to the field's decimals; None where none comes."""
    value = value_of(field.compute, facts)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return rounded(value, USUAL_DECIMALS if field.decimals is None else field.decimals)
    return value[:MAX_TEXT] or None if isinstance(value, str) else None
