"""交付: identity checked, papers counted out, receipt signed."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.refusals import refused
from yangguan.handling.cases.errors import CaseRefusal
from yangguan.handling.cases.operations.deliver import deliver_case
from yangguan.handling.cases.queries.case_page import CaseView, case_view
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.desk.signs import MOONS, deadline_of, short_number
from yangguan.portals.desk.views.case_acts import seen_version
from yangguan.registers.catalogue.process import StepKind

APPLICANT, OTHER = "applicant", "other"
_DECISIONS = frozenset({"decision_granting", "decision_refusing"})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.DELIVERY)
def show(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """The page and its act; once delivered, its receipt. At most eight queries to show it."""
    try:
        view = case_view(case_id, by=request.actor, on=timezone.localdate())
    except CaseRefusal as refusal:
        return refused(request, refusal, back_url=reverse("counter:delivery"))
    if request.method != "POST":
        return _page(request, view, errors=[])
    errors = _errors(request)
    if errors:
        return _page(request, view, errors=errors)
    is_other = request.POST.get("receiver") == OTHER
    receiver = request.POST.get("receiver_name", "").strip() if is_other else view.applicant.name
    try:
        deliver_case(
            case_id=case_id,
            receiver=receiver,
            note=request.POST.get("note", "").strip(),
            by=request.actor,
            at=timezone.now(),
            seen_version=seen_version(request),
        )
    except CaseRefusal as refusal:
        return refused(request, refusal, back_url=reverse("counter:handover", args=[case_id]))
    messages.success(request, _("已交付，送达回证可以打印。"))
    return redirect("counter:handover", case_id)


def _errors(request: OfficerRequest) -> list[FieldError]:
    errors = []
    receiver = request.POST.get("receiver", "")
    if receiver not in {APPLICANT, OTHER}:
        errors.append(FieldError(_("请选择谁来领取。"), "receiver"))
    if receiver == OTHER and not request.POST.get("receiver_name", "").strip():
        errors.append(FieldError(_("请按证件填写领取人的姓名。"), "receiver-name"))
    if not request.POST.get("is_identity_checked"):
        errors.append(FieldError(_("请先核对领取人的身份证件原件。"), "identity"))
    return errors


def _page(request: OfficerRequest, view: CaseView, *, errors: list[FieldError]) -> HttpResponse:
    context = staff_page(request, here="counter:delivery") | {
        "case": view,
        "moon": MOONS[view.state],
        "deadline": deadline_of(view.clock),
        "short_number": short_number(view.number),
        "may_deliver": any(step.kind is StepKind.DELIVERY for step in view.steps_to_do),
        "decisions": [each for each in view.documents if each.kind in _DECISIONS],
        "delivery_receipt": next(
            (each for each in view.documents if each.kind == "delivery_receipt"), None
        ),
        "typed": request.POST,
        "errors": errors,
        "error_ids": {error.field_id for error in errors},
    }
    return render(request, "counter/handover/page.html", context, status=422 if errors else 200)
