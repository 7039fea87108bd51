"""出件: results that wait to be handed over, found by number, name or document."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.pages import asked_cursor
from yangguan.handling.cases.queries.case_lists import work_of
from yangguan.portals.counter.identities import party_of
from yangguan.portals.desk.shell import (
    OfficerRequest,
    density_links,
    density_switched,
    staff_page,
)
from yangguan.portals.desk.signs import work_groups
from yangguan.portals.desk.views.work_list import keys_of_list

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.DELIVERY)
def show(request: OfficerRequest) -> HttpResponse:
    """
    The list, the nearest due first; a search is posted, since it may hold a person's number.

    Two queries beside the sign-in; six to find somebody by a number, which is traced.
    """
    if switched := density_switched(request):
        return switched
    today = timezone.localdate()
    text = request.POST.get("q", "").strip()
    party_id = party_of(text, reason="窗口出件", by=request.actor, at=timezone.now())
    page = work_of(
        request.actor,
        roles=[Role.DELIVERY],
        on=today,
        cursor=asked_cursor(request.GET),
        limit=PAGE,
        text="" if party_id else text,
        applicant_id=party_id,
    )
    context = staff_page(request, here="counter:delivery") | {
        "groups": work_groups(page.items, today=today),
        "text": text,
        "pager_links": page.links(back=_("更早到期"), on=_("更晚到期")),
        "density_links": density_links(request),
        "keys": keys_of_list(),
    }
    return render(request, "counter/delivery/page.html", context)
