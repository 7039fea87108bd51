"""公开信息: what the editor may edit, last touched first."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.pages import asked_cursor
from yangguan.portals.desk.shell import OfficerRequest, kept_query, staff_page
from yangguan.portals.editor.publication_words import state_tag
from yangguan.registers.publications.editing import edited_publications
from yangguan.registers.publications.kinds import KINDS
from yangguan.registers.publications.states import PublicationState

FILTERS = ("q", "kind", "state")
# A replaced version is never the newest of a publication.
STATES = (
    PublicationState.DRAFT,
    PublicationState.PLANNED,
    PublicationState.PUBLISHED,
    PublicationState.WITHDRAWN,
)


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The list. Two queries beside the sign-in."""
    asked = {name: request.GET.get(name, "").strip() for name in FILTERS}
    page = edited_publications(
        by=request.actor,
        kind=asked["kind"] if asked["kind"] in KINDS else "",
        state=asked["state"] if asked["state"] in STATES else "",
        text=asked["q"],
        cursor=asked_cursor(request.GET),
    )
    context: dict[str, Any] = {
        "lines": [
            (line, state_tag(line.state), state_tag(line.upcoming) if line.upcoming else None)
            for line in page.items
        ],
        "pager_links": page.links(query=kept_query(request, *FILTERS)),
    }
    if request.headers.get("HX-Request"):
        return render(request, "editor/publications/_list.html", context)
    context |= staff_page(request, here="editor:publications") | {
        "asked": asked,
        "kinds": [(each, _(each), each == asked["kind"]) for each in KINDS],
        "states": [(each.value, each.label, each == asked["state"]) for each in STATES],
    }
    return render(request, "editor/publications/page.html", context)
