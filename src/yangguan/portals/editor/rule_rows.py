"""
A condition as rows that a person can fill in: data element, comparison, value; all or any of them.

What does not fit into rows is shown and written as JSONLogic itself. Pure.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.logic import logic_faults

MOST_ROWS = 8
ALL, ANY = "and", "or"
OPERATORS = {
    "==": gettext_lazy("是"),
    "!=": gettext_lazy("不是"),
    "in": gettext_lazy("选了"),
    "!in": gettext_lazy("没有选"),
    ">": gettext_lazy("大于"),
    ">=": gettext_lazy("不小于"),
    "<": gettext_lazy("小于"),
    "<=": gettext_lazy("不大于"),
}
_COMPARISONS = ("==", "!=", ">", ">=", "<", "<=")
YES_NO = {"是": True, "否": False, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class RuleRow:
    element: str = ""
    operator: str = "=="
    value: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.element


@dataclass(frozen=True, slots=True)
class RuleRows:
    """`raw`: the JSONLogic of a rule that no rows can say; then `rows` is empty."""

    join: str = ALL
    rows: tuple[RuleRow, ...] = ()
    raw: str = ""

    @property
    def with_room(self) -> tuple[RuleRow, ...]:
        """The rows and an empty one to go on with."""
        return (*self.rows, RuleRow())[:MOST_ROWS]


class UnreadableRule(ValueError):
    """A rule that cannot be read; the text says what to do."""


def rows_of(logic: Mapping[str, Any] | None) -> RuleRows:
    """The rows of a rule, or its text where it has none."""
    if not logic:
        return RuleRows()
    join, parts = ALL, [logic]
    if len(logic) == 1:
        (operator, values), *_rest = logic.items()
        if operator in (ALL, ANY) and isinstance(values, list):
            join, parts = operator, values
    rows = [_row(part) for part in parts]
    found = tuple(row for row in rows if row is not None)
    if len(found) != len(parts) or len(found) > MOST_ROWS:
        return RuleRows(raw=json.dumps(logic, ensure_ascii=False, indent=1))
    return RuleRows(join, found)


def _row(part: object) -> RuleRow | None:
    match part:
        case {"!": [{"in": [value, {"var": str(element)}]}]} | {
            "!": {"in": [value, {"var": str(element)}]}
        }:
            return _filled(element, "!in", value)
        case {"in": [value, {"var": str(element)}]}:
            return _filled(element, "in", value)
        case {"!": [{"==": [{"var": str(element)}, value]}]}:
            return _filled(element, "!=", value)
    for operator in _COMPARISONS:
        match part:
            case {**only} if list(only) == [operator]:
                match only[operator]:
                    case [{"var": str(element)}, value]:
                        return _filled(element, operator, value)
    return None


def _filled(element: str, operator: str, value: object) -> RuleRow | None:
    if isinstance(value, bool):
        return RuleRow(element, operator, "是" if value else "否")
    if isinstance(value, int | float | str):
        return RuleRow(element, operator, str(value))
    return None


def logic_of(rules: RuleRows, fields: Mapping[str, FormField]) -> dict[str, Any] | None:
    """
    The rule of the rows; None for no rule. Raises `UnreadableRule`.

    `fields`: the questions that a rule may use; values are typed as the question's answers are.
    """
    if rules.raw.strip():
        return _raw(rules.raw)
    parts = [_part(row, fields) for row in rules.rows if not row.is_empty]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {rules.join: parts}


def _raw(text: str) -> dict[str, Any]:
    try:
        # Stricter than `json`: neither NaN nor a half of a character, which no draft can store.
        logic = msgspec.json.decode(text)
    except (ValueError, RecursionError):
        raise UnreadableRule(_("算式不是合格的 JSON，请检查括号和引号。")) from None
    if not isinstance(logic, dict) or len(logic) != 1:
        raise UnreadableRule(_('算式应当是一个 JSONLogic 对象，例如 {"==": …}。'))
    # A rule that cannot be worked out would break every page that asks it.
    if faults := logic_faults(logic):
        raise UnreadableRule(faults[0])
    return logic


def number_of(text: str) -> int | float:
    """The number that a text means. Raises `ValueError`, also for `inf` and `nan`."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return int(number) if number.is_integer() else number


def _part(row: RuleRow, fields: Mapping[str, FormField]) -> dict[str, Any]:
    field = fields.get(row.element)
    if field is None:
        raise UnreadableRule(_("没有“%(element)s”这一问。") % {"element": row.element})
    if row.operator not in OPERATORS:
        raise UnreadableRule(_("请选一种比较。"))
    value = _value(row, field)
    variable = {"var": row.element}
    match row.operator:
        case "in":
            return {"in": [value, variable]}
        case "!in":
            return {"!": [{"in": [value, variable]}]}
        case operator:
            return {operator: [variable, value]}


def _value(row: RuleRow, field: FormField) -> Any:
    text = row.value.strip()
    if field.type == "boolean":
        if text not in YES_NO:
            raise UnreadableRule(_("“%(label)s”请和“是”或者“否”比较。") % {"label": field.label})
        return YES_NO[text]
    if field.choices and text not in field.choices:
        raise UnreadableRule(
            _("“%(text)s”不是“%(label)s”的选项。") % {"text": text, "label": field.label}
        )
    if field.type in {"number", "money", "integer", "percent"}:
        try:
            return number_of(text)
        except ValueError:
            raise UnreadableRule(
                _("“%(label)s”请和一个数比较。") % {"label": field.label}
            ) from None
    if not text:
        raise UnreadableRule(_("请写明和什么比较。"))
    return text
