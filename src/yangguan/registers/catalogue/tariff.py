"""
What an applicant has to pay: the tariff of an edition for the answers given. Pure; money in fen.

Source: 行政许可法 第五十八条、第五十九条 (fees only by law, at the published items and standards);
优化营商环境条例 第四十七条.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from yangguan.registers.catalogue.content import Exemption, Fee, TariffRow
from yangguan.registers.catalogue.logic import applies, value_of

LARGEST_FEN = 10**13


@dataclass(frozen=True, slots=True)
class Due:
    """
    What one charge comes to.

    `fen` None: no row of the tariff fits, or its formula gives no amount; an officer sets it.
    """

    fee: Fee
    row: TariffRow | None
    exemption: Exemption | None
    fen: int | None


def due(fee: Fee, answers: Mapping[str, Any]) -> Due:
    """
    One charge: the first row whose condition holds, less the largest exemption that applies.

    A let-off leaves no parts of a fen: halves are rounded up, as in trade.
    """
    row = next((each for each in fee.tariff if applies(each.applies_if, answers)), None)
    if row is None:
        return Due(fee, None, None, None)
    amount = _amount(row, answers)
    granted = [each for each in fee.exemptions if applies(each.applies_if, answers)]
    exemption = max(granted, key=lambda each: each.percent, default=None)
    if amount is None or exemption is None:
        return Due(fee, row, None, amount)
    left = Decimal(amount) * (100 - exemption.percent) / 100
    return Due(fee, row, exemption, _whole(left))


def _amount(row: TariffRow, answers: Mapping[str, Any]) -> int | None:
    if row.formula is None:
        return row.amount_fen
    value = value_of(row.formula, answers)
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    if not amount.is_finite() or not 0 <= amount <= LARGEST_FEN:
        return None
    return _whole(amount)


def _whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
