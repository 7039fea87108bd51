"""
公民身份号码 (GB 11643) and the other 18-digit numbers built like it.

`RRRRRR YYYYMMDD SSS C`: division, birth date, serial (odd for men), check digit. Residence permits
of people from Hong Kong, Macau and Taiwan begin with 81, 82, 83; foreigners' permanent residence
cards since 2023-12 with 9, then province (2) and country (3).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.checks import PROVINCES
from yangguan.foundation.identifiers.errors import InvalidCitizenNumber
from yangguan.foundation.identifiers.spelling import plain

_SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]")
_FIRST_GENERATION = re.compile(r"[1-9][0-9]{14}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PERMIT_PREFIXES = frozenset({"810000", "820000", "830000"})


class NumberKind(StrEnum):
    """Who such numbers are given to. The document itself says which it is; see `kind`."""

    RESIDENT = "resident"  # 居民身份证
    RESIDENCE_PERMIT = "residence_permit"  # 港澳台居民居住证
    FOREIGNER = "foreigner"  # 外国人永久居留身份证


class Sex(StrEnum):
    """Source: GB/T 2261.1."""

    MALE = "1"
    FEMALE = "2"


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """A number that passed every check; `number` has 18 characters, X in upper case."""

    number: str
    kind: NumberKind
    birth_date: date
    sex: Sex

    @property
    def region(self) -> str:
        """The first six digits: the division of first registration, as it was then."""
        return self.number[:6]


def parse_citizen_number(text: str, *, today: date) -> CitizenNumber:
    """
    Check an 18-digit number of a person and take it apart.

    Accepts full-width digits, lower-case x and spaces. Raises `InvalidCitizenNumber` with code
    `citizen_number.first_generation`, `.shape`, `.region`, `.birth_date`, `.birth_in_future` or
    `.check_digit`. Source: GB 11643-1999; 港澳台居民居住证申领发放办法 第八条.
    """
    number = plain(text)
    if _FIRST_GENERATION.fullmatch(number):
        raise InvalidCitizenNumber(
            "citizen_number.first_generation",
            _("15 位的第一代身份证已停止使用，请您填写第二代居民身份证上的 18 位号码。"),
        )
    if not _SHAPE.fullmatch(number):
        raise InvalidCitizenNumber(
            "citizen_number.shape",
            _("身份证件号码应为 18 位数字，只有最后一位可以是 X，请您对照证件填写。"),
        )
    kind = _kind(number)
    birth_date = _birth_date(number, today=today)
    if citizen_check_digit(number[:17]) != number[17]:
        raise InvalidCitizenNumber(
            "citizen_number.check_digit",
            _("身份证件号码有误（校验位不符），请您对照证件逐位核对。"),
        )
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return CitizenNumber(number=number, kind=kind, birth_date=birth_date, sex=sex)


def citizen_check_digit(body: str) -> str:
    """The 18th character for 17 digits. Source: GB 11643-1999 (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def _kind(number: str) -> NumberKind:
    if number[0] == "9":
        if number[1:3] in PROVINCES:
            return NumberKind.FOREIGNER
    elif number[:6] in _PERMIT_PREFIXES:
        return NumberKind.RESIDENCE_PERMIT
    elif number[:2] in PROVINCES and number[:2] not in {"81", "82"}:
        return NumberKind.RESIDENT
    raise InvalidCitizenNumber(
        "citizen_number.region",
        _("身份证件号码的前 6 位不是有效的行政区划代码，请您对照证件核对。"),
    )


def _birth_date(number: str, *, today: date) -> date:
    try:
        birth_date = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise InvalidCitizenNumber(
            "citizen_number.birth_date",
            _("身份证件号码中的出生日期（第 7 至 14 位）不存在，请您对照证件核对。"),
        ) from None
    if birth_date > today:
        raise InvalidCitizenNumber(
            "citizen_number.birth_in_future",
            _("身份证件号码中的出生日期（第 7 至 14 位）晚于今天，请您对照证件核对。"),
        )
    return birth_date
