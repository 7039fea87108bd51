"""
What the name of a data element tells of its value, whatever form it stands in.

One element, one meaning (GB/T 19488): an element that ends in `_id_number` holds a citizen number
in every form, so the check stands here and not in the forms.
"""

import re
from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.citizen_number import parse_citizen_number
from yangguan.foundation.identifiers.credit_code import parse_credit_code
from yangguan.foundation.identifiers.errors import InvalidIdentifier
from yangguan.foundation.identifiers.masking import mask_document_number, mask_phone

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_CITIZEN_NUMBERS = frozenset({"id_number", "food_safety_manager_id", "safety_person_id"})
_CREDIT_CODES = frozenset({"credit_code"})


def is_citizen_number(element: str) -> bool:
    return element in _CITIZEN_NUMBERS or element.endswith("_id_number")


def is_mobile(element: str) -> bool:
    return element == "mobile" or element.endswith("_mobile")


def is_credit_code(element: str) -> bool:
    return element in _CREDIT_CODES


def value_fault(element: str, value: str, *, today: date) -> str:
    """What is wrong with a value of this element and what to do, or an empty text."""
    if is_citizen_number(element):
        return citizen_number_fault(value, today=today)
    if is_credit_code(element):
        return credit_code_fault(value)
    return mobile_fault(value) if is_mobile(element) else ""


def citizen_number_fault(value: str, *, today: date) -> str:
    return _parsed(lambda: parse_citizen_number(value, today=today))


def credit_code_fault(value: str) -> str:
    return _parsed(lambda: parse_credit_code(value))


def mobile_fault(value: str) -> str:
    return "" if _MOBILE.fullmatch(value) else _("手机号应当是 11 位数字，请核对。")


def masked(element: str, value: str) -> str:
    """The value as others than the officer at work may see it."""
    if is_citizen_number(element):
        return mask_document_number(value)
    if is_mobile(element):
        return mask_phone(value)
    return value


def _parsed(parse: Callable[[], object]) -> str:
    try:
        parse()
    except InvalidIdentifier as error:
        return str(error)
    return ""
