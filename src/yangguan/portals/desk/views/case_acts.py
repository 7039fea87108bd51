"""The acts of a case page: acceptance, review, certificate. Each names the version it saw."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.parameters import revision_number
from yangguan.foundation.web.refusals import refused
from yangguan.handling.cases.errors import CaseRefusal
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.certify import certify_case
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.queries.case_page import case_view
from yangguan.portals.desk.shell import OfficerRequest

AGREE, DISAGREE = "agree", "disagree"


@require_POST
@role_required(Role.INTAKE)
def accept(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """受理."""
    return done(
        request,
        case_id,
        lambda: accept_case(
            case_id=case_id,
            by=request.actor,
            at=timezone.now(),
            opinion=request.POST.get("opinion", "").strip(),
            seen_version=seen_version(request),
        ),
        _("已受理，受理通知书已经出具。"),
    )


@require_POST
@role_required(Role.REVIEW)
def review(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """审查: agree or disagree, with an opinion."""
    agrees = request.POST.get("verdict") == AGREE
    return done(
        request,
        case_id,
        lambda: review_case(
            case_id=case_id,
            agrees=agrees,
            opinion=request.POST.get("opinion", "").strip(),
            step=request.POST.get("step") or None,
            by=request.actor,
            at=timezone.now(),
            seen_version=seen_version(request),
        ),
        _("审查意见已记下：通过。") if agrees else _("审查意见已记下：不通过。"),
    )


@require_POST
@role_required(Role.CERTIFICATE)
def certify(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """颁证: the paper certificate is ready."""
    return done(
        request,
        case_id,
        lambda: certify_case(
            case_id=case_id,
            opinion=request.POST.get("opinion", "").strip(),
            step=request.POST.get("step") or None,
            by=request.actor,
            at=timezone.now(),
            seen_version=seen_version(request),
        ),
        _("制证已确认，转到出件窗口。"),
    )


def done(
    request: OfficerRequest, case_id: uuid.UUID, act: Callable[[], object], words: str
) -> HttpResponse:
    """Do an act and lead on: to the next step if the officer may do it, or else to the list."""
    try:
        act()
    except CaseRefusal as refusal:
        return refused(request, refusal, back_url=reverse("desk:case", args=[case_id]))
    messages.success(request, words)
    return redirect(_onward(case_id, by=request.actor))


def seen_version(request: HttpRequest) -> int | None:
    """The version of the case that the page showed; -1, which no case has, for nonsense."""
    text = request.POST.get("seen_version", "")
    return revision_number(text)


def _onward(case_id: uuid.UUID, *, by: Actor) -> str:
    view = case_view(case_id, by=by, on=timezone.localdate())
    return reverse("desk:case", args=[case_id]) if view.steps_to_do else reverse("desk:work-list")
