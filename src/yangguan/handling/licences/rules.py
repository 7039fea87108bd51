"""Pure rules of a licence: what it says, until when, and the bytes that are signed."""

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yangguan.foundation.documents.canonical import canonical_json
from yangguan.handling.licences.states import LicenceState

LONG_TERM = "长期"
_DASH = "—"
_YEARS = re.compile(r"(\d+)\s*年")
_MONTHS = re.compile(r"(\d+)\s*个月")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
# 居民身份证法 第五条 and its like: the term follows from the age of the holder.
_FROM_AGE = re.compile(r"(\d+)(?:[—－-]\d+)?周岁(?:以上)?(?:(\d+)年|长期)")
_BELOW_AGE = re.compile(r"未满(\d+)周岁(\d+)年")


@dataclass(frozen=True, slots=True)
class LicenceContent:
    """What a licence says; `fields` maps labels of the type to printed values, in its order."""

    identifier: str
    type_name: str
    number: str
    version: int
    holder_name: str
    holder_number: str
    issuer_name: str
    issuer_code: str
    issue_date: date
    valid_from: date
    valid_until: date | None
    fields: Mapping[str, str]
    term: str = ""  # in the place of a last day that there is not: 长期, or words


def canonical_statement(content: LicenceContent) -> bytes:
    """
    The bytes that the SM2 signature covers: metadata by their standard names and the fields.

    Names by GB/T 36903 / 36905 (ZZMC 证照名称, ZZBH 编号, ZZBS 标识, CZZT 持证主体 …).
    """
    return canonical_json(
        {
            "ZZMC": content.type_name,
            "ZZBH": content.number,
            "ZZBS": content.identifier,
            "ZZBFJG": content.issuer_name,
            "ZZBFJGDM": content.issuer_code,
            "ZZBFRQ": content.issue_date.isoformat(),
            "CZZT": content.holder_name,
            "CZZTDM": content.holder_number,
            "ZZYXQQSRQ": content.valid_from.isoformat(),
            "ZZYXQJZRQ": content.valid_until.isoformat() if content.valid_until else content.term,
            "KZ": dict(content.fields),
        }
    )


@dataclass(frozen=True, slots=True)
class Term:
    """How long a licence holds: to a last day, or `words` (`长期`, `单次活动`) without one."""

    until: date | None
    words: str = ""


def term(*, start: date, months: int | None, words: str, born: date | None = None) -> Term:
    """
    The term by the type's months or by the result's words: `5年`, `6个月`, `长期`, a list by age
    (`16—25周岁10年；26—45周岁20年；46周岁以上长期；未满16周岁5年`, which needs `born`).

    Words that name no span are the term themselves; it has no last day then.
    """
    until = valid_until(start=start, months=months, words=words)
    if until is not None:
        return Term(until)
    if "周岁" in words and born is not None:
        return _term_by_age(words, start=start, born=born)
    return Term(None, LONG_TERM if words.startswith(LONG_TERM) else words)


def _term_by_age(words: str, *, start: date, born: date) -> Term:
    age = start.year - born.year - ((start.month, start.day) < (born.month, born.day))
    reached = [match for match in _FROM_AGE.finditer(words) if age >= int(match[1])]
    # “未满16周岁5年” also reads as a rule from 16 on: whoever is below it has that one.
    below = next((each for each in _BELOW_AGE.finditer(words) if age < int(each[1])), None)
    if below is not None:
        years: str | None = below[2]
    elif reached:
        years = max(reached, key=lambda match: (int(match[1]), -match.start()))[2]
    else:
        return Term(None, words)
    if years is None:
        return Term(None, LONG_TERM)
    return Term(valid_until(start=start, months=int(years) * 12, words=""))


def valid_until(*, start: date, months: int | None, words: str) -> date | None:
    """
    The last day of validity, by the type's months or the words (`5年`); None: no last day.

    A year ends on the day before its anniversary (民法典 第二百零二条 for months without that day).
    """
    span = months
    if span is None and (years := _YEARS.fullmatch(words.strip())):
        span = int(years.group(1)) * 12
    if span is None and (month := _MONTHS.fullmatch(words.strip())):
        span = int(month.group(1))
    if not span:
        return None
    total = start.month - 1 + span
    year, month_number = start.year + total // 12, total % 12 + 1
    last_day = calendar.monthrange(year, month_number)[1]
    return date(year, month_number, min(start.day, last_day)) - timedelta(days=1)


def term_words(stated_end: str) -> str:
    """What `ZZYXQJZRQ` says of a licence without a last day; empty in the oldest: 长期."""
    return stated_end or LONG_TERM


def face_rows(
    stated: Mapping[str, str], fields: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[str, str, str, str]]:
    """
    Element, label, type (text, table …) and value of what a statement's `KZ` says, in the order of
    the licence type; canonical JSON has it in the order of names. A dash stands only where the type
    wants a value; labels that the type no longer has come last, without element.
    """
    fields = list(fields)
    for field in fields:
        value = stated.get(field["NAME"], _DASH)
        if field["NAME"] in stated and (value != _DASH or field.get("REQUIRED", True)):
            kind = str(field.get("TYPE") or "text")
            yield field["ELEMENT"], field["NAME"], kind, value
    labels = {field["NAME"] for field in fields}
    for label, value in stated.items():
        if label not in labels:
            yield "", label, "text", value


def effective_state(state: LicenceState, *, until: date | None, on: date) -> LicenceState:
    """The state on a day: a licence past its last day has lapsed, whatever the row says."""
    if state is LicenceState.VALID and until is not None and on > until:
        return LicenceState.LAPSED
    return state


# Numbers of these elements are asked for in this unit, whatever the licence calls them.
_UNITS = {"registered_capital": "万元"}


def printed(value: Any, *, element: str = "") -> str:
    """A value as a licence prints it; what must be said and is not known is a dash."""
    match value:
        case None | "" | []:
            return _DASH
        case bool():
            return "是" if value else "否"
        case [[*_], *_]:
            return "；".join("，".join(str(cell) for cell in row if cell) for row in value)
        case list():
            return "、".join(str(each) for each in value)
        case _:
            text = str(value)
            return text + _UNITS.get(element, "") if _NUMBER.fullmatch(text) else text
