"""
Codes of service items: 基本编码 (12), 实施编码 (31), 业务办理项编码 (33).

Basic: region 2 + item type 2 + field 2 + main item 3 + sub-item 3. Implementation: credit code of
the organ 18 + level of exercise 1 + basic code 12. Handling item: implementation code 31 + serial
2. Source: GB/T 39554.1-2020, as the national exchange uses it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.checks import PROVINCES, is_digits
from yangguan.foundation.identifiers.credit_code import parse_credit_code
from yangguan.foundation.identifiers.errors import InvalidCreditCode, InvalidItemCode
from yangguan.foundation.identifiers.spelling import plain

BASIC_LENGTH = 12
IMPLEMENTATION_LENGTH = 31
HANDLING_LENGTH = 33
_ORGAN_LENGTH = 18

# 行使层级, GB/T 39046 A.2: 1 国家级 2 省级 3 市级 4 县级 5 镇(乡、街道)级 6 村(社区)级 7 分级管理.
LEVELS = frozenset("1234567")
# 事项类型, GB/T 39046 A.1: 00 to 10 and 20 are named, 11 to 19 and 21 to 29 are for extension.
ITEM_TYPES = frozenset(f"{number:02}" for number in range(30))
_WHOLE_COUNTRY = "00"
REGIONS = PROVINCES | {_WHOLE_COUNTRY}


@dataclass(frozen=True, slots=True)
class BasicCode:
    """基本编码: which item it is, the same wherever it is handled."""

    code: str

    @property
    def region(self) -> str:
        """Two digits: `00` for a national item, else the province that lists it."""
        return self.code[:2]

    @property
    def item_type(self) -> str:
        """事项类型代码, two digits."""
        return self.code[2:4]

    @property
    def field(self) -> str:
        """The department or field in the catalogue, two digits."""
        return self.code[4:6]

    @property
    def main_item(self) -> str:
        """主项, three digits."""
        return self.code[6:9]

    @property
    def sub_item(self) -> str:
        """子项, three digits; `000` when there is none."""
        return self.code[9:]


@dataclass(frozen=True, slots=True)
class ImplementationCode:
    """实施编码: how one organ handles the item."""

    code: str

    @property
    def organ(self) -> str:
        """The organ's unified social credit code, 18 characters."""
        return self.code[:_ORGAN_LENGTH]

    @property
    def level(self) -> str:
        """行使层级, one digit."""
        return self.code[_ORGAN_LENGTH]

    @property
    def basic(self) -> BasicCode:
        return BasicCode(self.code[_ORGAN_LENGTH + 1 :])


@dataclass(frozen=True, slots=True)
class HandlingCode:
    """业务办理项编码: one situation of the item."""

    code: str

    @property
    def implementation(self) -> ImplementationCode:
        return ImplementationCode(self.code[:IMPLEMENTATION_LENGTH])

    @property
    def serial(self) -> str:
        """Two digits."""
        return self.code[IMPLEMENTATION_LENGTH:]


def parse_basic_code(text: str) -> BasicCode:
    """
    Check a basic code and take it apart.

    Raises `InvalidItemCode` with code `item_code.basic_shape`, `.region` or `.item_type`.
    """
    code = plain(text)
    if len(code) != BASIC_LENGTH or not is_digits(code):
        raise InvalidItemCode("item_code.basic_shape", _("基本编码应为 12 位数字，请核对。"))
    basic = BasicCode(code)
    if basic.region not in REGIONS:
        raise InvalidItemCode(
            "item_code.region",
            _("基本编码的前 2 位应为 00（国家）或省级行政区划代码，请核对。"),
        )
    if basic.item_type not in ITEM_TYPES:
        raise InvalidItemCode(
            "item_code.item_type",
            _("基本编码的第 3、4 位不是有效的事项类型代码（00 至 29），请核对。"),
        )
    return basic


def parse_implementation_code(text: str) -> ImplementationCode:
    """
    Check an implementation code and take it apart.

    Raises `InvalidItemCode` with code `item_code.implementation_shape`, `.organ`, `.level`, or a
    code of `parse_basic_code`.
    """
    code = plain(text)
    if len(code) != IMPLEMENTATION_LENGTH:
        raise InvalidItemCode(
            "item_code.implementation_shape",
            _("实施编码应为 31 位：实施主体代码 18 位、行使层级 1 位、基本编码 12 位，请核对。"),
        )
    implementation = ImplementationCode(code)
    _ensure_organ(implementation.organ)
    _ensure_level(implementation.level)
    parse_basic_code(implementation.basic.code)
    return implementation


def parse_handling_code(text: str) -> HandlingCode:
    """
    Check a handling item code and take it apart.

    Raises `InvalidItemCode` with code `item_code.handling_shape`, or a code of
    `parse_implementation_code`.
    """
    code = plain(text)
    if len(code) != HANDLING_LENGTH or not is_digits(code[IMPLEMENTATION_LENGTH:]):
        raise InvalidItemCode(
            "item_code.handling_shape",
            _("业务办理项编码应为 33 位：实施编码 31 位加 2 位数字序号，请核对。"),
        )
    parse_implementation_code(code[:IMPLEMENTATION_LENGTH])
    return HandlingCode(code)


def compose_basic_code(
    *, region: str, item_type: str, field: str, main_item: str, sub_item: str = "000"
) -> BasicCode:
    """A basic code from its parts, digits each. Raises `InvalidItemCode` as `parse_basic_code`."""
    parts = (region, item_type, field, main_item, sub_item)
    if tuple(map(len, parts)) != (2, 2, 2, 3, 3):
        raise InvalidItemCode(
            "item_code.basic_shape",
            _("基本编码由 2、2、2、3、3 位数字组成，请核对各部分的位数。"),
        )
    return parse_basic_code("".join(parts))


def compose_implementation_code(*, organ: str, level: str, basic: str) -> ImplementationCode:
    """
    An implementation code from organ (credit code), level and basic code.

    Raises `InvalidItemCode` as `parse_implementation_code`.
    """
    organ, level, basic = plain(organ), plain(level), plain(basic)
    _ensure_organ(organ)
    _ensure_level(level)
    return ImplementationCode(organ + level + parse_basic_code(basic).code)


def compose_handling_code(*, implementation: str, serial: int) -> HandlingCode:
    """
    A handling item code from an implementation code and a serial of 1 to 99.

    Raises `InvalidItemCode` as `parse_handling_code`.
    """
    if not 1 <= serial <= 99:
        raise InvalidItemCode(
            "item_code.handling_shape", _("业务办理项的序号应在 1 至 99 之间，请核对。")
        )
    return HandlingCode(f"{parse_implementation_code(implementation).code}{serial:02}")


def _ensure_organ(organ: str) -> None:
    try:
        parse_credit_code(organ)
    except InvalidCreditCode as fault:
        raise InvalidItemCode(
            "item_code.organ",
            _("编码的前 18 位不是有效的实施主体代码：%(why)s") % {"why": fault.message},
        ) from fault


def _ensure_level(level: str) -> None:
    if level not in LEVELS:
        raise InvalidItemCode(
            "item_code.level", _("编码的第 19 位不是有效的行使层级（1 至 7），请核对。")
        )
