"""Looking a party up by its number: found, and recorded where the party can read it."""

import uuid
from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.cipher.columns import blind_index
from yangguan.foundation.identifiers.spelling import plain
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.parties.models import Party


@transaction.atomic
def look_up_party(*, identity: str, reason: str, by: Actor, at: datetime) -> uuid.UUID | None:
    """
    The id of the party with this citizen number, credit code or mobile number; traced.

    Source: 个人信息保护法 第四十四条 (a person may know who processed their data). At most four
    queries; one or two where nobody has the number, and then nothing is recorded.
    """
    spelled = plain(identity).replace("-", "")
    parties = Party.objects.only("pk")
    found = (
        parties.filter(number_index=blind_index(spelled, purpose="number")).first()
        or parties.filter(mobile_index=blind_index(spelled, purpose="mobile")).first()
    )
    if found is None:
        return None
    stream = trail.stream_of(f"party:{found.pk}")
    trail.record(stream, Act("party.look-up", {"reason": reason}), by=by, at=at)
    return found.pk
