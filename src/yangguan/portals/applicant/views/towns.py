"""Towns, their halls and what they offer: close to home."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import current
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.organisations import queries as organisations
from yangguan.registers.organisations.queries import HallLine, RegionLine

TOWN_LEVEL = 4
# The digits of a region code that a town and its villages share.
TOWN_PREFIX = 9
TOWN_HALL = "镇政务服务中心"


@dataclass(frozen=True, slots=True)
class TownLine:
    """A town in the list, with its own hall if it has one."""

    town: RegionLine
    hall: HallLine | None
    village_halls: int


@public
@require_safe
@cached_for_strangers
def towns(request: PublicRequest) -> HttpResponse:
    """Every town with its hall. Two queries."""
    halls: dict[str, list[HallLine]] = {}
    for hall in organisations.halls():
        halls.setdefault(hall.region_code[:TOWN_PREFIX], []).append(hall)
    lines = [
        _line(town, halls.get(town.code[:TOWN_PREFIX], []))
        for town in organisations.regions(levels=(TOWN_LEVEL,))
    ]
    context = {
        "lines": lines,
        "crumbs": current([home_crumb()], _("镇和社区")),
        "section": "search",
    }
    return render(request, "applicant/towns/page.html", context)


@public
@require_safe
@cached_for_strangers
def town(request: PublicRequest, code: str) -> HttpResponse:
    """A town: what it offers, its hall, the places in its villages. Three queries."""
    known = organisations.regions(levels=(TOWN_LEVEL,))
    found = next((each for each in known if each.code == code), None)
    if found is None:
        raise Http404
    halls = organisations.halls(region_prefix=code[:TOWN_PREFIX])
    line = _line(found, halls)
    items, _beyond = catalogue.items(town_code=code, limit=100)
    context = {
        "town": found,
        "hall": line.hall,
        "village_halls": [each for each in halls if each is not line.hall],
        "items": items,
        "crumbs": current([home_crumb(), (_("镇和社区"), page_url("towns"))], found.name),
        "section": "search",
    }
    return render(request, "applicant/towns/town.html", context)


def _line(town: RegionLine, halls: list[HallLine]) -> TownLine:
    own = next((each for each in halls if each.kind == TOWN_HALL), None)
    return TownLine(town, own, sum(each is not own for each in halls))
