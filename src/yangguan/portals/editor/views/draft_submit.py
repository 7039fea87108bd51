"""送审: what is still wrong, why it changes, and then off to the catalogue office."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.fields import FieldKind, FieldView
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.desk.shell import OfficerRequest
from yangguan.portals.editor.draft_shell import draft_page, read_draft
from yangguan.registers.drafting.bounds import LONGEST_REASON
from yangguan.registers.drafting.errors import ReasonMissing
from yangguan.registers.drafting.operations.submit import (
    discard_draft,
    submit_draft,
    take_back_draft,
)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def show(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Every fault with the way to it (GET); submitted with its reason (POST)."""
    error = ""
    if request.method == "POST":
        try:
            submit_draft(
                draft_id=draft_id,
                reason=request.POST.get("reason", ""),
                by=request.actor,
                at=timezone.now(),
            )
        except ReasonMissing as missing:
            error = missing.text
        else:
            messages.success(request, _("已经送审。审改办看过会通过或者退回，意见逐条写明。"))
            return redirect("editor:draft-review", draft_id)
    view = read_draft(request, draft_id)
    context = draft_page(request, view, here="submit") | {
        "reason": FieldView(
            "reason",
            FieldKind.LONGTEXT,
            _("为什么改"),
            hint=_("会公开在变更记录里，例如：按新修订的条例减去两样材料"),
            value=request.POST.get("reason", view.reason),
            error=error,
            max_length=LONGEST_REASON,
        ),
        "errors": [FieldError(error, "f-reason")] if error else [],
        "differences": view.differences(view.code_names()),
    }
    return render(request, "editor/draft/submit.html", context, status=422 if error else 200)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def take_back(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Take a draft back before it is reviewed."""
    take_back_draft(draft_id=draft_id, by=request.actor, at=timezone.now())
    messages.success(request, _("已经撤回，可以接着改。"))
    return redirect("editor:draft", draft_id, "basic")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def discard(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Ask once (GET), then give the draft up (POST)."""
    if request.method == "POST":
        discard_draft(draft_id=draft_id, by=request.actor, at=timezone.now())
        messages.success(request, _("草稿已经放弃。现行版没有变。"))
        return redirect("editor:drafts")
    view = read_draft(request, draft_id)
    return render(request, "editor/draft/discard.html", draft_page(request, view, here="discard"))
