"""What it costs, as far as the reader's situation tells: one amount, or what it hangs on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yangguan.foundation.web import formatting
from yangguan.registers.catalogue.content import EditionContent, Fee, TariffRow
from yangguan.registers.catalogue.rule_variables import rule_variables, settled
from yangguan.registers.catalogue.tariff import due


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One charge: its amount, or the rows that are still possible (words, amount)."""

    name: str
    amount: str  # empty: not told yet
    why: str  # the row and the exemption that make the amount
    rows: tuple[tuple[str, str], ...]
    fen: int | None = None  # the amount; None: not told yet, or set by the counter


def fee_lines(content: EditionContent, answers: Mapping[str, Any]) -> list[FeeLine]:
    """Every charge with a tariff, for what is known of the case so far. Pure."""
    return [_line(fee, answers) for fee in content.fees if fee.tariff]


def fee_variables(content: EditionContent) -> set[str]:
    """The questions that decide about an amount."""
    wanted: set[str] = set()
    for fee in content.fees:
        for row in fee.tariff:
            if row.applies_if is not None:
                wanted |= rule_variables(row.applies_if.logic)
        for each in fee.exemptions:
            if each.applies_if is not None:
                wanted |= rule_variables(each.applies_if.logic)
    return wanted


def _line(fee: Fee, answers: Mapping[str, Any]) -> FeeLine:
    possible: list[TariffRow] = []
    for row in fee.tariff:
        holds = settled(row.applies_if, answers)
        if holds is not False:
            possible.append(row)
        if holds:
            break
    is_told = (
        len(possible) == 1
        and settled(possible[0].applies_if, answers) is True
        and all(settled(each.applies_if, answers) is not None for each in fee.exemptions)
        and (possible[0].formula is None or rule_variables(possible[0].formula) <= set(answers))
    )
    if not is_told:
        return FeeLine(fee.name, "", "", tuple((row.words, _amount(row)) for row in possible))
    found = due(fee, answers)
    if found.fen is None:
        return FeeLine(fee.name, _("由窗口核定"), "", ())
    words = [found.row.words] if found.row else []
    if found.exemption is not None:
        words.append(
            _("%(name)s减免 %(percent)d%%")
            % {"name": found.exemption.name, "percent": found.exemption.percent}
        )
    return FeeLine(fee.name, formatting.yuan(found.fen), "，".join(words), (), found.fen)


def _amount(row: TariffRow) -> str:
    return _("按填写的内容算") if row.amount_fen is None else formatting.yuan(row.amount_fen)
