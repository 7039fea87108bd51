"""Dates, months, years, times: text of ISO 8601, which sorts as it should."""

import re
from collections.abc import Callable
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.answers.reading import plain
from yangguan.registers.catalogue.content import FieldType, FormField

EARLIEST_YEAR, LATEST_YEAR = 1880, 2200
_YMD = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_YM = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})月?")
_YEAR = re.compile(r"([0-9]{4})年?")
_TIME = re.compile(r"([0-9]{1,2})[:时]([0-9]{2})(?::[0-9]{2})?分?")
_STAMP = re.compile(r"(.+?)[T ]+(.+)")


def _date(words: str) -> str:
    return _YMD.sub(lambda m: f"{m[1]}-{m[2]:0>2}-{m[3]:0>2}", words)


def _month(words: str) -> str:
    return _YM.sub(lambda m: f"{m[1]}-{m[2]:0>2}", words)


def _time(words: str) -> str:
    return _TIME.sub(lambda m: f"{m[1]:0>2}:{m[2]}", words)


def _stamp(words: str) -> str:
    match = _STAMP.fullmatch(words)
    return f"{_date(match[1])}T{_time(match[2])}" if match else words


# How each is written by people → how it is stored, where it reads as one at all.
_WRITTEN: dict[FieldType, tuple[re.Pattern[str], Callable[[str], str]]] = {
    "date": (_YMD, _date),
    "month": (_YM, _month),
    "year": (_YEAR, lambda words: words[:4]),
    "time": (_TIME, _time),
    "datetime": (_STAMP, _stamp),
}
_STORED: dict[FieldType, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
    "month": (re.compile(r"[0-9]{4}-[0-9]{2}"), lambda it: date.fromisoformat(f"{it}-01")),
    "year": (re.compile(r"[0-9]{4}"), lambda it: date(int(it), 1, 1)),
    "time": (re.compile(r"[0-9]{2}:[0-9]{2}"), time.fromisoformat),
    "datetime": (
        re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"),
        datetime.fromisoformat,
    ),
}


def read_date(kind: FieldType, raw: object) -> str | None:
    """In the stored way where it reads as one: 2026/7/1 and 2026年7月1日 become 2026-07-01."""
    words = plain(raw)
    if words is None:
        return None
    pattern, store = _WRITTEN[kind]
    return store(words) if pattern.fullmatch(words) else words


def date_fault(field: FormField, value: object) -> str:
    pattern, parse = _STORED[field.type]
    words = str(value)
    try:
        found = parse(words) if pattern.fullmatch(words) else None
    except ValueError:
        found = None
    if found is None:
        return _like(field.type)
    if isinstance(found, date) and not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        return _("年份不对，请核对。")
    low, high = field.minimum, field.maximum
    if low is not None and words < str(low):
        return _("不能早于 %(least)s。") % {"least": low}
    if high is not None and words[: len(str(high))] > str(high):
        return _("不能晚于 %(most)s。") % {"most": high}
    return ""


def _like(kind: FieldType) -> str:
    match kind:
        case "month":
            return _("请填年月，例如 2026-07。")
        case "year":
            return _("请填四位年份，例如 2026。")
        case "time":
            return _("请填时间，例如 09:30。")
        case "datetime":
            return _("请填日期和时间，例如 2026-07-01 09:30。")
        case _:
            return _("请填日期，例如 2026-07-01。")
