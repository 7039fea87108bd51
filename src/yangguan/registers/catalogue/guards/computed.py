"""
A form that can be worked out: every rule readable, every computed value reached, no circle; and
bounds, rows and columns of a field that an answer can meet at all.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.answers.tables import column_fields
from yangguan.registers.catalogue.content import COLUMN_TYPES, EditionContent, FormField
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.logic import logic_faults
from yangguan.registers.catalogue.rule_variables import rule_variables


def compute_faults(content: EditionContent) -> Iterator[Fault]:
    """Every fault of rules, computed values and limits of the form's fields, with its place."""
    fields = {field.element: field for field in content.fields()}
    for place, field in _placed(content):
        if field.shown_if is not None:
            yield from _unreadable(f"{place}.SHOW_IF", field.shown_if.logic)
        yield from _computed(place, field, fields)
        yield from _limits(place, field)
        yield from _columns(place, field)
    for index, material in enumerate(content.materials):
        if material.applies_if is not None:
            path = f"UP_TASK_GENERAL_MATERIAL[{index}].APPLIES_IF"
            yield from _unreadable(path, material.applies_if.logic)
    for circle in circles(fields):
        labels = "、".join(fields[element].label for element in circle)
        yield Fault(
            "FORM.COMPUTE",
            "computed-in-a-circle",
            _("计算项互相依赖，算不出来：%(labels)s") % {"labels": labels},
        )


def condition_faults(content: EditionContent) -> Iterator[Fault]:
    """Materials that hang on a question which nobody asks (any more): nobody would hand them in."""
    asked = {field.element for field in content.fields()}
    for index, material in enumerate(content.materials):
        if material.applies_if is None:
            continue
        if unknown := rule_variables(material.applies_if.logic) - asked:
            yield Fault(
                f"UP_TASK_GENERAL_MATERIAL[{index}].APPLIES_IF",
                "unknown-element",
                _("用到的数据元不在情形和表单里：%(names)s")
                % {"names": "、".join(sorted(unknown))},
            )


def circles(fields: Mapping[str, FormField]) -> list[tuple[str, ...]]:
    """The computed fields that build on themselves, over others or at once, in form order."""
    builds_on = {
        element: rule_variables(field.compute) & fields.keys()
        for element, field in fields.items()
        if field.compute is not None
    }
    # Take away what builds on nothing that waits, until only circles and what hangs on them stay.
    waiting = dict(builds_on)
    while ready := [each for each, needs in waiting.items() if not needs & waiting.keys()]:
        for element in ready:
            del waiting[element]
    found: list[tuple[str, ...]] = []
    for element in waiting:
        reached = _reached(element, builds_on)
        if element in reached and not any(element in circle for circle in found):
            back = (each for each in waiting if element in _reached(each, builds_on))
            found.append(tuple(each for each in back if each in reached))
    return found


def _reached(element: str, builds_on: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [element]
    while waiting:
        for needed in builds_on.get(waiting.pop(), set()) - found:
            found.add(needed)
            waiting.append(needed)
    return found


def _placed(content: EditionContent) -> Iterator[tuple[str, FormField]]:
    for index, field in enumerate(content.situations):
        yield f"SITUATION[{index}]", field
    asked = (field for group in content.form for field in group.fields)
    for index, field in enumerate(asked):
        yield f"FORM[{index}]", field


def _computed(place: str, field: FormField, fields: Mapping[str, FormField]) -> Iterator[Fault]:
    if field.compute is None:
        if field.type == "computed":
            yield Fault(f"{place}.COMPUTE", "missing", _("计算项要写明怎样计算"))
        return
    if field.type != "computed":
        yield Fault(f"{place}.COMPUTE", "not-computed", _("只有计算项才能写算式"))
    yield from _unreadable(f"{place}.COMPUTE", field.compute)
    for element in sorted(rule_variables(field.compute)):
        read = fields.get(element)
        if read is None:
            yield Fault(
                f"{place}.COMPUTE",
                "unknown-element",
                _("算式用到的数据元“%(element)s”不在表单里") % {"element": element},
            )
        elif read.type in {"file", "explanation"}:
            yield Fault(
                f"{place}.COMPUTE",
                "no-value",
                _("“%(label)s”没有可以计算的值") % {"label": read.label},
            )


def _unreadable(path: str, logic: object) -> Iterator[Fault]:
    for message in logic_faults(logic):
        yield Fault(path, "unreadable-rule", message)


def _limits(place: str, field: FormField) -> Iterator[Fault]:
    low, high = field.minimum, field.maximum
    if low is not None and high is not None and _is_beyond(low, high):
        yield Fault(f"{place}.MAXIMUM", "bounds-crossed", _("最大值不能小于最小值"))
    if field.rows_max is not None and field.rows_max < (field.rows_min or 0):
        yield Fault(f"{place}.ROWS_MAX", "bounds-crossed", _("最多行数不能小于最少行数"))
    if field.longest is not None and field.longest < 1:
        yield Fault(f"{place}.LONGEST", "too-short", _("最多字数至少是 1"))


def _is_beyond(low: Any, high: Any) -> bool:
    try:
        return bool(low > high)
    except TypeError:
        return True


def _columns(place: str, field: FormField) -> Iterator[Fault]:
    if field.type != "table":
        return
    if len(set(field.columns)) < len(field.columns):
        yield Fault(f"{place}.COLUMNS", "duplicate", _("表格的栏目不能重名"))
    for column in column_fields(field):
        if column.type not in COLUMN_TYPES:
            yield Fault(
                f"{place}.COLUMN_TYPES",
                "unknown-code",
                _("表格的栏目不能是“%(kind)s”类型") % {"kind": column.type},
            )
        if column.type == "choice" and not column.choices:
            yield Fault(
                f"{place}.COLUMN_CHOICES",
                "missing",
                _("栏目“%(label)s”是选择题，要列出选项") % {"label": column.label},
            )
