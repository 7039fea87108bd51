"""The draft of a publication: saved as one types, with items and files, beside colleagues."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.files import store
from yangguan.foundation.web import formatting
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.downloads import file_response
from yangguan.foundation.web.form_errors import errors_of, status_of, summary_of
from yangguan.foundation.web.parameters import revision_number, uuid_of
from yangguan.foundation.web.refusals import Refusal, answering_refusals
from yangguan.portals.applicant.draft_files import sent_file
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.publication_fields import DATES, note_field, read_text, text_fields
from yangguan.portals.editor.publication_files import FILES, files_field, stored_answer
from yangguan.registers.catalogue.search import search_items
from yangguan.registers.publications.editing import (
    DraftView,
    draft_of,
    edited_attachment,
    explainable,
    item_names,
)
from yangguan.registers.publications.errors import PublicationChangedElsewhere
from yangguan.registers.publications.operations.attach import (
    attach_to_publication,
    detach_from_publication,
)
from yangguan.registers.publications.operations.save_draft import save_publication_draft
from yangguan.registers.publications.rules import TextDifference, differences
from yangguan.registers.publications.text import PublicationText

MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """How the page is drawn this time."""

    text: PublicationText | None = None  # what was sent and not saved
    note: str | None = None
    refusal: Refusal | None = None
    conflict: tuple[TextDifference, ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    sought: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def show(request: OfficerRequest, code: str) -> HttpResponse:
    """The form (GET, seven queries at most beside the sign-in); save it and go on (POST)."""
    if request.method != "POST":
        return _page(request, code, Shown(sought=request.GET.get("item_q", "").strip()))
    note = request.POST.get("change_note", "").strip()
    text, fault = read_text(request.POST)
    if fault is not None:
        typed = {name: request.POST.get(name, "") for name in DATES}
        return _page(request, code, Shown(text, note, fault, typed=typed))
    try:
        _save(request, code, text, note)
        _file_acts(request, code)
    except PublicationChangedElsewhere as refusal:
        saved = draft_of(code, by=request.actor)
        conflict = tuple(differences(saved.text, text))
        return _page(request, code, Shown(text, note, refusal, conflict))
    except Refusal as refusal:
        if refusal.field is None:
            raise
        return _page(request, code, Shown(text, note, refusal))
    if "find_items" in request.POST:
        return _page(request, code, Shown(sought=request.POST.get("item_q", "").strip()))
    if "upload" in request.POST or "remove_file" in request.POST:
        return redirect("editor:publication-draft", code)
    ahead = "editor:publication-preview" if "preview" in request.POST else "editor:publication"
    return redirect(ahead, code)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def save(request: OfficerRequest, code: str) -> HttpResponse:
    """Keep what has been typed so far; answers the new revision. Refused from an older page."""
    now = timezone.now()
    text, fault = read_text(request.POST)
    if fault is not None:
        raise fault
    revision = _save(request, code, text, request.POST.get("change_note", "").strip())
    return JsonResponse({"revision": revision, "saved_at": formatting.moment(now, now=now)})


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def upload(request: OfficerRequest, code: str) -> HttpResponse:
    """One file, sent as it was chosen; answers what was stored."""
    stored = attach_to_publication(
        code=code, upload=sent_file(request), by=request.actor, at=timezone.now()
    )
    return stored_answer(code, stored.file)


@require_safe
@role_required(Role.EDITOR)
@answering_refusals
def file(request: OfficerRequest, code: str, file_id: uuid.UUID) -> HttpResponse:
    """A file of any version, for its editors. Three queries at most beside the sign-in."""
    found = edited_attachment(code, file_id, by=request.actor)
    if found is None:
        raise Http404
    return file_response(store.read(found.digest), name=found.name, media_type=found.media_type)


@require_safe
@role_required(Role.EDITOR)
def items(request: OfficerRequest) -> HttpResponse:
    """The items that a search finds, as boxes to tick. Replaces what it found before."""
    return render(
        request,
        "editor/publication_draft/_found.html",
        {"found": found_items(request.GET.get("item_q", "").strip()), "sought": "?"},
    )


def _save(request: OfficerRequest, code: str, text: PublicationText, note: str) -> int:
    return save_publication_draft(
        code=code,
        text=text,
        change_note=note,
        by=request.actor,
        at=timezone.now(),
        seen_revision=revision_number(request.POST.get("revision", "")),
    ).revision


def _file_acts(request: OfficerRequest, code: str) -> None:
    """Files that came with the form, and the one whose button was pressed."""
    for sent in request.FILES.getlist(FILES):
        try:
            attach_to_publication(code=code, upload=sent, by=request.actor, at=timezone.now())
        except Refusal as refusal:
            refusal.field = FILES
            raise
    if removed := uuid_of(request.POST.get("remove_file", "")):
        detach_from_publication(code=code, file_id=removed, by=request.actor)


def _page(request: OfficerRequest, code: str, shown: Shown) -> HttpResponse:
    draft = draft_of(code, by=request.actor)
    now = timezone.now()
    text = shown.text or draft.text
    is_beside_field = shown.refusal is not None and shown.refusal.field
    errors = errors_of(shown.refusal) if is_beside_field else {}
    fields = text_fields(text, typed=shown.typed, explained=explainable(), errors=errors)
    files = files_field(draft, error=errors.get(FILES, ""))
    context = staff_page(request, here="editor:publications") | {
        "draft": draft,
        "text": text,
        "fields": fields,
        "note": note_field(draft.change_note if shown.note is None else shown.note, errors),
        "files": files,
        "chosen": draft.items if shown.text is None else item_names(text.items),
        "found": found_items(shown.sought),
        "sought": shown.sought,
        "errors": summary_of(errors),
        "body_error": errors.get("body", ""),
        "refusal": shown.refusal if not errors else None,
        "conflict": shown.conflict,
        "is_unsaved": shown.refusal is not None,
        "saved_words": _saved_words(draft, now),
        "owner": request.actor.account_id,
    }
    status = status_of(shown.refusal)
    return render(request, "editor/publication_draft/page.html", context, status=status)


def _saved_words(draft: DraftView, now: datetime) -> str:
    facts = {
        "time": formatting.moment(draft.saved_at, now=now),
        "name": draft.saved_by,
    }
    return _("已保存 · %(time)s · %(name)s") % facts


def found_items(sought: str) -> list[tuple[str, str]]:
    """Code and name of the items that a search finds. Two to four queries, none without words."""
    if not sought:
        return []
    lines = search_items(sought, limit=MOST_FOUND).items
    return [(line.task_code, line.name) for line in lines]
