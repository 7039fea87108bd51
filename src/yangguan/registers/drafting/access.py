"""Opening a draft for an act: locked, allowed, in a state that admits it."""

import uuid

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.drafting import policies
from yangguan.registers.drafting.errors import ActionNotAllowed, DraftNotFound
from yangguan.registers.drafting.models import EditionDraft
from yangguan.registers.drafting.states import NEXT, DraftAction, DraftState, may_follow


def lock_draft(draft_id: uuid.UUID) -> EditionDraft:
    """The draft, locked until the transaction ends. Raises `DraftNotFound`. One query."""
    locked = EditionDraft.objects.select_for_update(of=["self"]).select_related("department")
    draft = locked.filter(pk=draft_id).first()
    if draft is None:
        raise DraftNotFound
    return draft


def lock_for_writing(draft_id: uuid.UUID, action: DraftAction, *, by: Actor) -> EditionDraft:
    """The draft locked for an act of those who write it. Raises `NotYourDraft` and as `step`."""
    draft = lock_draft(draft_id)
    policies.ensure_may_edit(by, draft.department_id, draft.department.name)
    step(draft, action)
    return draft


def step(draft: EditionDraft, action: DraftAction) -> None:
    """Give the draft the state that follows. Raises `ActionNotAllowed`."""
    state = DraftState(draft.state)
    if not may_follow(state, action):
        raise ActionNotAllowed(state=state.label, action=action.label)
    draft.state = NEXT[state][action]
