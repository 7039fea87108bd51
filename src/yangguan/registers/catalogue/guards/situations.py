"""Situations that nobody can be in, that change nothing, or that contradict each other."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.catalogue.rule_variables import rule_variables
from yangguan.registers.catalogue.situations import MOST_COMBINATIONS, Matrix, matrix

SITUATION = "SITUATION"
SITUATION_TYPES = frozenset({"choice", "multichoice", "boolean"})
SOURCE = "《优化营商环境条例》第三十六条"


def situation_faults(content: EditionContent) -> Iterator[Fault]:
    """Every fault of the situations and of what hangs on them."""
    if not content.situations:
        return
    yield from _question_faults(content)
    found = matrix(content)
    if found.is_cut:
        yield _fault(
            SITUATION,
            "too-many-situations",
            _("情形的组合超过 %(most)d 种，没有人看得过来，请减少提问")
            % {"most": MOST_COMBINATIONS},
        )
        return
    yield from _unreachable(content, found)
    yield from _without_effect(content)
    yield from _never_applying(content, found)
    yield from _contradictory(content, found)


def _question_faults(content: EditionContent) -> Iterator[Fault]:
    """A situation is a choice; it can hang only on those asked before it."""
    before: set[str] = set()
    for index, question in enumerate(content.situations):
        path = f"{SITUATION}[{index}]"
        if question.type not in SITUATION_TYPES:
            yield _fault(f"{path}.TYPE", "situation-not-a-choice", _("情形只能是选择题或者是否题"))
        if not question.required:
            yield _fault(
                f"{path}.REQUIRED",
                "situation-optional",
                _("情形题要必答：不答就不知道要哪些材料、收多少钱"),
            )
        if question.shown_if is not None:
            later = rule_variables(question.shown_if.logic) - before
            if later:
                yield _fault(
                    f"{path}.SHOW_IF",
                    "situation-order",
                    _("“%(label)s”取决于后面才问的内容，请调整次序") % {"label": question.label},
                )
        before.add(question.element)


def _unreachable(content: EditionContent, found: Matrix) -> Iterator[Fault]:
    for index, question in enumerate(content.situations):
        if not any(question.element in answers for answers in found.combinations):
            yield _fault(
                f"{SITUATION}[{index}].SHOW_IF",
                "unreachable-situation",
                _("“%(label)s”怎么答都问不到，请改显示条件") % {"label": question.label},
            )


def _without_effect(content: EditionContent) -> Iterator[Fault]:
    used: set[str] = set()
    for logic in _rules(content):
        used |= rule_variables(logic)
    for index, question in enumerate(content.situations):
        if question.element not in used and f"form.{question.element}" not in used:
            yield _fault(
                f"{SITUATION}[{index}]",
                "situation-without-effect",
                _("“%(label)s”怎么答都一样：没有材料、问题、收费或环节取决于它，不必问")
                % {"label": question.label},
            )


def _rules(content: EditionContent) -> Iterator[object]:
    for field in content.fields():
        if field.shown_if is not None:
            yield field.shown_if.logic
    for material in content.materials:
        if material.applies_if is not None:
            yield material.applies_if.logic
    for fee in content.fees:
        conditions = [each.applies_if for each in fee.tariff]
        conditions += [each.applies_if for each in fee.exemptions]
        yield from (each.logic for each in conditions if each is not None)
        yield from (row.formula for row in fee.tariff if row.formula is not None)
    for flow in content.process.flows:
        if flow.condition is not None:
            yield flow.condition


def _never_applying(content: EditionContent, found: Matrix) -> Iterator[Fault]:
    labels = {"material": _("材料"), "field": _("问题"), "fee": _("收费"), "exemption": _("减免")}
    for effect in found.effects:
        if set(effect.holds) == {False}:
            yield _fault(
                SITUATION,
                "never-applies",
                _("%(kind)s“%(name)s”在哪一种情形下都用不上，请改条件或者移除")
                % {"kind": labels[effect.kind], "name": effect.name},
            )


def _contradictory(content: EditionContent, found: Matrix) -> Iterator[Fault]:
    """One material twice in one situation: asked for under one name with two sets of rules."""
    by_name: defaultdict[str, list[tuple[bool | None, ...]]] = defaultdict(list)
    for effect in found.effects:
        if effect.kind == "material":
            by_name[effect.name].append(effect.holds)
    places = {material.name: index for index, material in enumerate(content.materials)}
    for name, rows in by_name.items():
        together = any(
            sum(holds is True for holds in column) > 1 for column in zip(*rows, strict=True)
        )
        if len(rows) > 1 and together:
            yield _fault(
                f"UP_TASK_GENERAL_MATERIAL[{places[name]}].REMARK",
                "contradictory-situation",
                _("同一种情形下“%(name)s”要了两遍，请让两处的条件错开") % {"name": name},
            )


def _fault(field: str, code: str, message: str) -> Fault:
    return Fault(field, code, message, SOURCE, Severity.REFUSAL)
