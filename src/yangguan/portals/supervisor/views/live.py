"""实时监察: the open cases of the city by the time that is left, renewed every half minute."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import Figure, Link, MarkKind
from yangguan.foundation.web.deadlines import Deadline
from yangguan.foundation.web.moons import Moon
from yangguan.foundation.web.pages import asked_cursor
from yangguan.foundation.web.parameters import whole_number
from yangguan.oversight.supervision.queries import (
    Light,
    LightCounts,
    OpenCase,
    city_counts,
    counts_by_department,
    open_cases,
)
from yangguan.portals.desk.shell import (
    OfficerRequest,
    density_links,
    density_switched,
    kept_query,
    staff_page,
)
from yangguan.portals.desk.signs import MOONS, deadline_of
from yangguan.portals.supervisor.bars import Bar, bar_of

PAGE = 50
SILENCE = "silence"
# More departments than this make a chart that nobody reads; the table has them all.
CHARTED = 12
MARKS = {
    Light.NEAR: MarkKind.REMIND,
    Light.YELLOW: MarkKind.YELLOW,
    Light.RED: MarkKind.RED,
    Light.STOPPED: MarkKind.STOP,
}


@dataclass(frozen=True, slots=True)
class Row:
    case: OpenCase
    moon: Moon
    deadline: Deadline | None
    mark: MarkKind | None


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    counts: LightCounts
    bar: Bar
    url: str
    is_current: bool


@require_safe
@role_required(Role.SUPERVISOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The page, or for htmx its live part. Three queries beside the sign-in, however many cases."""
    if switched := density_switched(request):
        return switched
    today = timezone.localdate()
    light, department_id = asked_light(request), asked_department(request)
    departments = counts_by_department(on=today)
    chosen = next((each for each in departments if each.department_id == department_id), None)
    page = open_cases(
        on=today,
        department_id=department_id,
        light=light,
        by_silence=bool(request.GET.get(SILENCE)),
        cursor=asked_cursor(request.GET),
        limit=PAGE,
    )
    city = city_counts(departments, name=_("全市"))
    live = {
        "updated_at": timezone.localtime(),
        "figures": _figures(chosen or city, department_id),
        "departments": _department_rows(departments, department_id, light),
        "chart": chart_option(departments[:CHARTED]),
        "chosen": chosen,
        "rows": [_row(case) for case in page.items],
        "lights": _light_chips(request, light, department_id, chosen or city),
        "light_word": light_words(light) if light else "",
        "pager_links": page.links(
            query=kept_query(request, "department", "light", SILENCE),
            back=_("更早到期"),
            on=_("更晚到期"),
        ),
        "live_url": request.get_full_path(),
        "list_url": reverse("supervisor:live"),
    }
    if request.headers.get("HX-Request"):
        return render(request, "supervisor/live/_live.html", live)
    context = staff_page(request, here="supervisor:live") | live
    context["density_links"] = density_links(request)
    return render(request, "supervisor/live/page.html", context)


def asked_light(request: OfficerRequest) -> Light | None:
    asked = request.GET.get("light", "")
    return Light(asked) if asked in set(Light) else None


def asked_department(request: OfficerRequest) -> int | None:
    asked = request.GET.get("department", "")
    return whole_number(asked)


def light_words(light: Light) -> str:
    """The word that a light never stands without."""
    words = {
        Light.GREEN: _("在承诺内"),
        Light.NEAR: _("提醒"),
        Light.YELLOW: _("超承诺"),
        Light.RED: _("超法定"),
        Light.STOPPED: _("停钟"),
    }
    return words[light]


def filter_url(
    *, department_id: int | None = None, light: Light | None = None, by_silence: bool = False
) -> str:
    """The list with this filter."""
    asked = {
        "department": department_id or "",
        "light": light.value if light else "",
        SILENCE: "1" if by_silence else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    url = reverse("supervisor:live")
    return f"{url}?{query}" if query else url


def chart_option(departments: list[LightCounts]) -> dict[str, Any]:
    """Stacked bars of the departments with most to worry about, worst at the top; data only."""
    shown = list(reversed(departments))
    lights = (Light.GREEN, Light.NEAR, Light.YELLOW, Light.RED, Light.STOPPED)
    return {
        # Room for a legend of two lines, which English words need.
        "grid": {"left": 8, "right": 24, "top": 56, "bottom": 8, "containLabel": True},
        "legend": {"top": 0, "left": 0},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "data": [each.name for each in shown]},
        "series": [
            {
                "name": light_words(light),
                "type": "bar",
                "stack": "lights",
                "data": [each.of(light) for each in shown],
            }
            for light in lights
        ],
    }


def _figures(counts: LightCounts, department_id: int | None) -> list[Figure]:
    def figure(label: str, value: int, light: Light | None, detail: str = "") -> Figure:
        url = filter_url(department_id=department_id, light=light)
        return Figure(label, f"{value:,}", detail, url, MARKS.get(light) if light else None)

    stopped = _("停钟 %(count)s") % {"count": f"{counts.stopped:,}"}
    today = _("今天到期 %(count)s") % {"count": f"{counts.due_today:,}"}
    return [
        figure(_("在办"), counts.total, None, stopped),
        figure(_("在承诺内"), counts.green, Light.GREEN),
        figure(_("提醒"), counts.near, Light.NEAR, today),
        figure(_("超承诺"), counts.yellow, Light.YELLOW, _("超过承诺，没有超过法定")),
        figure(_("超法定"), counts.red, Light.RED),
    ]


def _department_rows(
    departments: list[LightCounts], chosen: int | None, light: Light | None
) -> list[DepartmentRow]:
    largest = max((each.total for each in departments), default=0)
    return [
        DepartmentRow(
            counts=each,
            bar=bar_of([(one, each.of(one)) for one in Light], largest=largest),
            url=filter_url(department_id=each.department_id, light=light),
            is_current=each.department_id == chosen,
        )
        for each in departments
    ]


def _light_chips(
    request: OfficerRequest, chosen: Light | None, department_id: int | None, counts: LightCounts
) -> list[Link]:
    by_silence = bool(request.GET.get(SILENCE))
    everything = filter_url(department_id=department_id)
    chips = [Link(_("全部"), everything, f"{counts.total:,}", not chosen and not by_silence)]
    chips += [
        Link(
            light_words(light),
            filter_url(department_id=department_id, light=light),
            f"{counts.of(light):,}",
            light is chosen,
        )
        for light in Light
    ]
    silent = filter_url(department_id=department_id, by_silence=True)
    chips.append(Link(_("逾期未答复"), silent, f"{counts.by_silence:,}", by_silence))
    return chips


def _row(case: OpenCase) -> Row:
    return Row(case, MOONS[case.state], deadline_of(case.clock), MARKS.get(case.light))
