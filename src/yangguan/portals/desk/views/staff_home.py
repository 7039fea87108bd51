"""今日: where an officer lands, with what waits for them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import officer_required
from yangguan.foundation.web.components import Figure
from yangguan.handling.cases.queries.case_lists import work_of
from yangguan.handling.cases.queries.work_counts import HANDLING_ROLES, WorkCount, work_counts
from yangguan.portals.desk.shell import OfficerRequest, bounded, staff_page
from yangguan.portals.desk.signs import work_groups

FIRST_LINES = 8


@require_safe
@officer_required
def show(request: OfficerRequest) -> HttpResponse:
    """The officer's posts, work by step, what is due first. Two queries beside the sign-in."""
    today = timezone.localdate()
    by = request.actor
    counts = work_counts(by, on=today)
    roles = [role for role in HANDLING_ROLES if role in by.roles]
    first = work_of(by, roles=roles, on=today, limit=FIRST_LINES)
    context = staff_page(request, here="staff-home", counts=counts) | {
        "handles": bool(roles),
        "figures": figures_of(counts),
        "groups": work_groups(first.items, today=today),
        "has_more": first.on is not None,
        "seats": by.seats,
        "is_supervisor": Role.SUPERVISOR in by.roles,
        "is_editor": Role.EDITOR in by.roles,
    }
    return render(request, "desk/staff_home/page.html", context)


def figures_of(counts: dict[Role, WorkCount]) -> list[Figure]:
    """What is late and due, then the work of each role; every figure leads to its list."""
    if not counts:
        return []
    url = reverse("desk:work-list")
    late = sum(count.late for count in counts.values())
    due = sum(count.today for count in counts.values())
    figures = [
        Figure(_("已超时限"), bounded(late), url=f"{url}?due=late"),
        Figure(_("今天到期"), bounded(due), url=f"{url}?due=today"),
    ]
    for role, count in counts.items():
        detail = _("其中超时限 %(late)s") % {"late": bounded(count.late)} if count.late else ""
        figures.append(
            Figure(role_work(role), bounded(count.open), detail, f"{url}?step={role.value}")
        )
    return figures


def role_work(role: Role) -> str:
    """What waits for a role."""
    words = {
        Role.INTAKE: _("待受理"),
        Role.REVIEW: _("待审查"),
        Role.DECISION: _("待决定"),
        Role.CERTIFICATE: _("待制证"),
        Role.DELIVERY: _("待送达"),
    }
    return words[role]
