"""The frame of every staff page: who is at work, where the rail leads, how dense the rows are."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor, Role, Seat
from yangguan.foundation.web.components import Bar, Rail, RailGroup, RailLink
from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.foundation.workdays.errors import WorkdayFault
from yangguan.handling.cases.queries.work_counts import (
    HANDLING_ROLES,
    MOST_COUNTED,
    WorkCount,
    work_counts,
)

DENSITY = "density"
DENSITIES = ("compact", "normal", "roomy")
_REMEMBERED_SECONDS = 365 * 24 * 60 * 60


class OfficerRequest(HttpRequest):
    """A request that the access middleware has let through: `actor` is an officer."""

    actor: Actor


def staff_page(
    request: OfficerRequest,
    *,
    here: str = "",
    is_slim: bool = False,
    counts: dict[Role, WorkCount] | None = None,
) -> dict[str, Any]:
    """
    The context of the staff shell. `here` is the name of the rail's current link.

    One query for the counts of the rail, none if `counts` are known already or no work is held.
    """
    now = timezone.localtime()
    by = request.actor
    if counts is None:
        counts = work_counts(by, on=now.date())
    return {
        "bar": Bar(
            name=by.name,
            post=post_words(by.seats[0]) if by.seats else "",
            now=now,
            day_kind=_day_kind(now.date()),
            search_url=reverse("desk:work-list") if by.roles & set(HANDLING_ROLES) else "",
        ),
        "rail": Rail(_groups(by, counts, here), is_slim=is_slim),
        "density": density_of(request),
        "now": now,
    }


def post_words(seat: Seat) -> str:
    """市政务服务中心 · 综合受理岗."""
    return f"{seat.office} · {_(seat.title)}"


def bounded(count: int) -> str:
    """1,000+ where nobody counted further."""
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"


def density_of(request: HttpRequest) -> str:
    """The person's row height; the normal one where nothing, or nonsense, was chosen."""
    chosen = request.COOKIES.get(DENSITY, "")
    return chosen if chosen in DENSITIES else "normal"


def density_links(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """Label, address and whether chosen, for the switch of a list's head."""
    labels = (_("密"), _("中"), _("疏"))
    chosen = density_of(request)
    links = []
    for value, label in zip(DENSITIES, labels, strict=True):
        query = request.GET.copy()
        query[DENSITY] = value
        links.append((label, f"?{query.urlencode()}", value == chosen))
    return links


def density_switched(request: HttpRequest) -> HttpResponse | None:
    """The answer to the density switch: remembered, and back to the clean address; else None."""
    asked = request.GET.get(DENSITY, "")
    if asked not in DENSITIES:
        return None
    query = request.GET.copy()
    query.pop(DENSITY)
    response = HttpResponseRedirect(
        f"{request.path}?{query.urlencode()}" if query else request.path
    )
    response.set_cookie(
        DENSITY,
        asked,
        max_age=_REMEMBERED_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def kept_query(request: HttpRequest, *names: str) -> str:
    """The named parameters of the request that hold something, encoded: what a pager keeps."""
    return urlencode({name: request.GET[name] for name in names if request.GET.get(name)})


def _day_kind(day: date) -> str:
    try:
        reason = official_calendar().off_reason(day)
    except WorkdayFault:
        return ""
    if reason is None:
        return _("工作日")
    # The weekday stands beside it already.
    return _("休息日") if reason.startswith("星期") else _(reason)


def _groups(by: Actor, counts: dict[Role, WorkCount], here: str) -> tuple[RailGroup, ...]:
    def entry(name: str, label: str, icon: str, *roles: Role) -> RailLink:
        count = sum(counts[role].open for role in roles if role in counts)
        return RailLink(
            label, reverse(name), icon, bounded(count) if roles else None, is_current=name == here
        )

    groups = []
    handles = by.roles & set(HANDLING_ROLES)
    cases = [entry("staff-home", _("今日"), "house")]
    if handles:
        cases.append(entry("desk:work-list", _("我的待办"), "inbox", *handles))
    groups.append(RailGroup(_("办件"), tuple(cases)))
    counter = []
    if Role.INTAKE in by.roles:
        counter.append(entry("counter:applicant", _("新收件"), "plus"))
        counter.append(entry("counter:intake", _("收件"), "intake", Role.INTAKE))
        counter.append(entry("counter:corrections", _("补正"), "change"))
    if Role.DELIVERY in by.roles:
        counter.append(entry("counter:delivery", _("出件"), "deliver", Role.DELIVERY))
    if counter:
        groups.append(RailGroup(_("窗口"), tuple(counter)))
    if Role.SUPERVISOR in by.roles:
        groups.append(RailGroup(_("监察"), (entry("supervisor:live", _("实时监察"), "eye"),)))
    if Role.EDITOR in by.roles:
        items = (
            entry("editor:items", _("事项清单"), "document"),
            entry("editor:drafts", _("草稿和审核"), "change"),
            entry("editor:materials", _("材料目录"), "attachment"),
            entry("editor:laws", _("依据与文件"), "law"),
            entry("editor:code-tables", _("标准与代码"), "list"),
            entry("editor:elements", _("数据元"), "form"),
            entry("editor:words", _("平常说法"), "chat"),
            entry("editor:missed", _("没搜到的"), "search"),
            entry("editor:packages", _("一件事"), "split"),
            entry("editor:coverage", _("覆盖情况"), "chart"),
            entry("editor:import", _("导入事项"), "intake"),
            entry("editor:export", _("导出事项"), "download"),
        )
        groups.append(RailGroup(_("事项"), items))
        publishing = (
            entry("editor:publications", _("公开信息"), "publish"),
            entry("editor:intermediary-services", _("中介服务"), "team"),
        )
        groups.append(RailGroup(_("公开"), publishing))
    return tuple(groups)
