"""
Questions of several parts: a period, an address, a person, an organisation, a point on the map.

The answer is an object of its parts; each part is asked and checked as a field of its own type,
under the name `element.part`, which is also how a rule reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yangguan.registers.catalogue.content import FieldType, FormField

IDENTITY_CARD = gettext_noop("居民身份证")
# 证件类型, the kinds that people hold most (C0200 of the national licence catalogue).
DOCUMENT_KINDS = (
    IDENTITY_CARD,
    gettext_noop("港澳居民来往内地通行证"),
    gettext_noop("台湾居民来往大陆通行证"),
    gettext_noop("护照"),
    gettext_noop("外国人永久居留身份证"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name in the answer, its label and its type."""

    name: str
    label: str
    type: FieldType
    required: bool = True
    choices: tuple[str, ...] = ()
    longest: int | None = None
    help: str = ""


PARTS: Mapping[FieldType, tuple[Part, ...]] = {
    "daterange": (
        Part("from", gettext_noop("开始日期"), "date"),
        Part("to", gettext_noop("结束日期"), "date"),
    ),
    "address": (
        Part("region", gettext_noop("镇和村（社区）"), "region"),
        Part(
            "detail", gettext_noop("详细地址"), "text", longest=200,
            help=gettext_noop("路、门牌号、楼、单元、室"),
        ),
    ),
    "person": (
        Part("name", gettext_noop("姓名"), "text", longest=100),
        Part("id_type", gettext_noop("证件类型"), "choice", choices=DOCUMENT_KINDS),
        Part("id_number", gettext_noop("证件号码"), "text", longest=30),
        Part("phone", gettext_noop("联系电话"), "telephone", required=False),
    ),
    "organisation": (
        Part("name", gettext_noop("单位名称"), "text", longest=200),
        Part("credit_code", gettext_noop("统一社会信用代码"), "credit-code"),
        Part("contact", gettext_noop("联系人"), "text", required=False, longest=100),
        Part("phone", gettext_noop("联系电话"), "telephone", required=False),
    ),
    "map-point": (
        Part("longitude", gettext_noop("经度"), "number"),
        Part("latitude", gettext_noop("纬度"), "number"),
    ),
}  # fmt: skip


def has_parts(field: FormField) -> bool:
    return field.type in PARTS


def part_fields(field: FormField, value: object = None) -> tuple[tuple[str, FormField], ...]:
    """
    Each part with the field that asks for it, after what `value` says so far: the number of an
    identity card is a citizen number.
    """
    said: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    is_optional = not field.required and not said
    return tuple(
        (
            part.name,
            FormField(
                element=f"{field.element}.{part.name}",
                label=part.label,
                type=_type(part, said),
                required=part.required and not is_optional,
                choices=part.choices,
                longest=part.longest,
                help=part.help,
                **_bounds(field, part),
            ),
        )
        for part in PARTS[field.type]
    )


def _type(part: Part, said: Mapping[str, Any]) -> FieldType:
    is_card = part.name == "id_number" and said.get("id_type") == IDENTITY_CARD
    return "citizen-number" if is_card else part.type


def _bounds(field: FormField, part: Part) -> dict[str, Any]:
    if field.type == "daterange":
        return {"minimum": field.minimum, "maximum": field.maximum}
    if field.type == "map-point":
        west, south, east, north = settings.CITY_BOUNDS
        low, high = (west, east) if part.name == "longitude" else (south, north)
        return {"minimum": low, "maximum": high, "decimals": 6}
    return {}


def together_fault(field: FormField, value: Mapping[str, Any]) -> str:
    """What is wrong between parts that are each right by themselves."""
    if field.type == "daterange" and str(value.get("to")) < str(value.get("from")):
        return _("结束日期不能早于开始日期。")
    return ""
