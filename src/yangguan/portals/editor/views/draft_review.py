"""审核: the draft read line by line beside the edition in force, with a remark at any line."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.desk.shell import OfficerRequest
from yangguan.portals.editor.draft_shell import draft_page, read_draft
from yangguan.registers.catalogue.comparison import by_part
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.outline import Line, Part, outline
from yangguan.registers.catalogue.outline_labels import CodeNames
from yangguan.registers.drafting.bounds import LONGEST_PLACE
from yangguan.registers.drafting.operations.review import (
    answer_remark,
    approve_draft,
    make_remark,
    return_draft,
    revoke_approval,
)
from yangguan.registers.drafting.queries import RemarkLine
from yangguan.registers.drafting.states import DraftState


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of the draft with the remarks on it; `is_new`: not so in the edition in force."""

    line: Line
    place: str
    about: str
    is_new: bool
    remarks: tuple[RemarkLine, ...]


@require_safe
@role_required(Role.EDITOR)
@answering_refusals
def show(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What changes, and the whole text; the catalogue office may write beside each line."""
    view = read_draft(request, draft_id)
    names = view.code_names()
    before = _said(view.base, names) if view.base else set()
    remarks: dict[str, list[RemarkLine]] = {}
    for remark in view.remarks:
        remarks.setdefault(remark.place, []).append(remark)
    lines = [
        _read(line, is_new=bool(before) and (line.place, line.words) not in before, remarks=remarks)
        for line in outline(view.content, names=names)
    ]
    shown = {line.place for line in lines}
    differences = view.differences(names)
    context = draft_page(request, view, here="review") | {
        "parts": [
            (
                part,
                [(about, list(of)) for about, of in groupby(within, lambda each: each.line.about)],
            )
            for part, within in _by_part(lines)
        ],
        "changes": by_part(differences),
        "count": len(differences),
        "loose_remarks": [each for each in view.remarks if each.place not in shown],
        "is_under_review": view.state is DraftState.SUBMITTED,
        "decides": view.state is DraftState.SUBMITTED and view.may_review and not view.is_own,
    }
    return render(request, "editor/review/page.html", context)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def remark(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Write a remark at a line."""
    place = request.POST.get("place", "")
    make_remark(
        draft_id=draft_id,
        place=place,
        about=request.POST.get("about", ""),
        text=request.POST.get("text", ""),
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("意见记下了。全部看完再一次退回。"))
    return redirect("editor:draft-review", draft_id)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def answer(request: OfficerRequest, draft_id: uuid.UUID, remark_id: uuid.UUID) -> HttpResponse:
    """Answer a remark from the section that it is about."""
    answer_remark(
        remark_id=remark_id,
        answer=request.POST.get("answer", ""),
        by=request.actor,
        at=timezone.now(),
    )
    section = request.POST.get("section", "basic")
    if section in Part.values or section == "situations":
        return redirect("editor:draft", draft_id, section)
    return redirect("editor:draft-submit", draft_id)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def decide(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Approve, return with remarks, or stop an edition that waits for its day."""
    act, remark_text = request.POST.get("act"), request.POST.get("remark", "")
    now = timezone.now()
    if act == "approve":
        draft = approve_draft(draft_id=draft_id, by=request.actor, at=now)
        messages.success(request, _approved(draft.state, draft.effective_date.isoformat()))
    elif act == "revoke":
        revoke_approval(draft_id=draft_id, remark=remark_text, by=request.actor, at=now)
        messages.success(request, _("已经取消待施行，草稿退回部门。"))
    else:
        return_draft(draft_id=draft_id, remark=remark_text, by=request.actor, at=now)
        messages.success(request, _("已经退回，部门会看到每一条意见。"))
    return redirect("editor:draft-review", draft_id)


def _approved(state: str, day: str) -> str:
    if state == DraftState.PUBLISHED:
        return _("审核通过，已经发布施行。")
    return _("审核通过，%(day)s 自动施行。") % {"day": day}


def _read(line: Line, *, is_new: bool, remarks: dict[str, list[RemarkLine]]) -> ReadLine:
    place = line.path[:LONGEST_PLACE]
    return ReadLine(line, place, line.heading, is_new, tuple(remarks.get(place, ())))


def _said(content: EditionContent, names: CodeNames) -> set[tuple[tuple[str, str, str], str]]:
    return {(line.place, line.words) for line in outline(content, names=names)}


def _by_part(lines: Iterable[ReadLine]) -> list[tuple[Part, list[ReadLine]]]:
    return [(part, list(within)) for part, within in groupby(lines, lambda each: each.line.part)]
