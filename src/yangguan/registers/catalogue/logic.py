"""JSONLogic, evaluated as the browser evaluates it: conditions of forms, materials, processes."""

from collections.abc import Mapping
from typing import Any

from json_logic import jsonLogic

from yangguan.registers.catalogue.content import Condition


def holds(logic: Mapping[str, Any] | None, facts: Mapping[str, Any]) -> bool:
    """Whether a rule holds for the facts; no rule always holds. Source: jsonlogic.com."""
    return logic is None or bool(jsonLogic(logic, facts))


def applies(condition: Condition | None, answers: Mapping[str, Any]) -> bool:
    """Whether a condition over the form's data elements holds; no condition always does."""
    return condition is None or holds(condition.logic, answers)
