"""Numbers, whole numbers, money, percentages."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.answers.reading import plain
from yangguan.registers.catalogue.content import FormField

LARGEST_NUMBER = 10**12
# No exponents: 1e999999999 is short to write and long to hold.
_WRITTEN = re.compile(r"[+-]?([0-9]{1,40}(\.[0-9]{0,40})?|\.[0-9]{1,40})")


def read_number(raw: object) -> object | None:
    """A number where it reads as one, otherwise what was typed."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return raw if abs(raw) < 10**15 else str(raw)
    words = plain(raw)
    if words is None:
        return None
    bare = words.replace(",", "").replace(" ", "")
    if not _WRITTEN.fullmatch(bare):
        return words
    number = Decimal(bare)
    return int(number) if number == number.to_integral_value() else float(number)


def read_money(raw: object) -> object | None:
    """Yuan as text, without the commas and the sign that people write."""
    if isinstance(raw, bool):
        return str(raw)
    words = plain(raw)
    if words is None:
        return None
    bare = words.replace(",", "").replace(" ", "").removeprefix("¥").removesuffix("元")
    return bare if _WRITTEN.fullmatch(bare) else words


def number_fault(field: FormField, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _("请填数字，例如 120。")
    if not abs(value) < LARGEST_NUMBER:
        return _("数字太大了，请核对。")
    if field.type == "integer" and value != int(value):
        return _("请填整数，例如 3。")
    if field.decimals is not None and _decimals(value) > field.decimals:
        return _("最多 %(count)d 位小数。") % {"count": field.decimals}
    low, high = field.minimum, field.maximum
    if field.type == "percent":
        low, high = 0 if low is None else low, 100 if high is None else high
    return bounds_fault(value, low, high, unit=field.unit)


def money_fault(field: FormField, value: object) -> str:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return _("请填金额，例如 1200.50。")
    fits = amount.is_finite() and 0 <= amount < LARGEST_NUMBER and amount == round(amount, 2)
    if not fits or isinstance(value, bool):
        return _("请填金额，最多两位小数，例如 1200.50。")
    return bounds_fault(amount, field.minimum, field.maximum, unit=field.unit)


def bounds_fault(value: object, low: object, high: object, *, unit: str) -> str:
    """Whether a number lies between two bounds; a bound that is no number bounds nothing."""
    number, least, most = _decimal(value), _decimal(low), _decimal(high)
    if number is None:
        return ""
    if least is not None and number < least:
        return _("不能小于 %(least)s。") % {"least": f"{low}{unit}"}
    if most is not None and number > most:
        return _("不能大于 %(most)s。") % {"most": f"{high}{unit}"}
    return ""


def _decimals(value: float) -> int:
    return max(-int(Decimal(repr(value)).normalize().as_tuple().exponent), 0)


def _decimal(value: object) -> Decimal | None:
    if value is None:
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
