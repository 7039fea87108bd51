"""Telling a person's number from a name or a case number in a counter's search box."""

import uuid
from datetime import datetime

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.parties.operations.look_up import look_up_party

# A citizen number, a credit code or a mobile number; shorter is a name or part of a number.
SHORTEST_IDENTITY = 11
LONGEST_IDENTITY = 18


def party_of(text: str, *, reason: str, by: Actor, at: datetime) -> uuid.UUID | None:
    """
    Whose number was typed, if it is one; None for other words. At most four queries.

    The look-up is traced with its `reason`, and the person can read that.
    """
    if not (SHORTEST_IDENTITY <= len(text) <= LONGEST_IDENTITY and text.isascii()):
        return None
    return look_up_party(identity=text, reason=reason, by=by, at=at)
