"""我的待办: the steps that the officer's posts may do, the nearest due first."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.identifiers.case_number import parse_case_number
from yangguan.foundation.identifiers.errors import InvalidIdentifier
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import KeyHelp, Link
from yangguan.foundation.web.pages import asked_cursor
from yangguan.handling.cases.queries.case_lists import work_of
from yangguan.handling.cases.queries.case_page import case_id_of
from yangguan.handling.cases.queries.work_counts import HANDLING_ROLES, WorkCount, work_counts
from yangguan.portals.desk.shell import (
    OfficerRequest,
    bounded,
    density_links,
    density_switched,
    kept_query,
    staff_page,
)
from yangguan.portals.desk.signs import work_groups
from yangguan.portals.desk.views.staff_home import role_work

LATE, TODAY = "late", "today"
PAGE = 50


@require_safe
@role_required(*HANDLING_ROLES)
def show(request: OfficerRequest) -> HttpResponse:
    """One page of the list. Two queries beside the sign-in; one more for a whole case number."""
    if switched := density_switched(request):
        return switched
    text = request.GET.get("q", "").strip()
    if found := _case_url(text):
        return redirect(found)
    today = timezone.localdate()
    by, step, due = request.actor, request.GET.get("step", ""), request.GET.get("due", "")
    held = [role for role in HANDLING_ROLES if role in by.roles]
    counts = work_counts(by, on=today)
    page = work_of(
        by,
        roles=[role for role in held if role.value == step] or held,
        on=today,
        cursor=asked_cursor(request.GET),
        limit=PAGE,
        text=text,
        due_from=today if due == TODAY else None,
        due_until=_due_until(due, today),
    )
    query = kept_query(request, "q", "step", "due")
    context = staff_page(request, here="desk:work-list", counts=counts) | {
        "groups": work_groups(page.items, today=today),
        "chips": chips_of(counts, step=step, due=due),
        "text": text,
        "pager_links": page.links(query=query, back=_("更早到期"), on=_("更晚到期")),
        "density_links": density_links(request),
        "total": bounded(sum(count.open for count in counts.values())),
        "late": bounded(sum(count.late for count in counts.values())),
        "keys": keys_of_list(),
    }
    name = "_list" if request.headers.get("HX-Request") else "page"
    return render(request, f"desk/work_list/{name}.html", context)


def chips_of(counts: dict[Role, WorkCount], *, step: str, due: str) -> list[Link]:
    """The saved views: everything, by time, by step; each with its count."""
    url = reverse("desk:work-list")
    totals = {
        "": sum(count.open for count in counts.values()),
        LATE: sum(count.late for count in counts.values()),
        TODAY: sum(count.today for count in counts.values()),
    }
    chips = [
        Link(_("全部"), url, bounded(totals[""]), is_current=not step and not due),
        Link(_("已超时限"), f"{url}?due={LATE}", bounded(totals[LATE]), is_current=due == LATE),
        Link(_("今天到期"), f"{url}?due={TODAY}", bounded(totals[TODAY]), is_current=due == TODAY),
    ]
    if len(counts) > 1:
        chips += [
            Link(
                role_work(role),
                f"{url}?step={role.value}",
                bounded(count.open),
                is_current=step == role.value,
            )
            for role, count in counts.items()
        ]
    return chips


def keys_of_list() -> tuple[KeyHelp, ...]:
    return (
        KeyHelp(("J", "K"), _("下一件、上一件")),
        KeyHelp(("Enter",), _("打开")),
        KeyHelp(("/",), _("搜索")),
        KeyHelp(("?",), _("全部快捷键")),
    )


def _due_until(due: str, today: date) -> date | None:
    return {LATE: today - timedelta(days=1), TODAY: today}.get(due)


def _case_url(text: str) -> str | None:
    """A whole case number leads straight to its case."""
    try:
        case_id = case_id_of(parse_case_number(text).number) if text else None
    except InvalidIdentifier:
        return None
    return reverse("desk:case", args=[case_id]) if case_id else None
