"""Registering, at a counter, somebody whom no base library has told of yet."""

import re
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.cipher.columns import blind_index
from yangguan.foundation.identifiers.citizen_number import parse_citizen_number
from yangguan.foundation.identifiers.credit_code import parse_credit_code
from yangguan.foundation.identifiers.errors import InvalidIdentifier
from yangguan.foundation.identifiers.spelling import plain
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.parties.errors import (
    MobileInvalid,
    MobileTaken,
    PartyAlreadyRegistered,
    PartyNameMissing,
    PartyNumberInvalid,
)
from yangguan.registers.parties.models import Party
from yangguan.registers.parties.states import (
    CREDIT_CODE,
    NUMBERS_OF_CITIZENS,
    PartyKind,
)

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_OTHER_NUMBER = re.compile(r"[0-9A-Z]{5,18}")


@transaction.atomic
def register_applicant(
    *,
    name: str,
    document_type: str,
    number: str,
    mobile: str,
    by: Actor,
    at: datetime,
) -> Party:
    """
    Enter a party whose original document the officer has seen; a known one is never overwritten.

    `document_type` by GA/T 2000.156, 001 for the unified social credit code. The party is not
    verified by that: `verified_at` stays empty until a base library confirms it. Registering the
    same party again finds it. Four queries. Raises `PartyNameMissing`, `PartyNumberInvalid`,
    `PartyAlreadyRegistered` (known under another name), `MobileInvalid`, `MobileTaken`; then
    nothing has changed.
    """
    called = name.strip()
    if not called:
        raise PartyNameMissing
    spelled = _number(document_type, number, today=localdate(at))
    index = blind_index(spelled, purpose="number")
    known = Party.objects.filter(number_index=index).first()
    if known is not None:
        if known.name != called:
            raise PartyAlreadyRegistered
        return known
    party = Party.objects.create(
        kind=PartyKind.ORGANISATION if document_type == CREDIT_CODE else PartyKind.PERSON,
        name=called,
        document_type=document_type,
        number=spelled,
        number_index=index,
        **_mobile(mobile),
    )
    act = Act("party.register", {"document_type": document_type})
    trail.record(trail.stream_of(f"party:{party.pk}"), act, by=by, at=at)
    return party


def _number(document_type: str, number: str, *, today: date) -> str:
    try:
        if document_type == CREDIT_CODE:
            return parse_credit_code(number).code
        if document_type in NUMBERS_OF_CITIZENS:
            return parse_citizen_number(number, today=today).number
    except InvalidIdentifier as error:
        raise PartyNumberInvalid(reason=error.message) from error
    spelled = plain(number)
    if not _OTHER_NUMBER.fullmatch(spelled):
        raise PartyNumberInvalid(reason=_("证件号码应为 5 至 18 位数字或大写字母。"))
    return spelled


def _mobile(text: str) -> dict[str, str | bytes | None]:
    mobile = plain(text)
    if not mobile:
        return {"mobile": None, "mobile_index": None}
    if not _MOBILE.fullmatch(mobile):
        raise MobileInvalid
    index = blind_index(mobile, purpose="mobile")
    if Party.objects.filter(mobile_index=index).exists():
        raise MobileTaken
    return {"mobile": mobile, "mobile_index": index}
