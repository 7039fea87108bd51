"""不予受理: on one of the two grounds of the law, with reasons and the organ to turn to."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.refusals import refused
from yangguan.handling.cases.errors import CaseRefusal, StepNotOpen
from yangguan.handling.cases.operations.refuse_acceptance import refuse_acceptance
from yangguan.handling.cases.queries.case_page import CaseView, case_view
from yangguan.portals.desk.case_panes import case_panes
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.desk.views.case_acts import done, seen_version
from yangguan.registers.catalogue.process import StepKind

NOT_NEEDED, NOT_COMPETENT = "not-needed", "not-competent"


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.INTAKE)
def show(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """The page and its act. At most eight queries beside the sign-in to show it."""
    try:
        view = case_view(case_id, by=request.actor, on=timezone.localdate())
        if not any(step.kind is StepKind.ACCEPTANCE for step in view.steps_to_do):
            raise StepNotOpen
    except CaseRefusal as refusal:
        return refused(request, refusal, back_url=reverse("desk:case", args=[case_id]))
    ground = request.POST.get("ground", "")
    organ = request.POST.get("competent_organ", "").strip()
    reasons = request.POST.get("reasons", "").strip()
    if request.method != "POST":
        return _page(request, view, errors=[])
    errors = _errors(ground=ground, organ=organ, reasons=reasons)
    if errors:
        return _page(request, view, errors=errors)
    return done(
        request,
        case_id,
        lambda: refuse_acceptance(
            case_id=case_id,
            is_needed=ground == NOT_COMPETENT,
            competent_organ=organ if ground == NOT_COMPETENT else "",
            reasons=reasons,
            by=request.actor,
            at=timezone.now(),
            seen_version=seen_version(request),
        ),
        _("已作出不予受理的决定，通知书已经出具。"),
    )


def _errors(*, ground: str, organ: str, reasons: str) -> list[FieldError]:
    errors = []
    if ground not in {NOT_NEEDED, NOT_COMPETENT}:
        errors.append(FieldError(_("请选择不予受理的情形。"), "ground"))
    if ground == NOT_COMPETENT and not organ:
        errors.append(FieldError(_("请填写有权办理的机关名称。"), "competent-organ"))
    if not reasons:
        errors.append(FieldError(_("请写清事实、依据和理由，申请人会收到原文。"), "reasons"))
    return errors


def _page(request: OfficerRequest, view: CaseView, *, errors: list[FieldError]) -> HttpResponse:
    context = (
        staff_page(request, here="desk:work-list")
        | case_panes(view, today=timezone.localdate(), asked={})
        | {
            "errors": errors,
            "error_ids": {error.field_id for error in errors},
            "ground": request.POST.get("ground", ""),
            "organ": request.POST.get("competent_organ", ""),
            "reasons": request.POST.get("reasons", ""),
        }
    )
    status = 422 if errors else 200
    return render(request, "desk/acceptance_refusal/page.html", context, status=status)
