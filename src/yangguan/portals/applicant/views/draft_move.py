"""换用新版: what the new edition changes, what of the draft stays, and then the person decides."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import current
from yangguan.foundation.web.parameters import revision_number
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.handling.cases.operations.move_draft import move_draft
from yangguan.handling.cases.queries.drafts import draft_move
from yangguan.portals.applicant.addresses import my_cases_crumb, page_url
from yangguan.portals.applicant.requests import PersonRequest
from yangguan.registers.catalogue.comparison import by_part, compare
from yangguan.registers.catalogue.outline_names import names_for


@person_required
@answering_refusals
@require_http_methods(["GET", "HEAD", "POST"])
def draft_move_page(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Show what moving would do (GET), then do it (POST). Eight queries to show."""
    now = timezone.now()
    if request.method == "POST":
        move_draft(
            draft_id=draft_id,
            seen_revision=revision_number(request.POST.get("revision", "")),
            by=request.actor,
            at=now,
        )
        messages.success(request, _("已经换用新版。填过的都留着，请把新问的补上。"))
        return redirect("draft", draft_id)
    found = draft_move(draft_id, by=request.actor, on=timezone.localdate(now))
    if found is None:
        return redirect("draft", draft_id)
    contents = found.old.content, found.new.content
    differences = compare(*contents, names=names_for(*contents))
    name = found.new.content.name
    context = {
        "found": found,
        "move": found.move,
        "before": found.old,
        "after": found.new,
        "parts": by_part(differences),
        "count": len(differences),
        "crumbs": current([my_cases_crumb(), (name, page_url("draft", draft_id))], _("换用新版")),
        "section": "mine",
    }
    return render(request, "applicant/draft_move/page.html", context)
