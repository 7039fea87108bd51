"""
JSONLogic, worked out as the browser works it out: conditions, computed values, tariffs.

A rule is an object of one operator and its arguments, nested at will up to `MOST_DEEP`. What each
operator means stands in `logic_operations`; there are no others. Source: jsonlogic.com.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from json_logic.apply import apply
from json_logic.builtins import to_bool

from yangguan.registers.catalogue.content import Condition
from yangguan.registers.catalogue.logic_operations import OPERATIONS

MOST_DEEP = 40
MOST_PARTS = 2_000

# Fewest and most arguments; None: as many as one likes.
_ARGUMENTS: Mapping[str, tuple[int, int | None]] = {
    "var": (1, 2), "==": (2, 2), "!=": (2, 2), "<": (2, 3), "<=": (2, 3), ">": (2, 3),
    ">=": (2, 3), "!": (1, 1), "!!": (1, 1), "and": (1, None), "or": (1, None), "if": (2, None),
    "in": (2, 2), "+": (1, None), "-": (1, 2), "*": (1, None), "/": (2, 2), "%": (2, 2),
    "min": (1, None), "max": (1, None), "cat": (1, None), "substr": (2, 3), "round": (1, 2),
    "sum": (1, None), "count": (1, None), "days": (2, 2), "years": (2, 2), "map": (2, 2),
    "filter": (2, 2), "reduce": (3, 3), "all": (2, 2), "some": (2, 2), "none": (2, 2),
}  # fmt: skip
OPERATORS = frozenset(_ARGUMENTS)
# Their second argument is worked out for each row: `var` in it names a part of the row.
BY_ROW = frozenset({"map", "filter", "reduce", "all", "some", "none"})


def value_of(logic: object, facts: Mapping[str, Any]) -> Any:
    """What a rule gives for the facts: of the shapes of JSON, null where something is missing."""
    return apply(logic, facts, OPERATIONS)


def holds(logic: Mapping[str, Any] | None, facts: Mapping[str, Any]) -> bool:
    """Whether a rule holds for the facts; no rule always holds."""
    return logic is None or to_bool(value_of(logic, facts))


def applies(condition: Condition | None, answers: Mapping[str, Any]) -> bool:
    """Whether a condition over the form's data elements holds; no condition always does."""
    return condition is None or holds(condition.logic, answers)


def logic_faults(logic: object) -> list[str]:
    """What is wrong with a rule as it is written; empty for one that can be worked out."""
    return list(_Reading().faults(logic, depth=0))


class _Reading:
    """One walk through a rule, which stops where it is too large to be meant."""

    def __init__(self) -> None:
        self.parts = 0

    def faults(self, logic: object, *, depth: int) -> Iterator[str]:
        self.parts += 1
        if depth > MOST_DEEP or self.parts > MOST_PARTS:
            if self.parts <= MOST_PARTS + 1:
                self.parts = MOST_PARTS + 2
                yield _("规则太长或者套得太深，请拆开写")
            return
        match logic:
            case list():
                for each in logic:
                    yield from self.faults(each, depth=depth + 1)
            case Mapping() if len(logic) != 1:
                yield _('一条规则只能有一个运算，例如 {"==": […]}')
            case Mapping():
                ((operator, arguments),) = logic.items()
                yield from self._operation(operator, arguments, depth=depth)
            case str() | bool() | int() | float() | None:
                return
            case _:
                yield _("规则里只能有文字、数字、真假和列表")

    def _operation(self, operator: object, arguments: object, *, depth: int) -> Iterator[str]:
        parts = arguments if isinstance(arguments, list) else [arguments]
        if not isinstance(operator, str) or operator not in _ARGUMENTS:
            yield _("没有“%(operator)s”这种运算") % {"operator": operator}
            return
        fewest, most = _ARGUMENTS[operator]
        if len(parts) < fewest or (most is not None and len(parts) > most):
            yield _("运算“%(operator)s”的参数个数不对") % {"operator": operator}
        if operator == "var" and parts and not isinstance(parts[0], str | int):
            yield _("“var”后面写数据元的名称")
        for each in parts:
            yield from self.faults(each, depth=depth + 1)
