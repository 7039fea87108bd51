"""Who has a draft open now."""

import uuid
from datetime import datetime

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.drafting.models import DraftPresence


def note_presence(*, draft_id: uuid.UUID, section: str, by: Actor, at: datetime) -> None:
    """Note that a person has a section of a draft open. One statement, no trace."""
    if by.account_id is None:
        return
    DraftPresence.objects.bulk_create(
        [
            DraftPresence(
                draft_id=draft_id, account=by.account_id, name=by.name, section=section, seen_at=at
            )
        ],
        update_conflicts=True,
        unique_fields=["draft", "account"],
        update_fields=["name", "section", "seen_at"],
    )
