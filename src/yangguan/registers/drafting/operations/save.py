"""Saving: one change after the other, each a revision; undoing goes back the same way."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from msgspec.structs import replace

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.catalogue.content import EditionContent, decode, encode
from yangguan.registers.catalogue.item_names import item_name
from yangguan.registers.drafting.access import lock_for_writing
from yangguan.registers.drafting.edits import (
    Clash,
    Edit,
    apply,
    clashes,
    content_of,
    merged,
    tree_of,
)
from yangguan.registers.drafting.errors import (
    CodeTaken,
    DraftChanged,
    NoSuchPlace,
    NothingToUndo,
)
from yangguan.registers.drafting.models import DraftRevision, EditionDraft
from yangguan.registers.drafting.rules import with_task_code
from yangguan.registers.drafting.states import DraftAction

# What undo can go back: more than anybody remembers of a day.
KEPT_REVISIONS = 200


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: the draft, or the fields that somebody else wrote meanwhile."""

    draft: EditionDraft
    clashes: tuple[Clash, ...] = ()
    other: str = ""  # who wrote them


@transaction.atomic
def save_draft(
    *, draft_id: uuid.UUID, edit: Edit, seen_revision: int, by: Actor, at: datetime
) -> Saved:
    """
    Make one change to a draft.

    Written on an older revision, it is joined with what others saved since; only where both wrote
    the same field differently nothing is saved and the clashes come back. A new item gets its code
    from what is written. Raises `DraftNotFound`, `NotYourDraft`, `ActionNotAllowed`, `NoSuchPlace`,
    `InvalidEdit`, `CodeTaken`.
    """
    draft = lock_for_writing(draft_id, DraftAction.SAVE, by=by)
    now = tree_of(decode(draft.content))
    if seen_revision != draft.revision:
        seen = DraftRevision.objects.filter(draft=draft, number=seen_revision).first()
        if seen is None:
            raise NoSuchPlace
        before = tree_of(decode(seen.content))
        found = clashes(before, now, edit)
        if found:
            return Saved(draft, tuple(found), draft.saved_by)
        edit = merged(before, edit)
    content = content_of(apply(now, edit))
    content = replace(content, name=item_name(content.name))
    if draft.base_id is None:
        content = with_task_code(content)
    store(draft, content, by=by, at=at)
    return Saved(draft)


@transaction.atomic
def undo(*, draft_id: uuid.UUID, seen_revision: int, by: Actor, at: datetime) -> EditionDraft:
    """
    Take the last change back; again, the one before it. Itself a revision: nothing is lost.

    Raises `DraftChanged` if somebody saved meanwhile, `NothingToUndo`, and as `save_draft`.
    """
    draft = lock_for_writing(draft_id, DraftAction.SAVE, by=by)
    if seen_revision != draft.revision:
        raise DraftChanged(by=draft.saved_by)
    last = DraftRevision.objects.get(draft=draft, number=draft.revision)
    before = DraftRevision.objects.filter(draft=draft, number=_shown(last) - 1).first()
    if before is None:
        raise NothingToUndo
    store(draft, decode(before.content), by=by, at=at, undo_of=_shown(before))
    return draft


def _shown(revision: DraftRevision) -> int:
    """The revision whose content this one shows: its own, or the one that an undo went back to."""
    return revision.number if revision.undo_of is None else revision.undo_of


def store(
    draft: EditionDraft,
    content: EditionContent,
    *,
    by: Actor,
    at: datetime,
    undo_of: int | None = None,
) -> None:
    """Make the content the next revision of a draft that the caller has locked."""
    text = encode(content).decode()
    if text == draft.content:
        return
    draft.content = text
    draft.name = content.name[:200]
    draft.task_code = content.task_code[:36]
    draft.effective_date = content.effective
    draft.revision += 1
    draft.saved_at = at
    draft.saved_by = by.name
    try:
        with transaction.atomic():
            draft.save(
                update_fields=[
                    "content", "name", "task_code", "effective_date", "revision", "saved_at",
                    "saved_by",
                ]
            )  # fmt: skip
    except IntegrityError:
        raise CodeTaken from None
    DraftRevision.objects.create(
        draft=draft,
        number=draft.revision,
        content=text,
        saved_at=at,
        saved_by=by.name,
        undo_of=undo_of,
    )
    DraftRevision.objects.filter(draft=draft, number__lte=draft.revision - KEPT_REVISIONS).delete()
