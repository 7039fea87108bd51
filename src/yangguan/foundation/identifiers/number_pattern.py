"""
The pattern of a kind of numbers, e.g. of one type of licence, and the numbers it makes.

A pattern is literal text with parts in braces:

- `{year}` `{year:2}` the calendar year, 4 or 2 digits; `{month}` `{day}` `MM` and `YYYYMMDD`
- `{serial:6}` the serial number with leading zeros; `{serial}` without
- `{region}` the division of the issuing organ, 6 digits; `{organ}` its short name
- `{holder}` the holder's own number; `{answer:element}` a value of the application, of which
  `{answer:element:7-9}` takes the places 7 to 9; `{answer:element|000}` says what stands for an
  answer that is missing or too short
- `{class:element|choice=1|choice=2|*=9}` the code of a choice; `*` is any other
- `{check:name}` a check character over what stands before it: `mod-11-10`, `mod-37-36`
  (GB/T 17710), `organisation` (GB 11714, the last 8 characters), `credit` (GB 32100)

So a unified social credit code is
`{class:org_kind|个体工商户=92|*=91}{region}XN{serial:6}{check:organisation}{check:credit}`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.checks import (
    DIGITS_AND_LETTERS,
    is_digits,
    mod_11_10,
    mod_37_36,
)
from yangguan.foundation.identifiers.credit_code import (
    credit_check_character,
    organisation_check_character,
)
from yangguan.foundation.identifiers.errors import InvalidNumberPattern, NumberNotComposable

# No number is longer than the column that keeps it.
LONGEST_NUMBER = 100
_WIDEST_SERIAL = 12
_TOKEN = re.compile(r"\{([^{}]*)\}|([^{}]+)|([{}])")
_ELEMENT = re.compile(r"[a-z][a-z0-9_]*")
_PLACES = re.compile(r"([1-9][0-9]?)-([1-9][0-9]?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSource:
    """What a number is made from; `serial` is 1 or more, `values` maps data elements."""

    day: date
    serial: int = 0
    region: str = ""
    organ: str = ""
    holder: str = ""
    values: Mapping[str, Any]


# A part sees the source and what stands before it, and gives its own text.
_Part = Callable[[NumberSource, str], str]


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """A pattern that was understood: `parse_number_pattern` makes it."""

    text: str
    parts: tuple[_Part, ...]
    has_serial: bool
    has_day: bool
    has_year: bool

    def series(self, day: date) -> str:
        """
        In which the serials count: `20261125` where the number names the day, `2026` where it
        names the year, otherwise one series for ever (empty).
        """
        if self.has_day:
            return f"{day:%Y%m%d}"
        return f"{day.year:04}" if self.has_year else ""

    def compose(self, source: NumberSource) -> str:
        """The number. Raises `NumberNotComposable` when a value is missing or has no code."""
        number = ""
        for part in self.parts:
            number += part(source, number)
        if not 0 < len(number) <= LONGEST_NUMBER:
            raise NumberNotComposable(
                "number.length", _("编号应当有 1 至 %(most)d 个字") % {"most": LONGEST_NUMBER}
            )
        return number


@lru_cache(maxsize=512)
def parse_number_pattern(text: str) -> NumberPattern:
    """
    Read a pattern. Raises `InvalidNumberPattern` with code `number_pattern.empty`, `.braces`,
    `.part`, `.twice` (more than one serial) or `.check` (an unknown algorithm, or one that can't
    follow what stands before it).
    """
    parts: list[_Part] = []
    names: list[str] = []
    for match in _TOKEN.finditer(text):
        inside, literal, brace = match.groups()
        if brace is not None:
            raise InvalidNumberPattern("number_pattern.braces", _("花括号没有成对，请核对编号格式"))
        if literal is not None:
            parts.append(_literal(literal))
            continue
        name, _colon, argument = inside.partition(":")
        names.append(name)
        parts.append(_part(name, argument, inside))
    if not parts:
        raise InvalidNumberPattern("number_pattern.empty", _("编号格式是空的"))
    if names.count("serial") > 1:
        raise InvalidNumberPattern("number_pattern.twice", _("顺序号只能有一个"))
    pattern = NumberPattern(
        text=text,
        parts=tuple(parts),
        has_serial="serial" in names,
        has_day="day" in names,
        has_year="year" in names or "day" in names,
    )
    _try_checks(pattern, names)
    return pattern


def _try_checks(pattern: NumberPattern, names: list[str]) -> None:
    """A check that can't be made over what stands before it would fail at every issue."""
    if "check" not in names or names.count("answer") + names.count("holder") > 0:
        return
    try:
        pattern.compose(
            NumberSource(day=date(2026, 1, 1), serial=1, region="620982", values=_AnyChoice())
        )
    except NumberNotComposable as error:
        if error.code == "number.check":
            raise InvalidNumberPattern("number_pattern.check", error.message) from error


class _AnyChoice(dict[str, Any]):
    """Answers of which every class knows one: stands in for a form while a pattern is tried."""

    def get(self, key: str, default: Any = None) -> Any:
        return self


def _part(name: str, argument: str, inside: str) -> _Part:
    simple = _SIMPLE.get((name, argument))
    if simple is not None:
        return simple
    made: _Part | None = None
    match name:
        case "serial":
            made = _serial(argument)
        case "answer":
            made = _answer(argument)
        case "class":
            made = _class(argument)
        case "check":
            made = _check(argument)
    if made is None:
        raise InvalidNumberPattern(
            "number_pattern.part", _("不认识“%(part)s”，请核对编号格式") % {"part": inside}
        )
    return made


_SIMPLE: dict[tuple[str, str], _Part] = {
    ("year", ""): lambda source, _before: f"{source.day.year:04}",
    ("year", "4"): lambda source, _before: f"{source.day.year:04}",
    ("year", "2"): lambda source, _before: f"{source.day.year % 100:02}",
    ("month", ""): lambda source, _before: f"{source.day.month:02}",
    ("day", ""): lambda source, _before: f"{source.day:%Y%m%d}",
    ("region", ""): lambda source, _before: source.region,
    ("organ", ""): lambda source, _before: source.organ,
    ("holder", ""): lambda source, _before: _given("holder", source.holder),
    ("serial", ""): lambda source, _before: str(source.serial),
}


def _literal(text: str) -> _Part:
    return lambda _source, _before: text


def _serial(argument: str) -> _Part | None:
    if not is_digits(argument) or not 1 <= int(argument) <= _WIDEST_SERIAL:
        return None
    width = int(argument)

    def serial(source: NumberSource, _before: str) -> str:
        if source.serial >= 10**width:
            raise NumberNotComposable(
                "number.exhausted", _("%(width)d 位顺序号已经用完") % {"width": width}
            )
        return f"{source.serial:0{width}}"

    return serial


def _answer(argument: str) -> _Part | None:
    asked, _bar, otherwise = argument.partition("|")
    element, _colon, places = asked.partition(":")
    span = _PLACES.fullmatch(places)
    if not _ELEMENT.fullmatch(element) or (places and span is None):
        return None
    first, last = (int(span[1]), int(span[2])) if span else (1, LONGEST_NUMBER)
    if first > last:
        return None

    def answer(source: NumberSource, _before: str) -> str:
        value = source.values.get(element)
        if isinstance(value, str) and len(value) >= (last if span else 1):
            return value[first - 1 : last]
        return _given(element, otherwise)

    return answer


def _class(argument: str) -> _Part | None:
    element, *choices = argument.split("|")
    codes = dict(choice.rpartition("=")[::2] for choice in choices if "=" in choice)
    is_whole = len(codes) == len(choices) > 0 and all(key and codes[key] for key in codes)
    if not _ELEMENT.fullmatch(element) or not is_whole:
        return None

    def code(source: NumberSource, _before: str) -> str:
        value = source.values.get(element)
        if isinstance(value, _AnyChoice):
            return next(iter(codes.values()))
        # Of several choices the first counts: a number has room for one.
        chosen = value[0] if isinstance(value, list) and value else value
        found = codes.get(str(chosen), codes.get("*"))
        if found is None:
            raise NumberNotComposable(
                "number.value", _("“%(element)s”的值没有对应的编号代码") % {"element": element}
            )
        return found

    return code


def _check(algorithm: str) -> _Part | None:
    if algorithm not in _CHECKS:
        raise InvalidNumberPattern(
            "number_pattern.check", _("没有校验算法“%(name)s”") % {"name": algorithm}
        )
    make = _CHECKS[algorithm]

    def check(_source: NumberSource, before: str) -> str:
        try:
            return make(before)
        except (KeyError, ValueError) as error:
            raise NumberNotComposable(
                "number.check",
                _("校验算法“%(name)s”不适用于它前面的字符") % {"name": algorithm},
            ) from error

    return check


def _alphanumeric(before: str) -> str:
    """Digits and capitals of a number: punctuation and Chinese words carry no weight."""
    return "".join(each for each in before if each in DIGITS_AND_LETTERS)


def _digits(before: str) -> str:
    found = "".join(each for each in before if is_digits(each))
    if not found:
        raise ValueError("no digits")
    return found


_CHECKS: dict[str, Callable[[str], str]] = {
    "mod-11-10": lambda before: mod_11_10(_digits(before)),
    "mod-37-36": lambda before: mod_37_36(_alphanumeric(before)),
    "organisation": lambda before: organisation_check_character(before[-8:]),
    "credit": lambda before: credit_check_character(before),
}


def _given(element: str, value: str) -> str:
    if not value:
        raise NumberNotComposable(
            "number.value", _("没有“%(element)s”，编不出号") % {"element": element}
        )
    return value
