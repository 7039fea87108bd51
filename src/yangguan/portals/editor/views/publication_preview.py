"""The version in preparation as people will see it, on a desktop and on a phone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.applicant.publication_page import publication_context
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.publications.editing import draft_of, preview_of

PHONE = "phone"


@require_safe
@role_required(Role.EDITOR)
@answering_refusals
def show(request: OfficerRequest, code: str) -> HttpResponse:
    """The frame around the page, as wide as a desktop or a phone. Six queries at most."""
    draft = draft_of(code, by=request.actor)
    context = staff_page(request, here="editor:publications") | {
        "draft": draft,
        "is_phone": request.GET.get("on") == PHONE,
    }
    return render(request, "editor/publication_preview/page.html", context)


@require_safe
@role_required(Role.EDITOR)
@answering_refusals
def page(request: OfficerRequest, code: str) -> HttpResponse:
    """The very page that people will read; only our own preview may frame it."""
    context = publication_context(
        preview_of(code, by=request.actor), file_page="editor:publication-file"
    ) | {"section": "publications"}
    response = render(request, "applicant/publications/publication.html", context)
    return framed_by_us(response)


def framed_by_us(response: HttpResponse) -> HttpResponse:
    """Let pages of this site frame an answer."""
    response["X-Frame-Options"] = "SAMEORIGIN"
    vars(response)["_csp_replace"] = {"frame-ancestors": ["'self'"]}
    return response
