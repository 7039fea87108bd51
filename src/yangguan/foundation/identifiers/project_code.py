"""
投资项目代码, in the form since 2020-11 and in that of 2017.

New `YYMM-RRRRRR-DD-TT-NNNNNC`: month of coding, division, central department, project type, five
random digits, check. Old `YYYY-RRRRRR-II-TT-NNNNNN`: year, division, industry, type, serial, no
check. Source: 发改投资〔2020〕1439号, GB/T 40058-2021; the check digit (ISO 7064 MOD 11,10) was
inferred from published codes.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.checks import PROVINCES, mod_11_10
from yangguan.foundation.identifiers.errors import InvalidProjectCode
from yangguan.foundation.identifiers.spelling import plain

_SHAPE = re.compile(r"(\d{4})-?(\d{6})-?(\d{2})-?(\d{2})-?(\d{6})", re.ASCII)
_OLD_YEARS = frozenset({"2016", "2017", "2018", "2019", "2020"})
# Central projects carry the division 000000.
_CENTRAL = "00"


class ProjectCodeForm(StrEnum):
    SINCE_2020 = "since_2020"
    OF_2017 = "of_2017"


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A project code with hyphens, 24 characters."""

    code: str
    form: ProjectCodeForm

    @property
    def region(self) -> str:
        """The six-digit division."""
        return self.code[5:11]

    @property
    def project_type(self) -> str:
        """New form: 01 基本建设 … 05 其他; old form: 01 审批, 02 核准, 03 备案."""
        return self.code[15:17]

    @property
    def is_check_right(self) -> bool:
        """Whether the check digit fits; always true for the old form, which has none."""
        if self.form is ProjectCodeForm.OF_2017:
            return True
        digits = self.code.replace("-", "")
        return mod_11_10(digits[:-1]) == digits[-1]


def parse_project_code(text: str, *, strict: bool = True) -> ProjectCode:
    """
    Check a project code of either form, with or without hyphens.

    With `strict` the check digit must fit; imports pass False, look at `is_check_right` and warn.
    Raises `InvalidProjectCode` with code `project_code.shape`, `.month`, `.region` or `.check`.
    """
    match = _SHAPE.fullmatch(plain(text))
    if match is None:
        raise InvalidProjectCode(
            "project_code.shape",
            _("项目代码应为 20 位数字，形如 2101-620982-04-01-123459，请您对照赋码通知填写。"),
        )
    beginning, region = match[1], match[2]
    if beginning in _OLD_YEARS:
        # No month is 16 to 20, so four digits never mean both a year and a month.
        form = ProjectCodeForm.OF_2017
    elif 1 <= int(beginning[2:]) <= 12:
        form = ProjectCodeForm.SINCE_2020
    else:
        raise InvalidProjectCode(
            "project_code.month",
            _("项目代码的前 4 位应为赋码年月（如 2101）或旧代码的年份（如 2017），请您核对。"),
        )
    if region[:2] not in PROVINCES and region[:2] != _CENTRAL:
        raise InvalidProjectCode(
            "project_code.region", _("项目代码的第二段不是有效的行政区划代码，请您核对。")
        )
    project = ProjectCode("-".join(match.groups()), form)
    if strict and not project.is_check_right:
        raise InvalidProjectCode(
            "project_code.check", _("项目代码有误（校验位不符），请您对照赋码通知逐位核对。")
        )
    return project


def compose_project_code(
    *, year: int, month: int, region: str, department: str, project_type: str, number: int
) -> ProjectCode:
    """
    A new code: calendar year and month, division (6), department (2), type (2), number 0 to 99999.

    `number` is random and drawn by the caller, who also makes sure that it is new. Raises
    `InvalidProjectCode`.
    """
    if not 0 <= number <= 99_999:
        raise InvalidProjectCode(
            "project_code.shape", _("项目代码的随机号应在 0 至 99999 之间，请重新生成。")
        )
    body = f"{year % 100:02}{month:02}{region}{department}{project_type}{number:05}"
    if len(body) != 19 or not (body.isascii() and body.isdigit()):
        raise InvalidProjectCode(
            "project_code.shape",
            _("项目代码的组成部分不合规：区划 6 位、部门 2 位、类型 2 位，均为数字。"),
        )
    return parse_project_code(body + mod_11_10(body))
