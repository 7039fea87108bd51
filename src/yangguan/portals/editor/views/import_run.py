"""One import: how far it is, what was refused and why, the refused items as a file."""

import tempfile
import uuid
from pathlib import Path

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import PagerLinks
from yangguan.foundation.web.parameters import whole_number
from yangguan.foundation.web.refusals import Refusal, refused
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.imports.operations.cancel_import import cancel_import
from yangguan.registers.imports.queries import RunLine, refused_lines, run_line
from yangguan.registers.imports.returned import write_returned
from yangguan.registers.imports.states import ImportAct, RunState


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
        "words": state_words(run),
        "refused": lines,
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


def state_words(run: RunLine) -> str:
    """What the import has come to, in a sentence."""
    facts = {
        "total": run.total,
        "published": run.published,
        "refused": run.refused,
        "unchanged": run.unchanged,
    }
    match run.state:
        case RunState.WAITING:
            return _("正在读文件。")
        case RunState.CHECKING:
            return _("正在检查，还没有改动任何事项。")
        case RunState.PUBLISHING:
            return _("检查完了，正在发布。")
        case RunState.REFUSED:
            return _("%(refused)d 个有问题，按“全部合格才发布”，一个也没有发布。") % facts
        case RunState.CANCELLED:
            return _("已停下：已发布 %(published)d 个，其余的没有动。") % facts
        case RunState.FAILED:
            return run.fault
    if run.act is ImportAct.CHECK:
        return _("检查完了：%(total)d 个里 %(refused)d 个有问题，没有改动任何事项。") % facts
    return (
        _("完成：发布 %(published)d 个，没有变动 %(unchanged)d 个，退回 %(refused)d 个。") % facts
    )


def _after(request: OfficerRequest) -> int:
    asked = request.GET.get("after", "")
    return whole_number(asked) or 0
