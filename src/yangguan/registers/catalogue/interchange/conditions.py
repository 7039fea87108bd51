"""
Conditions of the document (`SHOW_IF`, `APPLIES_IF`): simple ones as people write them, any other
as JSONLogic under `LOGIC`.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.codes import CONDITION_OPERATORS
from yangguan.registers.catalogue.content import Condition
from yangguan.registers.catalogue.interchange.reader import Row


def read_condition(row: Row, key: str) -> Condition | None:
    """`{"ELEMENT", "OP", "VALUE"}` or `{"LOGIC": …}`; nothing said is no condition."""
    raw = row.values.get(key)
    if raw is None or raw == "":
        return None
    path = f"{row.path}.{key}"
    if isinstance(raw, Mapping) and isinstance(raw.get("LOGIC"), Mapping):
        return Condition(logic=dict(raw["LOGIC"]))
    if not isinstance(raw, Mapping) or not isinstance(raw.get("ELEMENT"), str):
        row.faults.add(path, "wrong-type", _("应当含 ELEMENT、OP、VALUE，或者只含 LOGIC"))
        return None
    operator = str(raw.get("OP"))
    if operator not in CONDITION_OPERATORS:
        row.faults.add(
            f"{path}.OP",
            "unknown-code",
            _("没有这种比较“%(operator)s”") % {"operator": operator},
        )
        return None
    return Condition(logic=comparison(operator, raw["ELEMENT"], raw.get("VALUE")))


def written_condition(condition: Condition | None) -> dict[str, Any] | None:
    """The inverse of `read_condition`: a comparison where it is one, otherwise the rule itself."""
    if condition is None:
        return None
    match condition.logic:
        case {"==": [{"var": str(element)}, value]}:
            operator = "eq"
        case {"!=": [{"var": str(element)}, value]}:
            operator = "ne"
        case {"in": [{"var": str(element)}, value]}:
            operator = "in"
        case {"in": [value, {"var": str(element)}]}:
            operator = "contains"
        case _:
            return {"LOGIC": condition.logic}
    if comparison(operator, element, value) != condition.logic:
        return {"LOGIC": condition.logic}
    return {"ELEMENT": element, "OP": operator, "VALUE": value}


def comparison(operator: str, element: str, value: object) -> dict[str, Any]:
    """One data element against one value, as JSONLogic."""
    variable = {"var": element}
    match operator:
        case "ne":
            return {"!=": [variable, value]}
        case "in":
            return {"in": [variable, value]}
        case "contains":
            return {"in": [value, variable]}
        case _:
            return {"==": [variable, value]}
