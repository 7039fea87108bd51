"""Towns, villages and communities: close to home, what they offer, where, when and who."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import Link, current
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.opening_days import opening_days
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.portals.applicant.town_sketch import sketch
from yangguan.registers.catalogue.nearby import nearby_items
from yangguan.registers.organisations import queries as organisations
from yangguan.registers.organisations import towns as town_queries
from yangguan.registers.organisations.queries import HallLine, RegionLine
from yangguan.registers.organisations.towns import CommunityLine, OnDuty, Window

TOWN_LEVEL = 4
# The digits of a region code that a town and its villages share.
TOWN_PREFIX = 9
TOWN_HALL = "镇政务服务中心"
CITY_HALL = "市级政务大厅"


@dataclass(frozen=True, slots=True)
class TownLine:
    """A town in the list, with its own hall if it has one."""

    town: RegionLine
    hall: HallLine | None
    village_halls: int


@dataclass(frozen=True, slots=True)
class HallPage:
    """A hall with its windows and who is there."""

    hall: HallLine
    windows: tuple[Window, ...]
    on_duty: tuple[OnDuty, ...]


@public
@require_safe
@cached_for_strangers
def towns(request: PublicRequest) -> HttpResponse:
    """Every town with its hall, and a sketch of where they lie. Three queries."""
    halls: dict[str, list[HallLine]] = {}
    for hall in organisations.halls():
        halls.setdefault(hall.region_code[:TOWN_PREFIX], []).append(hall)
    lines = [
        _line(town, halls.get(town.code[:TOWN_PREFIX], []))
        for town in organisations.regions(levels=(TOWN_LEVEL,))
    ]
    context = {
        "lines": lines,
        "sketch": sketch(town_queries.places_on_sketch()),
        "opening": opening_days(official_calendar(), on=timezone.localdate()),
        "crumbs": current([home_crumb()], _("镇和社区")),
        "section": "search",
    }
    return render(request, "applicant/towns/page.html", context)


@public
@require_safe
@cached_for_strangers
def town(request: PublicRequest, code: str) -> HttpResponse:
    """
    A town, a village or a community: its items, its hall with windows and staff, its hours.

    Eight queries for a town, seven for a village.
    """
    found = town_queries.community(code)
    if found is None:
        raise Http404
    halls = organisations.halls(region_prefix=found.town_code[:TOWN_PREFIX])
    town_hall = next((each for each in halls if each.kind == TOWN_HALL), None)
    context: dict[str, object] = {
        "town": found,
        "opening": opening_days(official_calendar(), on=timezone.localdate()),
        "crumbs": _crumbs(found),
        "section": "search",
    }
    if found.level == TOWN_LEVEL:
        return _town(request, found, halls, town_hall, context)
    return _community(request, found, halls, town_hall, context)


def _town(
    request: PublicRequest,
    found: CommunityLine,
    halls: list[HallLine],
    town_hall: HallLine | None,
    context: dict[str, object],
) -> HttpResponse:
    village_halls = {each.region_code: each for each in halls if each is not town_hall}
    villages = [
        (each, village_halls.get(each.code))
        for each in organisations.regions(levels=(town_queries.COMMUNITY_LEVEL,))
        if each.parent_code == found.code
    ]
    items = nearby_items(town_code=found.code)
    names = {each.code: each.name for each, _hall in villages}
    context |= {
        "hall": _hall_page(town_hall, found, on=timezone.localdate()),
        "city_hall": None if town_hall else _city_hall(),
        "villages": villages,
        "items": items.town,
        "village_items": [(names.get(code, ""), code, line) for code, line in items.villages],
        "sketch": sketch(town_queries.places_on_sketch(), here=found.code),
    }
    return render(request, "applicant/towns/town.html", context)


def _community(
    request: PublicRequest,
    found: CommunityLine,
    halls: list[HallLine],
    town_hall: HallLine | None,
    context: dict[str, object],
) -> HttpResponse:
    own = next((each for each in halls if each.region_code == found.code), None)
    items = nearby_items(town_code=found.town_code, village_code=found.code)
    context |= {
        "hall": _hall_page(own, found, on=timezone.localdate()),
        "next_hall": town_hall or _city_hall(),
        "items": items.town,
        "own_items": [line for _code, line in items.villages],
    }
    return render(request, "applicant/towns/community.html", context)


def _hall_page(hall: HallLine | None, found: CommunityLine, *, on: date) -> HallPage | None:
    if hall is None:
        return None
    prefix = found.code if found.level != TOWN_LEVEL else found.code[:TOWN_PREFIX]
    return HallPage(
        hall=hall,
        windows=tuple(
            each
            for each in town_queries.windows(region_prefix=prefix)
            if each.hall_code == hall.code
        ),
        on_duty=tuple(
            each
            for each in town_queries.on_duty(region_prefix=prefix, on=on)
            if each.hall_code == hall.code
        ),
    )


def _city_hall() -> HallLine | None:
    return next((each for each in organisations.halls() if each.kind == CITY_HALL), None)


def _crumbs(found: CommunityLine) -> tuple[Link, ...]:
    ways = [home_crumb(), (_("镇和社区"), page_url("towns"))]
    if found.level != TOWN_LEVEL:
        ways.append((found.town_name, page_url("town", found.town_code)))
    return current(ways, found.name)


def _line(town: RegionLine, halls: list[HallLine]) -> TownLine:
    own = next((each for each in halls if each.kind == TOWN_HALL), None)
    return TownLine(town, own, sum(each is not own for each in halls))
