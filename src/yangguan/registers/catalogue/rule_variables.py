"""Which answers a JSONLogic rule reads, and whether it can be told without the others. Pure."""

from collections.abc import Mapping
from typing import Any

from yangguan.registers.catalogue.content import Condition
from yangguan.registers.catalogue.logic import BY_ROW, applies


def rule_variables(logic: object) -> set[str]:
    """
    The data elements that a JSONLogic rule reads: of a path (`period.from`) its first part.

    Names inside what is worked out for each row of a table are parts of the row, and no elements.
    """
    match logic:
        case {"var": str(path)} | {"var": [str(path), *_]}:
            return {path.partition(".")[0]} - {""}
        case Mapping():
            found: set[str] = set()
            for operator, arguments in logic.items():
                parts = arguments if isinstance(arguments, list | tuple) else [arguments]
                asked = [*parts[:1], *parts[2:]] if operator in BY_ROW else parts
                found = found.union(*map(rule_variables, asked))
            return found
        case list() | tuple():
            return set().union(*(rule_variables(each) for each in logic))
        case _:
            return set()


def settled(condition: Condition | None, answers: Mapping[str, Any]) -> bool | None:
    """Whether a condition holds, as far as the answers tell; None: it hangs on others."""
    if condition is None:
        return True
    if rule_variables(condition.logic) <= set(answers):
        return applies(condition, answers)
    return None
