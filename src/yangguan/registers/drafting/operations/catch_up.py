"""并入现行版: a draft takes in the edition that was published after it began."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.language.chinese import CHINESE
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.outline import Line
from yangguan.registers.catalogue.outline_names import names_for
from yangguan.registers.drafting.access import lock_for_writing
from yangguan.registers.drafting.base import newer_edition
from yangguan.registers.drafting.bounds import LONGEST_ABOUT, LONGEST_PLACE
from yangguan.registers.drafting.joining import contested, joined
from yangguan.registers.drafting.models import DraftRemark, EditionDraft
from yangguan.registers.drafting.operations.save import store
from yangguan.registers.drafting.states import DraftAction


@transaction.atomic
def catch_up_draft(*, draft_id: uuid.UUID, by: Actor, at: datetime) -> EditionDraft:
    """
    Take in what the edition in force changed since the draft began (并入现行版).

    Where both wrote the same thing the draft keeps its own words, and a remark there says what
    the edition has: it cannot be submitted before somebody has answered it. Nothing happens to a
    draft whose edition is still in force. Raises `NotYourDraft`, `ActionNotAllowed`.
    """
    draft = lock_for_writing(draft_id, DraftAction.SAVE, by=by)
    newer = newer_edition(draft)
    if newer is None or draft.base is None:
        return draft
    base, theirs, ours = (
        decode(each) for each in (draft.base.content, newer.content, draft.content)
    )
    with override(CHINESE):
        lines = contested(base, theirs, ours, names=names_for(base, theirs, ours))
    DraftRemark.objects.bulk_create(_remarks(draft, lines, number=newer.number, by=by, at=at))
    draft.base = newer
    draft.save(update_fields=["base"])
    store(draft, joined(base, theirs, ours), by=by, at=at)
    trail.record(
        trail.stream_of(f"draft:{draft.pk}"),
        Act("draft.catch-up", {"base": newer.number, "contested": len(lines)}),
        by=by,
        at=at,
    )
    return draft


def _remarks(
    draft: EditionDraft, lines: Iterable[Line], *, number: int, by: Actor, at: datetime
) -> list[DraftRemark]:
    return [
        DraftRemark(
            draft=draft,
            place=line.path[:LONGEST_PLACE],
            about=line.heading[:LONGEST_ABOUT],
            text=_words(line, number),
            made_at=at,
            made_by=by.name,
        )
        for line in lines
    ]


def _words(line: Line, number: int) -> str:
    if not line.words:
        return f"第 {number} 版删去了这一项，草稿也改了它。请核对还要不要。"
    return f"第 {number} 版这里改成了“{line.words[:900]}”。草稿留着自己的写法，请核对用哪一个。"
