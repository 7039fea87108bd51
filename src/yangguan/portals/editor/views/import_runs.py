"""导入记录: files that were imported or are being imported, newest first."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import PagerLinks
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.import_words import state_label
from yangguan.registers.imports.queries import runs


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """Two queries beside the sign-in, however many there are."""
    lines, more = runs(request.actor, before=request.GET.get("before", ""))
    on_url = f"?{urlencode({'before': more})}" if more else None
    context = staff_page(request, here="editor:import") | {
        "runs": [(line, state_label(line)) for line in lines],
        "pager_links": PagerLinks(on_url=on_url),
    }
    return render(request, "editor/import_runs/page.html", context)
