"""
统一社会信用代码 (GB 32100): the number of an organisation.

Registering authority 1, category 1, division 6, organisation code 9 (GB 11714, with a check of its
own), check 1. The alphabet leaves out I, O, S, V, Z.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.errors import InvalidCreditCode
from yangguan.foundation.identifiers.spelling import plain

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_SHAPE = re.compile(rf"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}")
# 登记管理部门: 机构编制, 外交, 司法, 文化, 民政, 旅游, 宗教, 工会, 工商, 中央军委, 农业, 其他.
_AUTHORITIES = frozenset("123456789ANY")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A code that passed both checks."""

    code: str

    @property
    def authority(self) -> str:
        """Who registered the organisation: `1` 机构编制 … `9` 工商."""
        return self.code[0]

    @property
    def region(self) -> str:
        """The six-digit division where it was registered."""
        return self.code[2:8]

    @property
    def organisation_code(self) -> str:
        """组织机构代码, 9 characters."""
        return self.code[8:17]


def parse_credit_code(text: str) -> CreditCode:
    """
    Check a unified social credit code and take it apart.

    Raises `InvalidCreditCode` with code `credit_code.shape`, `.authority`, `.organisation_check`
    or `.check`. A few lawful early codes fail their check: whoever accepts one on the strength of
    the certificate does so beside this function and records it. Source: GB 32100-2015, GB 11714.
    """
    code = plain(text)
    if not _SHAPE.fullmatch(code):
        raise InvalidCreditCode(
            "credit_code.shape",
            _("统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），请您对照证书填写。"),
        )
    if code[0] not in _AUTHORITIES:
        raise InvalidCreditCode(
            "credit_code.authority",
            _("统一社会信用代码的第 1 位不是有效的登记管理部门代码，请您对照证书核对。"),
        )
    if credit_check_character(code[:17]) != code[17]:
        raise InvalidCreditCode(
            "credit_code.check",
            _("统一社会信用代码有误（校验位不符），请您对照证书逐位核对。"),
        )
    if organisation_check_character(code[8:16]) != code[16]:
        raise InvalidCreditCode(
            "credit_code.organisation_check",
            _("统一社会信用代码中的组织机构代码（第 9 至 17 位）有误，请您对照证书逐位核对。"),
        )
    return CreditCode(code)


def credit_check_character(body: str) -> str:
    """The 18th character for the first 17. Source: GB 32100-2015 (MOD 31)."""
    total = sum(
        _VALUES[character] * weight for character, weight in zip(body, _WEIGHTS, strict=True)
    )
    return _ALPHABET[-total % 31]


def organisation_check_character(body: str) -> str:
    """The ninth character for eight digits or capitals. Source: GB 11714 (MOD 11)."""
    total = sum(
        int(character, 36) * weight
        for character, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)
    )
    remainder = 11 - total % 11
    return {10: "X", 11: "0"}.get(remainder, str(remainder))
