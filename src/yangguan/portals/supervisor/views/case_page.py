"""One case as supervision reads it: everything, and nothing to press."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.refusals import refused
from yangguan.handling.cases.errors import CaseRefusal
from yangguan.handling.cases.queries.case_page import case_view
from yangguan.portals.desk.case_panes import case_panes, material_pane
from yangguan.portals.desk.shell import OfficerRequest, staff_page


@require_safe
@role_required(Role.SUPERVISOR)
def show(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """The panes of the case, read only. At most eight queries beside the sign-in."""
    today = timezone.localdate()
    list_url = reverse("supervisor:live")
    try:
        view = case_view(case_id, by=request.actor, on=today)
    except CaseRefusal as refusal:
        return refused(request, refusal, back_url=list_url)
    if request.headers.get("HX-Request"):
        context = material_pane(view, asked=request.GET)
        return render(request, "desk/case_page/_materials.html", context)
    context = (
        staff_page(request, here="supervisor:live", is_slim=True)
        | case_panes(view, today=today, asked=request.GET)
        | {"back_url": list_url}
    )
    return render(request, "supervisor/case_page/page.html", context)
