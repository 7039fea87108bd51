"""补正: cases that wait for their applicant, found by number, name or document."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.pages import asked_cursor
from yangguan.handling.cases.queries.corrections import CorrectionLine, corrections_at_counter
from yangguan.portals.counter.identities import party_of
from yangguan.portals.desk.shell import (
    OfficerRequest,
    density_links,
    density_switched,
    staff_page,
)
from yangguan.portals.desk.signs import short_number
from yangguan.portals.desk.views.work_list import keys_of_list


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A line of the list; `is_past`: the day until which the applicant was asked has gone by."""

    line: CorrectionLine
    short_number: str
    is_past: bool


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.INTAKE)
def show(request: OfficerRequest) -> HttpResponse:
    """
    The list, the nearest last day first; a search is posted, since it may hold a person's number.

    Two queries beside the sign-in; six to find somebody by a number, which is traced.
    """
    if switched := density_switched(request):
        return switched
    text = request.POST.get("q", "").strip()
    party_id = party_of(text, reason="窗口代为补正", by=request.actor, at=timezone.now())
    page = corrections_at_counter(
        request.actor,
        cursor=asked_cursor(request.GET),
        text="" if party_id else text,
        applicant_id=party_id,
    )
    context = staff_page(request, here="counter:corrections") | {
        "rows": [_row(line, today=timezone.localdate()) for line in page.items],
        "text": text,
        "pager_links": page.links(back=_("更早到期"), on=_("更晚到期")),
        "density_links": density_links(request),
        "keys": keys_of_list(),
    }
    return render(request, "counter/corrections/page.html", context)


def _row(line: CorrectionLine, *, today: date) -> CorrectionRow:
    return CorrectionRow(line, short_number(line.number), is_past=line.correct_by < today)
