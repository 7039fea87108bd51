"""One case for its applicant: where it is, what to do next, everything that came of it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yangguan.foundation.files import store
from yangguan.foundation.identifiers.lookup_code import show_lookup_code
from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import current
from yangguan.foundation.web.downloads import PDF, file_response
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.handling.cases.errors import ActionNotAllowedInState
from yangguan.handling.cases.operations.deliver import collect_case
from yangguan.handling.cases.operations.render import render_document_file
from yangguan.handling.cases.operations.withdraw import withdraw_case
from yangguan.handling.cases.queries.case_page import case_view, document_for, file_for
from yangguan.handling.cases.states import BEFORE_ACCEPTANCE, CaseAction, CaseState
from yangguan.oversight.evaluation.queries import evaluation_of
from yangguan.portals.applicant.addresses import my_cases_crumb, page_url
from yangguan.portals.applicant.answer_summary import case_sections
from yangguan.portals.applicant.case_timeline import case_timeline
from yangguan.portals.applicant.case_words import (
    deadline_of,
    explanation,
    headline,
    limit_words,
    state_tag,
)
from yangguan.portals.applicant.requests import PersonRequest
from yangguan.registers.organisations.queries import region_names

MAX_REASON = 500


@person_required
@answering_refusals
@require_safe
def case(request: PersonRequest, case_id: uuid.UUID) -> HttpResponse:
    """At most ten queries, whatever the case holds."""
    now = timezone.now()
    view = case_view(case_id, by=request.actor, on=timezone.localdate(now))
    kinds = {document.kind for document in view.documents}
    is_stopped = view.state is CaseState.CORRECTION
    context = {
        "view": view,
        "content": view.edition.content,
        "tag": state_tag(view.state),
        "headline": headline(view.state, document_kinds=kinds, may_collect=view.may_collect),
        "explanation": explanation(view.state, may_collect=view.may_collect),
        "deadline": deadline_of(view.clock, is_accepted=view.state not in BEFORE_ACCEPTANCE),
        "is_stopped": is_stopped,
        "entries": case_timeline(view, now=now),
        "sections": case_sections(view, regions=region_names()),
        "lookup_code": show_lookup_code(view.lookup_code),
        "limit": limit_words(view.edition.content.promised_limit),
        "evaluation": evaluation_of(case_id) if view.may_evaluate else None,
        "crumbs": current([my_cases_crumb()], view.edition.content.name),
        "section": "mine",
    }
    return render(request, "applicant/case/page.html", context)


@person_required
@answering_refusals
@require_safe
def case_document(request: PersonRequest, document_id: uuid.UUID) -> HttpResponse:
    """A statutory document as PDF; made now if the worker has not come to it yet."""
    _case_id, number = document_for(document_id, by=request.actor)
    digest = render_document_file(document_id, at=timezone.now())
    return file_response(store.read(digest), name=f"{number}.pdf", media_type=PDF)


@person_required
@answering_refusals
@require_safe
def file_download(request: PersonRequest, file_id: uuid.UUID) -> HttpResponse:
    """A file that the person has handed in."""
    digest, name, media_type = file_for(file_id, by=request.actor)
    return file_response(store.read(digest), name=name, media_type=media_type)


@person_required
@answering_refusals
@require_POST
def case_collect(request: PersonRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take the result on the network, which delivers it."""
    collect_case(case_id=case_id, by=request.actor, at=timezone.now())
    messages.success(request, _("已经领取，送达回证在“文书”里。"))
    return redirect("case", case_id)


@person_required
@answering_refusals
@require_http_methods(["GET", "HEAD", "POST"])
def case_withdraw(request: PersonRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask once (GET), then withdraw (POST)."""
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()[:MAX_REASON]
        withdraw_case(case_id=case_id, by=request.actor, at=timezone.now(), reason=reason)
        messages.success(request, _("已经撤回，确认书在“文书”里。想再办，随时可以重新申请。"))
        return redirect("case", case_id)
    view = case_view(case_id, by=request.actor, on=timezone.localdate())
    if not view.may_withdraw:
        raise ActionNotAllowedInState(state=view.state.label, action=CaseAction.WITHDRAW.label)
    context = {
        "view": view,
        "content": view.edition.content,
        "crumbs": current(
            [my_cases_crumb(), (view.edition.content.name, page_url("case", case_id))],
            _("撤回申请"),
        ),
        "section": "mine",
    }
    return render(request, "applicant/withdrawal/page.html", context)
