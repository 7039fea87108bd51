"""Looking a party up by its number: found, and recorded where the party can read it."""

from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.parties.queries import PartyProfile, find_party


@transaction.atomic
def look_up_party(*, identity: str, by: Actor, at: datetime) -> PartyProfile | None:
    """
    The party with this citizen number, credit code or mobile number; the look-up is traced.

    Source: 个人信息保护法 第四十四条 (the person may know who processed their data). Four queries.
    """
    found = find_party(identity)
    if found is not None:
        stream = trail.stream_of(f"party:{found.id}")
        trail.record(stream, Act("party.look-up", {"reason": "窗口收件"}), by=by, at=at)
    return found
