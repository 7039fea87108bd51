"""决定: what the steps before found, the decision, and the document as it will be printed."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError, KeyHelp
from yangguan.foundation.web.downloads import file_response
from yangguan.foundation.web.refusals import refused
from yangguan.handling.cases.errors import CaseRefusal, ReasonsMissing, StepNotOpen
from yangguan.handling.cases.operations.decide import grant_case, refuse_case
from yangguan.handling.cases.queries.case_page import CaseView, case_view
from yangguan.handling.cases.queries.decision_preview import decision_preview
from yangguan.handling.cases.states import WorkItemState
from yangguan.portals.desk.case_panes import case_panes
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.desk.views.case_acts import done, seen_version
from yangguan.registers.catalogue.process import StepKind

GRANT, REFUSE = "grant", "refuse"


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.DECISION)
def show(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """The page and its act. At most nine queries beside the sign-in to show it."""
    if request.method == "POST":
        return _decide(request, case_id)
    return _page(request, case_id)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.DECISION)
def preview(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """The unsigned document as PDF, with the words of the form. One query; keeps nothing."""
    asked = request.POST or request.GET
    try:
        pdf = decision_preview(
            case_id,
            grants=asked.get("decision") != REFUSE,
            words=asked.get("reasons", "").strip(),
            by=request.actor,
            on=timezone.localdate(),
        )
    except CaseRefusal as refusal:
        return refused(request, refusal)
    return file_response(pdf, name=_("决定书预览.pdf"), media_type="application/pdf")


def _decide(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    words = request.POST.get("reasons", "").strip()
    decision = request.POST.get("decision", "")
    if decision == REFUSE and not words:
        return _page(request, case_id, refusal=ReasonsMissing())
    if decision not in {GRANT, REFUSE}:
        return _page(request, case_id, missing=_("请选择准予还是不予。"))
    by, at, version = request.actor, timezone.now(), seen_version(request)
    if decision == REFUSE:
        return done(
            request,
            case_id,
            lambda: refuse_case(case_id=case_id, reasons=words, by=by, at=at, seen_version=version),
            _("已作出不予的决定，决定书已经出具。"),
        )
    return done(
        request,
        case_id,
        lambda: grant_case(case_id=case_id, findings=words, by=by, at=at, seen_version=version),
        _("已准予，决定书和证照已经出具。"),
    )


def _page(
    request: OfficerRequest,
    case_id: uuid.UUID,
    *,
    refusal: ReasonsMissing | None = None,
    missing: str = "",
) -> HttpResponse:
    today = timezone.localdate()
    try:
        view = case_view(case_id, by=request.actor, on=today)
        step = _decision_step(view)
    except CaseRefusal as no:
        return refused(request, no, back_url=reverse("desk:case", args=[case_id]))
    chosen = request.POST.get("decision", "") or request.GET.get("decision", "")
    words = request.POST.get("reasons", "")
    errors = [FieldError(refusal.advice, "reasons")] if refusal else []
    errors += [FieldError(missing, "decision")] if missing else []
    seat = request.actor.seat_for(Role.DECISION, view.edition.department_id)
    context = (
        staff_page(request, here="desk:work-list", is_slim=True)
        | case_panes(view, today=today, asked={})
        | {
            "step": step,
            "seat": seat,
            "conclusions": [each for each in view.steps if each.state is WorkItemState.DONE],
            "chosen": chosen,
            "words": words,
            "errors": errors,
            "reasons_error": refusal.text if refusal else "",
            "is_beyond": view.clock is not None and view.clock.left < 0,
            "keys": (
                KeyHelp(("G",), _("选准予")),
                KeyHelp(("R",), _("选不予")),
                KeyHelp(("O",), _("写理由")),
                KeyHelp(("Ctrl", "Enter"), _("签发")),
            ),
        }
    )
    status = 422 if errors else 200
    return render(request, "desk/decision/page.html", context, status=status)


def _decision_step(view: CaseView) -> object:
    for step in view.steps_to_do:
        if step.kind is StepKind.DECISION:
            return step
    raise StepNotOpen
