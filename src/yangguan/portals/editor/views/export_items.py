"""导出事项: what is in force, of all or of one department or list, in the form that is wanted."""

import tempfile
from pathlib import Path

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.parameters import whole_number
from yangguan.foundation.web.refusals import Refusal, refused
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.catalogue.queries import ItemList, departments_with_items
from yangguan.registers.imports.exports import (
    FORMAT_WORDS,
    ExportFormat,
    Selection,
    export_lines,
    file_name,
    is_streamed,
    write_export,
)

LIST_WORDS = {
    ItemList.POWERS: _("行政权力事项清单"),
    ItemList.PUBLIC_SERVICES: _("公共服务事项清单"),
    ItemList.NEARBY_SERVICES: _("便民服务事项清单"),
}


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The form. Two queries beside the sign-in and the rail."""
    context = staff_page(request, here="editor:export") | {
        "departments": departments_with_items(),
        "lists": [(each.value, LIST_WORDS[each]) for each in ItemList],
        "formats": [(each.value, words) for each, words in FORMAT_WORDS.items()],
        "chosen": request.GET.get("department", ""),
    }
    return render(request, "editor/export_items/page.html", context)


@require_safe
@role_required(Role.EDITOR)
def download(request: OfficerRequest) -> HttpResponseBase:
    """The file: sent while it is written where its form allows it."""
    form, selection = _form(request), _selection(request)
    at = timezone.now()
    name, media_type = file_name(form, at=at)
    if is_streamed(form):
        response = StreamingHttpResponse(
            export_lines(selection, form, at=at), content_type=media_type
        )
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return response
    with tempfile.TemporaryDirectory(prefix="yangguan-export-") as folder:
        path = Path(folder) / "file"
        try:
            write_export(selection, form, path, at=at)
        except Refusal as refusal:
            return refused(request, refusal)
        # An open file outlives its name: nothing stays behind, however the download ends.
        opened = path.open("rb")
    return FileResponse(opened, as_attachment=True, filename=name, content_type=media_type)


def _form(request: OfficerRequest) -> ExportFormat:
    try:
        return ExportFormat(request.GET.get("format", ""))
    except ValueError:
        return ExportFormat.WORKBOOK


def _selection(request: OfficerRequest) -> Selection:
    chosen = request.GET.get("list", "")
    return Selection(
        department_id=whole_number(request.GET.get("department", "")),
        item_list=ItemList(chosen) if chosen in set(ItemList) else None,
    )
