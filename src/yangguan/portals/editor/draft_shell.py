"""The frame of every page of a draft: head, sections with their faults, who else is here."""

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yangguan.foundation.web import formatting
from yangguan.foundation.web.components import StateTag, Tone
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.draft_sections import SECTIONS
from yangguan.portals.editor.fault_places import PlacedFault, placed
from yangguan.portals.editor.fault_words import where_words
from yangguan.registers.drafting.edits import tree_of
from yangguan.registers.drafting.queries import DraftView, draft_view
from yangguan.registers.drafting.states import DraftState

TONES = {
    DraftState.DRAFT: Tone.INFO,
    DraftState.SUBMITTED: Tone.WARN,
    DraftState.RETURNED: Tone.BAD,
    DraftState.APPROVED: Tone.OK,
    DraftState.PUBLISHED: Tone.NEUTRAL,
    DraftState.DISCARDED: Tone.PLAIN,
}


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A section in the table of contents with what is wrong in it."""

    key: str
    title: str
    refusals: int
    warnings: int
    is_current: bool


def read_draft(
    request: OfficerRequest, draft_id: uuid.UUID, *, is_checked: bool = True
) -> DraftView:
    """
    The draft as the signed-in person sees it. Raises `DraftNotFound`.

    `is_checked`: with its faults, which a save, a preview and a sign of life do not need.
    """
    return draft_view(draft_id, by=request.actor, at=timezone.now(), is_checked=is_checked)


def draft_page(request: OfficerRequest, view: DraftView, *, here: str) -> dict[str, Any]:
    """The context of the frame. `here`: the key of the section, or of another page of the draft."""
    order = [section.key for section in SECTIONS]
    faults = sorted(placed(view.faults, view.content), key=lambda fault: order.index(fault.section))
    refusals = [fault for fault in faults if fault.is_refusal]
    tree = tree_of(view.content) if faults else {}
    return staff_page(request, here="editor:drafts", is_slim=True) | {
        "draft": view,
        "here": here,
        "title": view.content.name or _("新事项"),
        "state": StateTag(state_words(view), TONES[view.state]),
        "saved_words": _("%(time)s 已保存")
        % {"time": formatting.moment(view.saved_at, now=timezone.now())},
        "toc": toc(faults, here=here),
        "faults": faults,
        "found": [(fault, where_words(fault, tree)) for fault in faults],
        "refusals": refusals,
        "warnings": len(faults) - len(refusals),
        "may_submit": view.may_write and not refusals,
    }


def state_words(view: DraftView) -> str:
    """第 4 版 草稿."""
    return _("第 %(number)d 版 %(state)s") % {"number": view.number, "state": view.state.label}


def toc(faults: list[PlacedFault], *, here: str) -> list[TocEntry]:
    """Every section with the number of its faults."""
    bad = Counter(fault.section for fault in faults if fault.is_refusal)
    warned = Counter(fault.section for fault in faults if not fault.is_refusal)
    return [
        TocEntry(
            section.key,
            str(section.title),
            bad[section.key],
            warned[section.key],
            section.key == here,
        )
        for section in SECTIONS
    ]
