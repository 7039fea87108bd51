"""One publication: its versions, what was done to it, and the acts that are open now."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.form_errors import errors_of, status_of, summary_of
from yangguan.foundation.web.parameters import revision_number
from yangguan.foundation.web.refusals import Refusal, answering_refusals
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.publication_words import act_word, state_tag
from yangguan.registers.publications.editing import draft_of, edited_publication
from yangguan.registers.publications.errors import PlannedInThePast
from yangguan.registers.publications.operations.begin import begin_version
from yangguan.registers.publications.operations.publish import (
    cancel_plan,
    plan_publication,
    publish_publication,
)
from yangguan.registers.publications.operations.save_draft import discard_publication_draft
from yangguan.registers.publications.operations.withdraw import withdraw_publication
from yangguan.registers.publications.rules import TextFault, text_faults


@require_safe
@role_required(Role.EDITOR)
@answering_refusals
def show(request: OfficerRequest, code: str) -> HttpResponse:
    """The page. Eleven queries at most beside the sign-in."""
    return _page(request, code)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def begin(request: OfficerRequest, code: str) -> HttpResponse:
    """起草新的一版."""
    begin_version(code=code, by=request.actor, at=timezone.now())
    return redirect("editor:publication-draft", code)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def publish(request: OfficerRequest, code: str) -> HttpResponse:
    """现在发布, or at the time in `publish_at` when the button for it was pressed."""
    try:
        if request.POST.get("when") == "later":
            plan_publication(
                code=code,
                publish_at=_publish_at(request.POST.get("publish_at", "")),
                by=request.actor,
                at=timezone.now(),
                seen_revision=_revision(request),
            )
        else:
            publish_publication(
                code=code, by=request.actor, at=timezone.now(), seen_revision=_revision(request)
            )
    except PlannedInThePast as refusal:
        return _page(request, code, refusal=refusal)
    return redirect("editor:publication", code)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def cancel(request: OfficerRequest, code: str) -> HttpResponse:
    """取消定时."""
    cancel_plan(code=code, by=request.actor, at=timezone.now())
    return redirect("editor:publication", code)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def discard(request: OfficerRequest, code: str) -> HttpResponse:
    """放弃草稿."""
    is_there = discard_publication_draft(code=code, by=request.actor, at=timezone.now())
    return redirect("editor:publication", code) if is_there else redirect("editor:publications")


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def withdraw(request: OfficerRequest, code: str) -> HttpResponse:
    """撤下."""
    try:
        withdraw_publication(
            code=code,
            reason=request.POST.get("reason", ""),
            by=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        if refusal.field != "reason":
            raise
        return _page(request, code, refusal=refusal)
    return redirect("editor:publication", code)


def _page(request: OfficerRequest, code: str, *, refusal: Refusal | None = None) -> HttpResponse:
    view = edited_publication(code, by=request.actor)
    draft = draft_of(code, by=request.actor) if view.upcoming else None
    faults: list[TextFault] = text_faults(draft.text) if draft else []
    errors = errors_of(refusal)
    context = staff_page(request, here="editor:publications") | {
        "view": view,
        "tag": state_tag(view.state),
        "draft": draft,
        "draft_tag": state_tag(draft.state) if draft else None,
        "faults": faults,
        "versions": [(each, state_tag(each.state)) for each in view.versions],
        "trace": [(each, act_word(each.action)) for each in view.trace],
        "errors": summary_of(errors, prefix=""),
        "error_field": "".join(errors),
        "reason": request.POST.get("reason", ""),
        "publish_at": request.POST.get("publish_at", ""),
        "public_url": reverse("publication", args=[code]),
    }
    return render(request, "editor/publication/page.html", context, status=status_of(refusal))


def _publish_at(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise PlannedInThePast from None
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _revision(request: OfficerRequest) -> int:
    return revision_number(request.POST.get("revision", ""))
