"""One import: how far it is, what was refused and why, the refused items as a file."""

import tempfile
import uuid
from pathlib import Path

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import PagerLinks
from yangguan.foundation.web.parameters import whole_number
from yangguan.foundation.web.refusals import Refusal, refused
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.fault_words import file_words
from yangguan.portals.editor.import_words import act_words, state_label, state_words
from yangguan.registers.drafting.queries import draft_counts
from yangguan.registers.drafting.states import DraftState
from yangguan.registers.imports.operations.cancel_import import cancel_import
from yangguan.registers.imports.queries import RunLine, refused_lines, run_line
from yangguan.registers.imports.returned import write_returned


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest, run_id: uuid.UUID) -> HttpResponse:
    """The page; for htmx the part that changes while the import is under way."""
    try:
        run = run_line(run_id, by=request.actor)
    except Refusal as refusal:
        return refused(request, refusal)
    after = _after(request)
    lines, more = refused_lines(run_id, after=after)
    context = {
        "run": run,
        "label": state_label(run),
        "act_words": act_words(run),
        "words": state_words(run),
        "waiting": _waiting(request, run),
        "refused": [
            (line, [(file_words(fault.field), fault) for fault in line.faults]) for line in lines
        ],
        "pager_links": PagerLinks(on_url=f"?after={more}" if more else None),
    }
    if request.headers.get("HX-Request"):
        return render(request, "editor/import_run/_run.html", context)
    context |= staff_page(request, here="editor:import")
    return render(request, "editor/import_run/page.html", context)


@require_POST
@role_required(Role.EDITOR)
def cancel(request: OfficerRequest, run_id: uuid.UUID) -> HttpResponse:
    try:
        cancel_import(run_id=run_id, by=request.actor, at=timezone.now())
    except Refusal as refusal:
        return refused(request, refusal)
    return redirect("editor:import-run", run_id)


@require_safe
@role_required(Role.EDITOR)
def returned(request: OfficerRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """The refused items with their reasons, in the form in which they were sent."""
    with tempfile.TemporaryDirectory(prefix="yangguan-returned-") as folder:
        path = Path(folder) / "file"
        try:
            told = write_returned(run_id, path, by=request.actor)
        except Refusal as refusal:
            return refused(request, refusal)
        # An open file outlives its name: nothing stays behind, however the download ends.
        opened = path.open("rb")
    response = FileResponse(
        opened, as_attachment=True, filename=told.name, content_type=told.media_type
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _waiting(request: OfficerRequest, run: RunLine) -> int:
    """How many drafts of the import wait for review. Two queries, none where it made none."""
    if not run.submitted:
        return 0
    return draft_counts(by=request.actor, import_id=run.id).get(DraftState.SUBMITTED, 0)


def _after(request: OfficerRequest) -> int:
    asked = request.GET.get("after", "")
    return whole_number(asked) or 0
