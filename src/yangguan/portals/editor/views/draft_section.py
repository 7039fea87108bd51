"""One section of a draft: shown, saved field by field, its lists changed, undone."""

import uuid
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web import formatting
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.parameters import revision_number
from yangguan.foundation.web.problems import problem, wants_problem
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.desk.shell import OfficerRequest
from yangguan.portals.editor.clash_words import clash_lines
from yangguan.portals.editor.draft_blocks import Posted, blocks_of, lists_within
from yangguan.portals.editor.draft_offers import choices_of_table, offers, picked
from yangguan.portals.editor.draft_parts import Listing, Section, Single
from yangguan.portals.editor.draft_reading import UnreadableInput, read
from yangguan.portals.editor.draft_sections import BY_KEY, SECTIONS, part_at
from yangguan.portals.editor.draft_shell import draft_page, read_draft
from yangguan.portals.editor.matrix import matrix_table
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.process_picture import picture_of
from yangguan.registers.drafting.edits import ChangeList, ListAct, SetFields, at_place, tree_of
from yangguan.registers.drafting.errors import NoSuchPlace
from yangguan.registers.drafting.operations.presence import note_presence
from yangguan.registers.drafting.operations.save import Saved, save_draft, undo
from yangguan.registers.drafting.queries import DraftView


@require_safe
@role_required(Role.EDITOR)
@answering_refusals
def show(request: OfficerRequest, draft_id: uuid.UUID, section: str) -> HttpResponse:
    """A section with its faults; `?open=` unfolds an entry of a list."""
    view = read_draft(request, draft_id)
    note_presence(
        draft_id=draft_id, section=str(_section(section).title), by=request.actor, at=timezone.now()
    )
    return _page(request, view, _section(section), open_place=request.GET.get("open", ""))


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def save(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """
    Save the fields of one place: from a form, or as one types.

    A program that saves gets the new revision; 422 where a field cannot be stored, 409 where
    somebody else wrote the same field.
    """
    place = request.POST.get("place", "")
    # As one types: the faults are read with the page, not with each save.
    view = read_draft(request, draft_id, is_checked=False)
    section, part = _part(request.POST.get("section", ""), place)
    values, errors = _read(part, place, request.POST, view.content)
    if errors:
        return _unreadable(request, draft_id, section, Posted(place, request.POST, errors))
    values |= choices_of_table(values.get("code_table", ""))
    saved = save_draft(
        draft_id=draft_id,
        edit=SetFields(place, values),
        seen_revision=revision_number(request.POST.get("revision", "")),
        by=request.actor,
        at=timezone.now(),
    )
    if saved.clashes:
        return _clashing(request, draft_id, section, part, place, saved)
    if wants_problem(request):
        return JsonResponse(
            {
                "revision": saved.draft.revision,
                "saved_at": formatting.moment(saved.draft.saved_at, now=timezone.now()),
            }
        )
    return redirect(_address(draft_id, section.key, place if "." in place else ""))


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def change(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """
    Add, remove, move or copy an entry of a list.

    `act`: `add materials 3` (before the third), `move materials 3 0` (the third to the front).
    """
    act, place, index, target = _act(request.POST.get("act", ""))
    section, part = _part("", place)
    if not isinstance(part, Listing):
        raise NoSuchPlace
    value: dict[str, Any] | int | None = target
    if act is ListAct.ADD:
        value = part.blank() | picked(part.picker, request.POST.get("pick", ""))
    saved = save_draft(
        draft_id=draft_id,
        edit=ChangeList(place, act, index, value),
        seen_revision=revision_number(request.POST.get("revision", "")),
        by=request.actor,
        at=timezone.now(),
    )
    if saved.clashes:
        return _clashing(request, draft_id, section, part, place, saved)
    opened = {
        ListAct.ADD: f"{place}.{index}",
        ListAct.COPY: f"{place}.{index + 1}",
        ListAct.UP: f"{place}.{max(index - 1, 0)}",
        ListAct.DOWN: f"{place}.{index + 1}",
        ListAct.MOVE: f"{place}.{target}",
        ListAct.REMOVE: "",
    }[act]
    return redirect(_address(draft_id, section.key, opened))


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def take_back(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Undo the last change."""
    undo(
        draft_id=draft_id,
        seen_revision=revision_number(request.POST.get("revision", "")),
        by=request.actor,
        at=timezone.now(),
    )
    return redirect(_address(draft_id, _section(request.POST.get("section", "")).key, ""))


def _page(
    request: OfficerRequest,
    view: DraftView,
    section: Section,
    *,
    open_place: str = "",
    posted: Posted | None = None,
    status: int = 200,
) -> HttpResponse:
    context = draft_page(request, view, here=section.key)
    singles, lists, loose = blocks_of(
        section,
        view.content,
        tree_of(view.content),
        context["faults"],
        open_place=open_place,
        posted=posted,
    )
    context |= {
        "section": section,
        "singles": singles,
        "lists": lists,
        "loose": loose,
        "open_place": open_place,
        "remarks": [each for each in view.remarks if each.place.split("/")[0] == section.key]
        + ([each for each in view.remarks if not each.place] if section is SECTIONS[0] else []),
    }
    context["offers"] = offers(
        [each for each in lists_within(lists) if each.place == request.GET.get("in")],
        request.GET.get("find", "").strip(),
    )
    if section.key == "situations" and view.content.situations:
        context["matrix"] = matrix_table(view.content)
    if section.key == "process":
        context["picture"] = picture_of(view.content.process)
    return render(request, "editor/draft/page.html", context, status=status)


def _section(key: str) -> Section:
    if key not in BY_KEY:
        raise NoSuchPlace
    return BY_KEY[key]


def _part(section_key: str, place: str) -> tuple[Section, Single | Listing]:
    """What a place is edited by; the content itself is edited in several sections."""
    if place == "":
        section = _section(section_key)
        for part in section.parts:
            if isinstance(part, Single) and part.place == "":
                return section, part
        raise NoSuchPlace
    found = part_at(place)
    if found is None:
        raise NoSuchPlace
    return found


def _read(
    part: Single | Listing, place: str, data: QueryDict, content: EditionContent
) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    inputs = part.inputs
    if isinstance(part, Listing):
        inputs = part.inputs_for(at_place(tree_of(content), place))
    for spec in inputs:
        try:
            values[spec.name] = read(spec, data, content)
        except UnreadableInput as error:
            errors[spec.name] = str(error)
    return values, errors


def _unreadable(
    request: OfficerRequest, draft_id: uuid.UUID, section: Section, posted: Posted
) -> HttpResponse:
    if wants_problem(request):
        name, message = next(iter(posted.errors.items()))
        return problem(status=422, code="unreadable-value", title=message, field=name)
    view = read_draft(request, draft_id)
    return _page(request, view, section, open_place=posted.place, posted=posted, status=422)


def _clashing(
    request: OfficerRequest,
    draft_id: uuid.UUID,
    section: Section,
    part: Single | Listing,
    place: str,
    saved: Saved,
) -> HttpResponse:
    """Both versions of each field side by side; the person chooses."""
    if wants_problem(request):
        return problem(
            status=409,
            code="edition-draft-changed",
            title=_("%(name)s改过同样的内容，这里没有保存。") % {"name": saved.other},
        )
    view = read_draft(request, draft_id)
    context = draft_page(request, view, here=section.key) | {
        "section": section,
        "place": place,
        "other": saved.other,
        "clashes": clash_lines(part, saved.clashes, view.content),
        "posted": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in {"csrfmiddlewaretoken", "revision"}
        ],
        "may_force": isinstance(part, Single) or "act" not in request.POST,
        "section_url": _address(view.id, section.key, place if "." in place else ""),
    }
    return render(request, "editor/draft/clash.html", context, status=409)


def _act(text: str) -> tuple[ListAct, str, int, int | None]:
    try:
        act, place, index, *more = text.split(" ")
        return ListAct(act), place, int(index), int(more[0]) if more else None
    except ValueError:
        raise NoSuchPlace from None


def _address(draft_id: uuid.UUID, section: str, opened: str) -> str:
    url = reverse("editor:draft", args=[draft_id, section])
    return f"{url}?open={opened}#opened" if opened else url
