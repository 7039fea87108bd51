"""The draft as the citizen will see it: the guide, or the form; and who has the draft open."""

import uuid

import msgspec
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.applicant.form_preview import form_pages
from yangguan.portals.applicant.views.guide import guide_context
from yangguan.portals.desk.shell import OfficerRequest
from yangguan.portals.editor.draft_shell import read_draft
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.catalogue.queries import Guide
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.drafting.operations.presence import note_presence

UNNAMED = "draft"
FRAMED = {"frame-ancestors": ["'self'"]}


@require_safe
@role_required(Role.EDITOR)
@csp_replace(FRAMED)  # type: ignore[arg-type]  # typed for plain requests only
@xframe_options_sameorigin
@answering_refusals
def show(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The guide's page, or with `?show=form` the form's pages, of the draft as it is saved."""
    view = read_draft(request, draft_id, is_checked=False)
    if request.GET.get("show") == "form":
        context = {
            "content": view.content,
            "pages": form_pages(view.content, now=timezone.now()),
        }
        return render(request, "applicant/guide/form_preview.html", context)
    # A new item has no code yet, and the page links to its own addresses.
    content = msgspec.structs.replace(
        view.content,
        name=view.content.name or _("（还没有名称）"),
        task_code=view.task_code or UNNAMED,
    )
    found = Guide(
        item_id=view.id,
        state=ItemState.IN_USE,
        edition=EditionView(
            id=view.id,
            number=view.number,
            item_id=view.id,
            department_id=view.department_id,
            department_name=view.department_name,
            department_short_name=view.department_name,
            content=content,
            step_departments={},
        ),
        current_number=view.number,
        published_at=view.saved_at,
    )
    context = guide_context(found, request.GET, actor=None, on=timezone.localdate())
    return render(request, "applicant/guide/page.html", context)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def present(request: OfficerRequest, draft_id: uuid.UUID, section: str) -> HttpResponse:
    """A page tells that it is still open; the answer names the others."""
    view = read_draft(request, draft_id, is_checked=False)
    note_presence(draft_id=draft_id, section=section[:20], by=request.actor, at=timezone.now())
    return render(request, "editor/draft/_colleagues.html", {"draft": view})
