"""送审, 撤回送审, 放弃: what those who write a draft do with it."""

import uuid
from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.guards.check import refusals
from yangguan.registers.drafting.access import lock_for_writing
from yangguan.registers.drafting.base import ensure_base_in_force
from yangguan.registers.drafting.bounds import LONGEST_REASON
from yangguan.registers.drafting.checking import draft_faults
from yangguan.registers.drafting.errors import (
    DraftHasFaults,
    NothingChanged,
    ReasonMissing,
    RemarksOpen,
)
from yangguan.registers.drafting.models import DraftRemark, EditionDraft
from yangguan.registers.drafting.states import DraftAction


@transaction.atomic
def submit_draft(*, draft_id: uuid.UUID, reason: str, by: Actor, at: datetime) -> EditionDraft:
    """
    Hand a draft to the catalogue office for review (送审).

    Only one without a fault that forbids publishing, with a reason that will be public, and with
    every remark of an earlier review answered. Source: the city's plan of 2017, R2.2, R2.3.
    Raises `BaseReplaced`, `DraftHasFaults`, `NothingChanged`, `ReasonMissing`, `RemarksOpen`,
    `NotYourDraft`, `ActionNotAllowed`; then nothing has changed.
    """
    draft = lock_for_writing(draft_id, DraftAction.SUBMIT, by=by)
    if not reason.strip():
        raise ReasonMissing
    ensure_base_in_force(draft)
    content = decode(draft.content)
    if draft.base is not None and decode(draft.base.content) == content:
        raise NothingChanged
    found = refusals(draft_faults(draft, at=at))
    if found:
        raise DraftHasFaults(count=len(found))
    unanswered = DraftRemark.objects.filter(draft=draft, answered_at=None).count()
    if unanswered:
        raise RemarksOpen(count=unanswered)
    draft.reason = reason.strip()[:LONGEST_REASON]
    draft.submitted_at, draft.submitted_by, draft.submitter = at, by.name, by.account_id
    draft.save(update_fields=["state", "reason", "submitted_at", "submitted_by", "submitter"])
    _record(draft, "draft.submit", {"revision": draft.revision, "reason": draft.reason}, by, at)
    return draft


@transaction.atomic
def take_back_draft(*, draft_id: uuid.UUID, by: Actor, at: datetime) -> EditionDraft:
    """Take a draft back from review before anybody has decided (撤回送审)."""
    draft = lock_for_writing(draft_id, DraftAction.TAKE_BACK, by=by)
    draft.save(update_fields=["state"])
    _record(draft, "draft.take-back", {}, by, at)
    return draft


@transaction.atomic
def discard_draft(*, draft_id: uuid.UUID, by: Actor, at: datetime) -> EditionDraft:
    """Give a draft up; it stays readable in the trace's stream and the list of old drafts."""
    draft = lock_for_writing(draft_id, DraftAction.DISCARD, by=by)
    draft.save(update_fields=["state"])
    _record(draft, "draft.discard", {"revision": draft.revision}, by, at)
    return draft


def _record(
    draft: EditionDraft, action: str, data: dict[str, str | int], by: Actor, at: datetime
) -> None:
    trail.record(trail.stream_of(f"draft:{draft.pk}"), Act(action, dict(data)), by=by, at=at)
