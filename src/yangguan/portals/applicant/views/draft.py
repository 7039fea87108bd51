"""A draft's task list: what is filled in, what is left, in any order."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yangguan.foundation.web import formatting
from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import TaskRow, current
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.handling.cases.operations.drafts import delete_draft
from yangguan.handling.cases.queries.drafts import draft_move, draft_view
from yangguan.portals.applicant.addresses import my_cases_crumb, page_url
from yangguan.portals.applicant.draft_steps import steps_of
from yangguan.portals.applicant.requests import PersonRequest


@person_required
@answering_refusals
@require_safe
def draft(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """At most eleven queries, whatever the form's length."""
    now = timezone.now()
    view = draft_view(draft_id, by=request.actor, on=timezone.localdate(now))
    steps = steps_of(view)
    done = sum(step.is_complete for step in steps)
    context = {
        "view": view,
        "newer": draft_move(draft_id, by=request.actor, on=timezone.localdate(now)),
        "content": view.edition.content,
        "rows": [TaskRow(step.title, step.url, step.detail, step.tag) for step in steps],
        "done": done,
        "count": len(steps),
        "left": len(steps) - done,
        "open_step": next((step for step in steps if not step.is_complete), None),
        "saved_words": formatting.moment(view.saved_at, now=now),
        "crumbs": current([my_cases_crumb()], view.edition.content.name),
        "section": "mine",
    }
    return render(request, "applicant/draft/page.html", context)


@person_required
@answering_refusals
@require_http_methods(["GET", "HEAD", "POST"])
def draft_delete(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Ask once (GET), then delete the draft with its files (POST)."""
    if request.method == "POST":
        delete_draft(draft_id=draft_id, by=request.actor)
        messages.success(request, _("草稿已经删除。"))
        return redirect("my-cases")
    view = draft_view(draft_id, by=request.actor, on=timezone.localdate())
    context = {
        "view": view,
        "crumbs": current(
            [my_cases_crumb(), (view.edition.content.name, page_url("draft", draft_id))],
            _("删除草稿"),
        ),
        "section": "mine",
    }
    return render(request, "applicant/draft/delete.html", context)
