"""From an approved draft to the edition in force, at once or on its day."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import override

from yangguan.foundation.actors.actor import Actor, system_actor
from yangguan.foundation.events import outbox
from yangguan.foundation.language.chinese import CHINESE
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.guards.check import refusals
from yangguan.registers.catalogue.operations.publish_edition import (
    lock_catalogue,
    publish_content,
)
from yangguan.registers.catalogue.source_document import source_document
from yangguan.registers.drafting.access import lock_draft, step
from yangguan.registers.drafting.base import ensure_base_in_force
from yangguan.registers.drafting.bounds import LONGEST_REMARK
from yangguan.registers.drafting.checking import draft_faults
from yangguan.registers.drafting.errors import BaseReplaced, NotYetInForce
from yangguan.registers.drafting.events import EditionDue
from yangguan.registers.drafting.models import DraftRemark, EditionDraft
from yangguan.registers.drafting.states import DraftAction, DraftState

SWEEPER = "到期发布"


def publish_locked(draft: EditionDraft, *, by: Actor, at: datetime) -> None:
    """
    Publish an approved draft; the caller has locked it and the catalogue, and checked it.

    Publishes `EditionPublished`.
    """
    content = decode(draft.content)
    edition = publish_content(
        content,
        department=draft.department,
        source=source_document(content, number=draft.base.number + 1 if draft.base else 1),
        slug="",
        reason=draft.reason,
        by=by,
        at=at,
    )
    step(draft, DraftAction.PUBLISH)
    draft.edition, draft.item = edition, edition.item
    draft.save(update_fields=["state", "edition", "item"])
    trail.record(
        trail.stream_of(f"draft:{draft.pk}"),
        Act("draft.publish", {"edition": edition.number}),
        by=by,
        at=at,
    )


@transaction.atomic
def publish_due_draft(*, draft_id: uuid.UUID, at: datetime) -> EditionDraft:
    """
    Publish an approved draft whose day has come; twice changes nothing.

    Checked once more: a law may have ended or another edition come since it was approved. Then it
    goes back to its department, and a remark says why. Raises `NotYetInForce`, `ActionNotAllowed`
    for one that is not approved (any more).
    """
    draft = lock_draft(draft_id)
    if draft.state == DraftState.PUBLISHED:
        return draft
    if draft.effective_date > localdate(at):
        raise NotYetInForce(day=draft.effective_date.isoformat())
    by = system_actor(SWEEPER)
    lock_catalogue()
    hindrance = _hindrance(draft, at=at)
    if hindrance:
        _send_back(draft, hindrance, by=by, at=at)
    else:
        publish_locked(draft, by=by, at=at)
    return draft


def _hindrance(draft: EditionDraft, *, at: datetime) -> str:
    """Why an approved draft cannot be published any more; empty if it can."""
    with override(CHINESE):
        try:
            ensure_base_in_force(draft)
        except BaseReplaced as replaced:
            return replaced.text
        return "；".join(fault.message for fault in refusals(draft_faults(draft, at=at)))


def _send_back(draft: EditionDraft, hindrance: str, *, by: Actor, at: datetime) -> None:
    step(draft, DraftAction.REVOKE)
    draft.save(update_fields=["state"])
    DraftRemark.objects.create(
        draft=draft,
        text=f"到施行日没有发布：{hindrance}"[:LONGEST_REMARK],
        made_at=at,
        made_by=by.name,
    )
    trail.record(
        trail.stream_of(f"draft:{draft.pk}"),
        Act("draft.revoke", {"hindrance": hindrance}),
        by=by,
        at=at,
    )


def announce_due(*, at: datetime) -> int:
    """
    Wake a job for every approved draft whose day has come: one that fails stops no other.

    Publishes `EditionDue`. Returns how many.
    """
    due = EditionDraft.objects.filter(
        state=DraftState.APPROVED, effective_date__lte=localdate(at)
    ).values_list("pk", flat=True)
    count = 0
    for draft_id in due.order_by("effective_date", "pk").iterator():
        with transaction.atomic():
            outbox.publish(EditionDue(draft_id=draft_id))
        count += 1
    return count
