"""
Personal data as lists and public pages show it.

Nothing here decides who may see the whole: that is a policy, and each unmasking is recorded.
Organisations are public (企业信息公示暂行条例) and are shown in full.
"""

import re

_STAR = "*"
_HIDDEN = "****"
# A number of a person within a text: the members of a household, the number of an identity card.
_CITIZEN_NUMBER = re.compile(r"(?<![0-9A-Z])[1-9][0-9]{16}[0-9X](?![0-9A-Z])")
# Leading units down to the county. A market (市场), a housing estate (小区) or a community (社区)
# ends in the same characters and is none; whatever is in doubt stays hidden.
_DIVISIONS = re.compile(
    r"(?:[^省市县区州盟旗镇乡街路道村巷号\d]{1,10}"
    r"(?:省|自治州|市(?!场)|县|(?<![社小园校片景厂矿库])区|盟|旗)){1,4}"
)


def mask_name(name: str) -> str:
    """A person's name as its first character and one star: 张*, whatever its length."""
    name = name.strip()
    return name[:1] + _STAR if name else ""


def shown_name(name: str, *, is_organisation: bool) -> str:
    """The name of a party: an organisation's in full, a person's masked."""
    return name if is_organisation else mask_name(name)


def mask_document_number(number: str, *, tail: int = 2) -> str:
    """
    A citizen number as its first 6 and last `tail` (2 to 4) characters: 620982**********17.

    Shorter documents (passports, permits) keep one character at the front and `tail` at the end,
    and never more than half of what they have.
    """
    if not 2 <= tail <= 4:
        raise ValueError("of a document number two to four last characters may be shown")
    number = number.strip()
    if len(number) >= 15:
        return _masked(number, head=6, tail=tail)
    return _masked(number, head=1, tail=tail, least=2 * (1 + tail))


def mask_citizen_numbers(text: str) -> str:
    """A text in which every citizen number is masked, wherever it stands."""
    return _CITIZEN_NUMBER.sub(lambda number: mask_document_number(number[0]), text)


def mask_phone(phone: str) -> str:
    """A phone number as its first 3 and last 4 digits: 138****5678; a short one as its last 2."""
    phone = phone.strip()
    if len(phone) >= 11:
        return _masked(phone, head=3, tail=4)
    return _masked(phone, head=0, tail=2, least=4)


def mask_bank_account(account: str) -> str:
    """A bank account as its last 4 digits behind stars."""
    return _masked("".join(account.split()), head=0, tail=4, least=8)


def mask_address(address: str) -> str:
    """An address down to the county at most, the rest as stars: 甘肃省敦煌市****."""
    address = address.strip()
    if not address:
        return ""
    divisions = _DIVISIONS.match(address)
    return (divisions[0] if divisions else "") + _HIDDEN


def _masked(text: str, *, head: int, tail: int, least: int = 0) -> str:
    """Stars for all but the two ends; for all of it when it is shorter than `least`."""
    if len(text) < least:
        return _STAR * len(text)
    return text[:head] + _STAR * (len(text) - head - tail) + text[len(text) - tail :]
