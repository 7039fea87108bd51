"""Pure rules of a licence: what it says, until when, and the bytes that are signed."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yangguan.foundation.documents.canonical import canonical_json
from yangguan.handling.licences.states import LicenceState

_YEARS = re.compile(r"(\d+)\s*年")
_MONTHS = re.compile(r"(\d+)\s*个月")


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
            "ZZYXQJZRQ": content.valid_until.isoformat() if content.valid_until else "",
            "KZ": dict(content.fields),
        }
    )


def valid_until(*, start: date, months: int | None, words: str) -> date | None:
    """
    The last day of validity, by the type's months or the result's words (`5年`); None: no end.

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


def effective_state(state: LicenceState, *, until: date | None, on: date) -> LicenceState:
    """The state on a day: a licence past its last day has lapsed, whatever the row says."""
    if state is LicenceState.VALID and until is not None and on > until:
        return LicenceState.LAPSED
    return state


def printed(value: Any) -> str:
    """A form's answer as a licence prints it."""
    match value:
        case None | "":
            return "—"
        case bool():
            return "是" if value else "否"
        case list() if value and isinstance(value[0], list):
            return "；".join("，".join(str(cell) for cell in row if cell) for row in value)
        case list():
            return "、".join(str(each) for each in value)
        case _:
            return str(value)
