"""The home page: one search box, the seven things, and every way to an item."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.organisations import queries as organisations
from yangguan.registers.publications import queries as publications

NEWS = 3
DEPARTMENTS = 20
TOWN_LEVEL = 4
FOR_PERSONS = "个人"
# Towns stand in a list of their own.
TOWN_GOVERNMENT = "镇人民政府"

# Searches that are offered below the box: words as people say them.
OFTEN = (
    (gettext_noop("开饭馆"), "饭馆"),
    (gettext_noop("交医保"), "医保"),
    (gettext_noop("换身份证"), "换身份证"),
    (gettext_noop("领高龄津贴"), "高龄津贴"),
)

# The sign of each situation in life; one that is not named here gets a flag.
_ICONS = {
    "P01": "birth", "P02": "school", "P03": "work", "P04": "marriage", "P05": "identity",
    "P06": "house", "P07": "health", "P08": "old-age", "P09": "aid", "P10": "law",
    "P11": "farm", "P12": "volunteer", "P13": "memorial",
    "C01": "company", "C02": "food", "C03": "project", "C04": "building", "C05": "team",
    "C06": "tourism", "C07": "change", "C08": "close-down",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventTile:
    code: str
    name: str
    description: str
    icon: str


@public
@require_safe
@cached_for_strangers
def home(request: PublicRequest) -> HttpResponse:
    """Five queries; the same page for every stranger, so that it can be cached whole."""
    events = catalogue.life_events()
    departments = [
        each for each in catalogue.departments_with_items() if each.kind != TOWN_GOVERNMENT
    ]
    context = {
        "often": [(_(words), query) for words, query in OFTEN],
        "personal_events": [_tile(each) for each in events if each.audience == FOR_PERSONS],
        "business_events": [_tile(each) for each in events if each.audience != FOR_PERSONS],
        "departments": departments[:DEPARTMENTS],
        "towns": organisations.regions(levels=(TOWN_LEVEL,)),
        "news": publications.latest(kind=publications.ANNOUNCEMENT, limit=NEWS),
    }
    return render(request, "applicant/home/page.html", context)


def _tile(event: catalogue.LifeEventLine) -> EventTile:
    return EventTile(
        code=event.code,
        name=event.name,
        description=event.description,
        icon=_ICONS.get(event.code, "flag"),
    )
