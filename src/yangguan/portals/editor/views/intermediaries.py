"""中介服务: the list of services and the directory of agencies, for who keeps them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import Link, PagerLinks, StateTag, Tone
from yangguan.foundation.web.pages import asked_cursor
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.intermediaries import queries
from yangguan.registers.intermediaries.states import AgencyState, ServiceState

TONES = {
    ServiceState.LISTED: Tone.OK,
    ServiceState.REMOVED: Tone.BAD,
    AgencyState.LISTED: Tone.OK,
    AgencyState.SUSPENDED: Tone.WARN,
    AgencyState.REMOVED: Tone.BAD,
}


@require_safe
@role_required(Role.EDITOR)
def services(request: OfficerRequest) -> HttpResponse:
    """Every service by name, removed ones too. Two queries beside the sign-in."""
    page = queries.services(is_listed=False, by=request.actor, cursor=asked_cursor(request.GET))
    lines = [(line, state_tag(line.state)) for line in page.items]
    return _page(request, "services", lines, page.links())


@require_safe
@role_required(Role.EDITOR)
def agencies(request: OfficerRequest) -> HttpResponse:
    """Every agency by name, removed ones too. Two queries beside the sign-in."""
    page = queries.agencies(is_listed=False, by=request.actor, cursor=asked_cursor(request.GET))
    lines = [(line, state_tag(line.state)) for line in page.items]
    return _page(request, "agencies", lines, page.links())


def state_tag(state: ServiceState | AgencyState) -> StateTag:
    """The state as a sign."""
    return StateTag(str(state.label), TONES[state])


def _page(
    request: OfficerRequest, name: str, lines: object, pager_links: PagerLinks
) -> HttpResponse:
    context = staff_page(request, here="editor:intermediary-services") | {
        "lines": lines,
        "pager_links": pager_links,
        "name": name,
        "tabs": [
            Link(
                _("服务事项清单"),
                reverse("editor:intermediary-services"),
                is_current=name == "services",
            ),
            Link(
                _("机构名录"),
                reverse("editor:intermediary-agencies"),
                is_current=name == "agencies",
            ),
        ],
    }
    return render(request, "editor/intermediaries/page.html", context)
