"""新收件，第四步: the receipt to print, and acceptance at once where all is in order."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.refusals import refused
from yangguan.handling.cases.errors import CaseRefusal
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.queries.case_page import case_view
from yangguan.portals.counter.phases import phases
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.desk.signs import MOONS, deadline_of, short_number
from yangguan.portals.desk.views.case_acts import seen_version
from yangguan.registers.catalogue.process import StepKind


@require_safe
@role_required(Role.INTAKE)
def show(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """What was taken in. At most eight queries beside the sign-in."""
    try:
        view = case_view(case_id, by=request.actor, on=timezone.localdate())
    except CaseRefusal as refusal:
        return refused(request, refusal, back_url=reverse("counter:intake"))
    here = "counter:corrections" if view.correct_by else "counter:applicant"
    context = staff_page(request, here=here) | {
        "phases": phases(3),
        "case": view,
        "moon": MOONS[view.state],
        "deadline": deadline_of(view.clock),
        "short_number": short_number(view.number),
        "may_accept": any(step.kind is StepKind.ACCEPTANCE for step in view.steps_to_do),
        "next_step": view.open_steps[0] if view.open_steps else None,
    }
    return render(request, "counter/receipt/page.html", context)


@require_POST
@role_required(Role.INTAKE)
def accept(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """受理, on the spot."""
    try:
        accept_case(
            case_id=case_id,
            by=request.actor,
            at=timezone.now(),
            seen_version=seen_version(request),
        )
    except CaseRefusal as refusal:
        return refused(request, refusal, back_url=reverse("counter:receipt", args=[case_id]))
    messages.success(request, _("已受理，受理通知书可以打印。"))
    return redirect("counter:receipt", case_id)
