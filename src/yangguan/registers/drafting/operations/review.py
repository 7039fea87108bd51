"""审核: the catalogue office returns a draft with remarks, or approves it."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.catalogue.guards.check import refusals
from yangguan.registers.catalogue.operations.publish_edition import lock_catalogue
from yangguan.registers.drafting import policies
from yangguan.registers.drafting.access import lock_draft, step
from yangguan.registers.drafting.base import ensure_base_in_force
from yangguan.registers.drafting.bounds import LONGEST_ABOUT, LONGEST_PLACE, LONGEST_REMARK
from yangguan.registers.drafting.checking import draft_faults
from yangguan.registers.drafting.errors import (
    DraftHasFaults,
    DraftNotFound,
    NotYourDraft,
    RemarkMissing,
)
from yangguan.registers.drafting.models import DraftRemark, EditionDraft
from yangguan.registers.drafting.operations.publish import publish_locked
from yangguan.registers.drafting.states import DraftAction


@transaction.atomic
def make_remark(
    *, draft_id: uuid.UUID, place: str, about: str, text: str, by: Actor, at: datetime
) -> DraftRemark:
    """
    Say what is wrong with one place of a draft under review (审核意见).

    `place` as in `edits`; `about` names it to readers. Raises `NotReviewer`, `OwnDraft`,
    `ActionNotAllowed` unless under review, `RemarkMissing` for an empty text.
    """
    draft = lock_draft(draft_id)
    policies.ensure_may_review(by, draft)
    # A remark is the beginning of a return: where that is not possible, nobody would read it.
    state = draft.state
    step(draft, DraftAction.RETURN)
    draft.state = state
    if not text.strip():
        raise RemarkMissing
    return DraftRemark.objects.create(
        draft=draft,
        place=place[:LONGEST_PLACE],
        about=about[:LONGEST_ABOUT],
        text=text.strip()[:LONGEST_REMARK],
        made_at=at,
        made_by=by.name,
    )


@transaction.atomic
def answer_remark(*, remark_id: uuid.UUID, answer: str, by: Actor, at: datetime) -> DraftRemark:
    """Tell what was done about a remark (已改, or why not). Raises `NotYourDraft`."""
    remark = DraftRemark.objects.select_related("draft__department").filter(pk=remark_id).first()
    if remark is None:
        raise DraftNotFound
    draft = lock_draft(remark.draft_id)
    policies.ensure_may_edit(by, draft.department_id, draft.department.name)
    remark.answer = answer.strip()[:LONGEST_REMARK]
    remark.answered_at, remark.answered_by = at, by.name
    remark.save(update_fields=["answer", "answered_at", "answered_by"])
    return remark


@transaction.atomic
def return_draft(*, draft_id: uuid.UUID, remark: str = "", by: Actor, at: datetime) -> EditionDraft:
    """
    Give a draft back to its department with every remark at once (退回修改).

    `remark`: one more, of the whole. Raises `RemarkMissing` where nothing says why, `NotReviewer`,
    `OwnDraft`, `ActionNotAllowed`; then nothing has changed.
    """
    draft = lock_draft(draft_id)
    policies.ensure_may_review(by, draft)
    step(draft, DraftAction.RETURN)
    if remark.strip():
        DraftRemark.objects.create(
            draft=draft, text=remark.strip()[:LONGEST_REMARK], made_at=at, made_by=by.name
        )
    open_remarks = DraftRemark.objects.filter(draft=draft, answered_at=None).count()
    if not open_remarks:
        raise RemarkMissing
    _reviewed(draft, "draft.return", {"remarks": open_remarks}, by=by, at=at)
    return draft


@transaction.atomic
def approve_draft(*, draft_id: uuid.UUID, by: Actor, at: datetime) -> EditionDraft:
    """
    Approve a draft (审核通过): published now, or by itself on its effective date.

    Checked again: what was right when it was submitted may not be any more. Publishes
    `EditionPublished` when it takes effect at once. Raises `BaseReplaced`, `DraftHasFaults`,
    `NotReviewer`, `OwnDraft`, `ActionNotAllowed`; then nothing has changed.
    """
    draft = lock_draft(draft_id)
    policies.ensure_may_review(by, draft)
    step(draft, DraftAction.APPROVE)
    lock_catalogue()
    ensure_base_in_force(draft)
    found = refusals(draft_faults(draft, at=at))
    if found:
        raise DraftHasFaults(count=len(found))
    _reviewed(draft, "draft.approve", {"effective": draft.effective_date.isoformat()}, by=by, at=at)
    if draft.effective_date <= localdate(at):
        publish_locked(draft, by=by, at=at)
    return draft


@transaction.atomic
def revoke_approval(*, draft_id: uuid.UUID, remark: str, by: Actor, at: datetime) -> EditionDraft:
    """
    Stop an approved edition before it takes effect: it goes back to its department.

    Raises `RemarkMissing`, `NotReviewer`, `ActionNotAllowed`.
    """
    draft = lock_draft(draft_id)
    if not policies.may_review(by):
        raise NotYourDraft(department=draft.department.name)
    step(draft, DraftAction.REVOKE)
    if not remark.strip():
        raise RemarkMissing
    DraftRemark.objects.create(
        draft=draft, text=remark.strip()[:LONGEST_REMARK], made_at=at, made_by=by.name
    )
    _reviewed(draft, "draft.revoke", {}, by=by, at=at)
    return draft


def _reviewed(
    draft: EditionDraft, action: str, data: dict[str, str | int], *, by: Actor, at: datetime
) -> None:
    draft.reviewed_at, draft.reviewed_by = at, by.name
    draft.save(update_fields=["state", "reviewed_at", "reviewed_by"])
    trail.record(trail.stream_of(f"draft:{draft.pk}"), Act(action, dict(data)), by=by, at=at)
