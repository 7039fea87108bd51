"""Texts: free ones, and those that are numbers or codes of something."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from yangguan.registers.catalogue.answers.reading import MAX_LONG_TEXT, MAX_TEXT, code, plain, text
from yangguan.registers.catalogue.content import FieldType, FormField
from yangguan.registers.catalogue.data_elements import (
    citizen_number_fault,
    credit_code_fault,
    mobile_fault,
    value_fault,
)

_TELEPHONE = re.compile(
    r"1[3-9][0-9]{9}|(0[0-9]{2,3})?[2-9][0-9]{6,7}(转[0-9]{1,6})?|[48]00[0-9]{7}|1[0-9]{4}"
)
_POSTCODE = re.compile(r"(?!00)[0-9]{6}")
_ACCOUNT = re.compile(r"[0-9]{8,30}")
# 银行卡发卡行标识代码: cards of China begin with 62 and end in a check digit (GB/T 14504, Luhn).
_CARD = re.compile(r"62[0-9]{14,17}")
# GA 36-2018: five places, six for vehicles of new energy; I and O are not used.
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    r"([A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])"
)
_CODES: frozenset[FieldType] = frozenset({"citizen-number", "credit-code", "plate-number"})
_DIGITS: frozenset[FieldType] = frozenset({"mobile", "telephone", "postcode", "bank-account"})


def read_text(field: FormField, raw: object) -> str | None:
    if field.type in _CODES:
        return code(raw)
    if field.type in _DIGITS:
        words = plain(raw)
        # As people write them for the eye: 138 0013 8000, 0937-8822001, +86 138…
        return re.sub(r"^\+86|[\s()-]+", "", words) or words if words else None
    return plain(raw) if field.type == "email" else text(raw)


def text_fault(field: FormField, value: object, *, today: date) -> str:
    if not isinstance(value, str):
        return _("请填文字。")
    longest = field.longest or (MAX_LONG_TEXT if field.type == "longtext" else MAX_TEXT)
    if len(value) > longest:
        return _("最多 %(most)d 个字，现在有 %(now)d 个。") % {"most": longest, "now": len(value)}
    return _kind_fault(field.type, value, today=today) or value_fault(
        field.element, value, today=today
    )


def _kind_fault(kind: FieldType, value: str, *, today: date) -> str:
    match kind:
        case "citizen-number":
            return citizen_number_fault(value, today=today)
        case "credit-code":
            return credit_code_fault(value)
        case "mobile":
            return mobile_fault(value)
        case "telephone" if not _TELEPHONE.fullmatch(value):
            return _("请填电话号码，固定电话要带区号，例如 0937-8822001。")
        case "email":
            return _email_fault(value)
        case "postcode" if not _POSTCODE.fullmatch(value):
            return _("邮政编码应当是 6 位数字，例如 736200。")
        case "bank-account":
            return _account_fault(value)
        case "plate-number" if not _PLATE.fullmatch(value):
            return _("请填完整的车牌号，例如 甘F12345。")
        case _:
            return ""


def _email_fault(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        return _("请填电子邮箱，例如 name@example.cn。")
    return ""


def _account_fault(value: str) -> str:
    if not _ACCOUNT.fullmatch(value):
        return _("银行账号应当是 8 到 30 位数字，请核对。")
    if _CARD.fullmatch(value) and not luhn_holds(value):
        return _("银行卡号有误（校验位不符），请逐位核对。")
    return ""


def luhn_holds(digits: str) -> bool:
    """ISO/IEC 7812-1: from the right, every second digit doubled, all of them sum to tens."""
    doubled = (sum(divmod(2 * int(each), 10)) for each in digits[-2::-2])
    return (sum(int(each) for each in digits[::-2]) + sum(doubled)) % 10 == 0
