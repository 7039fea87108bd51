"""收件: what waits for acceptance at this counter."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.pages import asked_cursor
from yangguan.handling.cases.queries.case_lists import work_of
from yangguan.handling.cases.queries.silent_cases import silent_cases
from yangguan.portals.desk.shell import (
    OfficerRequest,
    density_links,
    density_switched,
    kept_query,
    staff_page,
)
from yangguan.portals.desk.signs import work_groups
from yangguan.portals.desk.views.work_list import keys_of_list

PAGE = 50


@require_safe
@role_required(Role.INTAKE)
def show(request: OfficerRequest) -> HttpResponse:
    """
    Applications to accept, the nearest due first, and those that silence has accepted. Three
    queries beside the sign-in.
    """
    if switched := density_switched(request):
        return switched
    today = timezone.localdate()
    text = request.GET.get("q", "").strip()
    page = work_of(
        request.actor,
        roles=[Role.INTAKE],
        on=today,
        cursor=asked_cursor(request.GET),
        limit=PAGE,
        text=text,
    )
    links = page.links(query=kept_query(request, "q"), back=_("更早到期"), on=_("更晚到期"))
    context = staff_page(request, here="counter:intake") | {
        "groups": work_groups(page.items, today=today),
        "silent": silent_cases(request.actor),
        "text": text,
        "pager_links": links,
        "density_links": density_links(request),
        "keys": keys_of_list(),
    }
    return render(request, "counter/intake/page.html", context)
