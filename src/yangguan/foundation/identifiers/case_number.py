"""办件编号: implementation code 31 + day 8 + serial of that day, 4 digits or more, 50 at most."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.errors import InvalidCaseNumber
from yangguan.foundation.identifiers.item_codes import IMPLEMENTATION_LENGTH
from yangguan.foundation.identifiers.spelling import plain

# The width of the number in the national exchange.
MAX_LENGTH = 50
_DAY_LENGTH = 8
_SERIAL_START = IMPLEMENTATION_LENGTH + _DAY_LENGTH
_LARGEST_SERIAL = 10 ** (MAX_LENGTH - _SERIAL_START) - 1
_IMPLEMENTATION = re.compile(r"[0-9A-Z]{18}[0-9]{13}")
# A serial past 9999 has no leading zero: else one case would have two numbers.
_SERIAL = re.compile(r"[0-9]{4}|[1-9][0-9]{4,}")


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number taken apart."""

    number: str
    implementation_code: str
    day: date
    serial: int


def compose_case_number(*, implementation_code: str, day: date, serial: int) -> str:
    """
    The number of the `serial`-th case (from 1) that came in on `day` for one item of one organ.

    The item's code was checked when the item was published; here only its shape is looked at.
    Raises `InvalidCaseNumber` with code `case_number.item` or `.serial`.
    """
    if not _IMPLEMENTATION.fullmatch(implementation_code):
        raise InvalidCaseNumber(
            "case_number.item", _("事项的实施编码不是 31 位，无法编制办件编号，请核对事项。")
        )
    if not 1 <= serial <= _LARGEST_SERIAL:
        raise InvalidCaseNumber(
            "case_number.serial", _("办件流水号超出范围，无法编制办件编号，请联系管理员。")
        )
    return f"{implementation_code}{day:%Y%m%d}{serial:04}"


def parse_case_number(text: str) -> CaseNumber:
    """
    Take a case number apart, in any spelling a person may type.

    Raises `InvalidCaseNumber` with code `case_number.shape` or `.day`.
    """
    number = plain(text).replace("-", "")
    code, day, serial = (
        number[:IMPLEMENTATION_LENGTH],
        number[IMPLEMENTATION_LENGTH:_SERIAL_START],
        number[_SERIAL_START:],
    )
    fits = (
        len(number) <= MAX_LENGTH
        and _IMPLEMENTATION.fullmatch(code)
        and _SERIAL.fullmatch(serial)
        and int(serial) > 0
    )
    if not fits:
        raise InvalidCaseNumber(
            "case_number.shape",
            _("办件编号的格式不对，请您对照收件凭证完整填写（一般为 43 位）。"),
        )
    return CaseNumber(number=number, implementation_code=code, day=_day(day), serial=int(serial))


def _day(text: str) -> date:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise InvalidCaseNumber(
            "case_number.day", _("办件编号中的日期不存在，请您对照收件凭证核对。")
        ) from None
