"""A tariff that can be relied on: every case has an amount, every example comes out right."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yangguan.foundation.web.formatting import yuan
from yangguan.registers.catalogue.content import EditionContent, Fee
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.catalogue.logic import logic_faults
from yangguan.registers.catalogue.rule_variables import rule_variables
from yangguan.registers.catalogue.situations import combinations
from yangguan.registers.catalogue.tariff import due

FEE = "UP_TASK_GENERAL_FEE_PROJECT"
SOURCE = "《行政许可法》第五十九条"


def fee_faults(content: EditionContent) -> Iterator[Fault]:
    """
    Every fault of the tariffs, with the place of the charge.

    One with a rule that cannot be read is not worked out: its other faults come after that.
    """
    known = {field.element for field in content.fields()}
    for index, fee in enumerate(content.fees):
        path = f"{FEE}[{index}]"
        unreadable = list(_unreadable_rules(fee, path))
        if unreadable:
            yield from unreadable
            continue
        yield from _row_faults(fee, path, known)
        yield from _exemption_faults(fee, path, known)
        yield from _example_faults(fee, path)
        yield from _gap_faults(content, fee, path)


def _unreadable_rules(fee: Fee, path: str) -> Iterator[Fault]:
    for number, row in enumerate(fee.tariff):
        rules = [row.formula, row.applies_if.logic if row.applies_if is not None else None]
        for message in (each for rule in rules for each in logic_faults(rule)):
            yield _fault(f"{path}.TARIFF[{number}]", "unreadable-rule", message)
    for number, exemption in enumerate(fee.exemptions):
        if exemption.applies_if is not None:
            for message in logic_faults(exemption.applies_if.logic):
                yield _fault(f"{path}.EXEMPTION[{number}]", "unreadable-rule", message)


def _row_faults(fee: Fee, path: str, known: set[str]) -> Iterator[Fault]:
    for number, row in enumerate(fee.tariff):
        place = f"{path}.TARIFF[{number}]"
        if (row.amount_fen is None) == (row.formula is None):
            yield _fault(place, "amount-or-formula", _("每一行写金额或者算式，两样写一样"))
        if row.amount_fen is not None and row.amount_fen < 0:
            yield _fault(place, "negative-amount", _("金额不能是负数"))
        reads = rule_variables(row.formula) if row.formula is not None else set()
        if row.applies_if is not None:
            reads |= rule_variables(row.applies_if.logic)
        yield from _unknown(place, reads - known)
        if row.applies_if is None and number + 1 < len(fee.tariff):
            yield _fault(
                f"{path}.TARIFF[{number + 1}]",
                "row-never-reached",
                _("上一行没有条件，总是先用上一行，这一行永远用不上"),
            )


def _exemption_faults(fee: Fee, path: str, known: set[str]) -> Iterator[Fault]:
    for number, each in enumerate(fee.exemptions):
        place = f"{path}.EXEMPTION[{number}]"
        if not 0 < each.percent <= 100:
            yield _fault(place, "exemption-percent", _("减免比例应当在 1 到 100 之间"))
        if not each.basis:
            yield _fault(place, "exemption-without-basis", _("减免要写明依据"))
        if each.applies_if is not None:
            yield from _unknown(place, rule_variables(each.applies_if.logic) - known)


def _example_faults(fee: Fee, path: str) -> Iterator[Fault]:
    if fee.tariff and not fee.examples:
        # A formula nobody has worked out once may give no amount at all.
        is_worked_out = any(row.formula is not None for row in fee.tariff)
        yield _fault(
            path,
            "tariff-without-example",
            _("收费算法旁边至少写一个算例，说明填什么、应收多少"),
            Severity.REFUSAL if is_worked_out else Severity.WARNING,
        )
    for number, example in enumerate(fee.examples):
        found = due(fee, example.answers).fen
        if found != example.due_fen:
            yield _fault(
                f"{path}.FEE_EXAMPLE[{number}]",
                "example-disagrees",
                _("算例应收 %(wanted)s，算出来是 %(found)s")
                % {
                    "wanted": yuan(example.due_fen),
                    "found": yuan(found) if found is not None else _("没有金额"),
                },
            )


def _gap_faults(content: EditionContent, fee: Fee, path: str) -> Iterator[Fault]:
    """A tariff that hangs on situations alone has an amount in each of them."""
    asked = {question.element for question in content.situations}
    reads: set[str] = set()
    for row in fee.tariff:
        if row.applies_if is None:
            return
        reads |= rule_variables(row.applies_if.logic)
    if not fee.tariff or not reads <= asked:
        return
    cases, _is_cut = combinations(content)
    if any(due(fee, dict.fromkeys(asked) | dict(answers)).row is None for answers in cases):
        yield _fault(
            f"{path}.TARIFF",
            "tariff-has-gap",
            _("有的情形下没有一行适用，请补一行（不收费也写 0 元）"),
        )


def _unknown(place: str, names: set[str]) -> Iterator[Fault]:
    if names:
        yield _fault(
            place,
            "unknown-element",
            _("用到的数据元不在情形和表单里：%(names)s") % {"names": "、".join(sorted(names))},
        )


def _fault(field: str, code: str, message: str, severity: Severity = Severity.REFUSAL) -> Fault:
    return Fault(field, code, message, SOURCE, severity)
