"""Entering people and organisations into the register of parties."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yangguan.foundation.cipher.columns import blind_index
from yangguan.registers.parties.models import Party
from yangguan.registers.parties.states import PartyKind


@transaction.atomic
def register_party(
    *,
    kind: PartyKind,
    name: str,
    document_type: str,
    number: str,
    mobile: str | None,
    region_code: str | None,
    facts: Mapping[str, object],
    at: datetime,
) -> Party:
    """
    Enter a party, or bring a known one up to date. A party is known by its number.

    `facts` maps data elements to what the base library says of them. Two queries.
    """
    party, _created = Party.objects.update_or_create(
        number_index=blind_index(number, purpose="number"),
        defaults={
            "kind": kind,
            "name": name,
            "document_type": document_type,
            "number": number,
            "mobile": mobile,
            "mobile_index": blind_index(mobile, purpose="mobile") if mobile else None,
            "region_id": region_code,
            "facts": json.dumps(dict(facts), ensure_ascii=False, sort_keys=True),
            "verified_at": at,
        },
    )
    return party
