"""
What the operators of a rule mean, on the server exactly as in the browser (`web/logic.js`).

The libraries on both sides walk a JSONLogic rule; they differ in what a comparison of a text with
a number gives, in how they add and in what is missing. So both get these operations, and the file
`logic_vectors.json` holds both to it:

- A number is a number or a text that reads as one (`"1200.50"`, money); true and false are none.
- `==` compares a text with a text letter by letter, a number with anything that reads as one by
  its value, lists item by item. Nothing but null equals null.
- `<` and the like compare numbers by value and other texts letter by letter, so that dates of
  ISO 8601 come in their order. What cannot be compared is neither less nor greater.
- Arithmetic with something that is not there gives null: a sum is unknown until all of it is
  known. Results are kept to 15 digits, so that 0.1 + 0.2 is 0.3. Division by nothing gives null.
- `in` finds an item of a list or a part of a text. `var` goes into parts by a point: `period.from`.
- Beyond JSONLogic: `round` (half away from nought), `sum` and `count` of a list (empty entries are
  left out), `days` and whole `years` from one date to another.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import pairwise
from operator import truediv
from typing import Any

from json_logic.builtins import to_bool

MOST_DECIMALS = 6
_NUMBER = re.compile(r"[ \t\r\n]*-?[0-9]{1,30}(\.[0-9]{1,30})?[ \t\r\n]*")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(T[0-9:]*)?")
_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)

Number = int | float


def number(value: object) -> float | None:
    """The value as a number, or None where it does not read as one."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        try:
            found = float(value)
        except OverflowError:
            return None
    elif isinstance(value, str) and _NUMBER.fullmatch(value):
        found = float(value)
    else:
        return None
    return found if math.isfinite(found) else None


def equal(first: object, second: object) -> bool:
    """What `==` says."""
    if isinstance(first, bool) or isinstance(second, bool) or first is None or second is None:
        return first is second
    if isinstance(first, str) and isinstance(second, str):
        return first == second
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(equal, first, second))
    one, other = number(first), number(second)
    return one is not None and one == other


def _tidy(value: float) -> Number | None:
    """To 15 digits; a whole number as such; None for what is no number."""
    if not math.isfinite(value):
        return None
    kept = float(_FIFTEEN_DIGITS.create_decimal(Decimal(value)))
    return int(kept) if kept.is_integer() else kept


def _reckoned(work: Callable[..., float], *parts: object) -> Number | None:
    """`work` done with the parts as numbers; None if one is none or nothing comes of it."""
    numbers = [number(part) for part in parts]
    if not numbers or any(part is None for part in numbers):
        return None
    try:
        return _tidy(work(*numbers))
    except (ArithmeticError, ValueError):
        return None


def _var(data: object = None, path: object = None, missing: object = None, *_: object) -> object:
    if path is None or path == "":
        return data
    found: object = data
    for name in _text(path).split("."):
        if isinstance(found, Mapping):
            found = found.get(name)
        elif isinstance(found, list) and name.isascii() and name.isdigit() and len(name) < 10:
            found = found[int(name)] if int(name) < len(found) else None
        else:
            found = None
    return missing if found is None else found


def _less(first: object, second: object, *, or_equal: bool) -> bool:
    one, other = number(first), number(second)
    if one is not None and other is not None:
        return one <= other if or_equal else one < other
    if isinstance(first, str) and isinstance(second, str):
        # As the browser orders them: by units of UTF-16.
        low = first.encode("utf-16-be", "surrogatepass")
        high = second.encode("utf-16-be", "surrogatepass")
        return low <= high if or_equal else low < high
    return False


def _ascending(*parts: object, or_equal: bool) -> bool:
    return len(parts) > 1 and all(
        _less(one, other, or_equal=or_equal) for one, other in pairwise(parts)
    )


def _is_in(needle: object, stack: object) -> bool:
    if isinstance(stack, list):
        return any(equal(needle, each) for each in stack)
    return isinstance(stack, str) and isinstance(needle, str) and needle in stack


def _text(value: object) -> str:
    """As the browser writes it: null as nothing, a list with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(_text(each) for each in value)
    if isinstance(value, Mapping):
        return ""
    known = number(value)
    if isinstance(value, str) or known is None:
        return str(value)
    return _plain(known)


def _plain(value: float) -> str:
    if value == 0:
        return "0"
    if 1e-6 <= abs(value) < 1e21:
        text = format(Decimal(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa, _, exponent = repr(value).partition("e")
    return f"{mantissa.removesuffix('.0')}e{int(exponent):+d}"


def _part(value: object, start: object = 0, length: object = None) -> str:
    """Some letters of a text; a negative start or length counts from the end."""
    letters = _text(value)
    begin = int(number(start) or 0)
    begin = max(len(letters) + begin, 0) if begin < 0 else begin
    if length is None:
        return letters[begin:]
    wanted = int(number(length) or 0)
    end = len(letters) + wanted if wanted < 0 else begin + wanted
    return letters[begin : max(end, begin)]


def rounded(value: object, digits: object = 0) -> Number | None:
    """To so many decimals, half away from nought: 1.005 becomes 1.01, as people reckon."""
    known, places = number(value), number(digits)
    if known is None or places is None or not 0 <= places <= MOST_DECIMALS:
        return None
    exact = Decimal(repr(known))
    if int(places) >= -int(exact.as_tuple().exponent):
        return _tidy(known)
    return _tidy(float(exact.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)))


def _outermost(choose: Callable[..., float], *parts: object) -> Number | None:
    """The least or the greatest: of a list what is filled in, of single parts all or nothing."""
    held = _entries(parts) if len(parts) == 1 else list(parts)
    return _reckoned(lambda *numbers: choose(numbers), *held)


def _entries(parts: tuple[object, ...]) -> list[object]:
    """What a list holds, without what was left empty."""
    held = parts[0] if len(parts) == 1 and isinstance(parts[0], list) else parts
    return [each for each in held if each is not None and each != ""]


def _sum(*parts: object) -> Number | None:
    held = _entries(parts)
    return _reckoned(_added, *held) if held else 0


def _added(*parts: float) -> float:
    total = 0.0
    for part in parts:
        total += part
    return total


def _multiplied(*parts: float) -> float:
    product = 1.0
    for part in parts:
        product *= part
    return product


def _day(value: object) -> date | None:
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None or match[1] < "1000":
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _days(first: object, last: object) -> int | None:
    start, end = _day(first), _day(last)
    return (end - start).days if start and end else None


def _years(first: object, last: object) -> int | None:
    """Whole years: an age. Negative where the dates are in the wrong order."""
    start, end = _day(first), _day(last)
    if start is None or end is None:
        return None
    if end < start:
        return -(_years(last, first) or 0)
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _blind(work: Callable[..., object]) -> Callable[..., Any]:
    """An operation that looks at its arguments only; the library gives it the answers first."""
    return lambda _data=None, *parts: work(*parts)


def _minus(first: object, *rest: object) -> Number | None:
    return _reckoned(lambda *n: n[0] - n[1] if len(n) > 1 else -n[0], first, *rest[:1])


def _count(*parts: object) -> int:
    return len(_entries(parts))


# Name → operation. `if`, `and`, `or`, `map`, `filter`, `reduce`, `all`, `some` and `none` are the
# library's own on both sides.
OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "var": _var,
    "==": _blind(equal),
    "!=": _blind(lambda first, second: not equal(first, second)),
    "<": _blind(lambda *parts: _ascending(*parts, or_equal=False)),
    "<=": _blind(lambda *parts: _ascending(*parts, or_equal=True)),
    ">": _blind(lambda *parts: _ascending(*reversed(parts), or_equal=False)),
    ">=": _blind(lambda *parts: _ascending(*reversed(parts), or_equal=True)),
    "!": _blind(lambda value=None: not to_bool(value)),
    "!!": _blind(lambda value=None: to_bool(value)),
    "in": _blind(_is_in),
    "+": _blind(lambda *parts: _reckoned(_added, *parts)),
    "-": _blind(_minus),
    "*": _blind(lambda *parts: _reckoned(_multiplied, *parts)),
    "/": _blind(lambda first, second: _reckoned(truediv, first, second)),
    "%": _blind(lambda first, second: _reckoned(math.fmod, first, second)),
    "min": _blind(lambda *parts: _outermost(min, *parts)),
    "max": _blind(lambda *parts: _outermost(max, *parts)),
    "cat": _blind(lambda *parts: "".join(map(_text, parts))),
    "substr": _blind(_part),
    "round": _blind(rounded),
    "sum": _blind(_sum),
    "count": _blind(_count),
    "days": _blind(_days),
    "years": _blind(_years),
}
