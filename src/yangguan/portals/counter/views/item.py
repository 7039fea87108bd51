"""新收件，第二步: which item, of any department that this counter serves."""

import uuid
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import PagerLinks
from yangguan.foundation.web.refusals import refused
from yangguan.handling.cases.errors import PartyUnknown
from yangguan.portals.counter.phases import phases
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.catalogue.queries import ItemLine, items
from yangguan.registers.catalogue.search import search_items
from yangguan.registers.parties.queries import profile

PAGE = 20
# The best hits of the whole catalogue; those of other counters fall out.
SEARCHED = 100


@require_safe
@role_required(Role.INTAKE)
def show(request: OfficerRequest, party_id: uuid.UUID) -> HttpResponse:
    """The items to choose from. At most five queries beside the sign-in."""
    party = profile(party_id)
    if party is None:
        return refused(request, PartyUnknown(), back_url=reverse("counter:applicant"))
    text = request.GET.get("q", "").strip()
    served = request.actor.served_departments(Role.INTAKE)
    audience = "organisation" if party.is_organisation else "person"
    found, after = _items(
        text, served=served, audience=audience, after=request.GET.get("after", "")
    )
    context = staff_page(request, here="counter:applicant") | {
        "phases": phases(1),
        "party": party,
        "text": text,
        "items": found,
        "pager_links": PagerLinks(on_url=f"?{urlencode({'after': after})}")
        if after
        else PagerLinks(),
    }
    name = "_list" if request.headers.get("HX-Request") else "page"
    return render(request, f"counter/item/{name}.html", context)


def _items(
    text: str, *, served: frozenset[int], audience: str, after: str
) -> tuple[list[ItemLine], str | None]:
    if not text:
        return items(department_ids=served, audience=audience, after=after, limit=PAGE)
    ranked = [line.task_code for line in search_items(text, limit=SEARCHED).items]
    mine, _more = items(department_ids=served, audience=audience, task_codes=ranked, limit=SEARCHED)
    return sorted(mine, key=lambda line: ranked.index(line.task_code))[:PAGE], None
