"""代为补正: a counter takes in what was asked for, on paper or as a scan, for the applicant."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.fields import FieldView
from yangguan.foundation.web.form_errors import field_summary
from yangguan.foundation.web.refusals import Refusal, answering_refusals, refused
from yangguan.handling.cases.errors import (
    ActionNotAllowedInState,
    CorrectionNotAnswered,
    MaterialsMissing,
    NotYourDesk,
)
from yangguan.handling.cases.opening import IncompleteApplication
from yangguan.handling.cases.operations.correction import CounterVisit, correct_case
from yangguan.handling.cases.queries.case_page import CaseView, case_view
from yangguan.handling.cases.queries.correction_points import CorrectionPoint
from yangguan.handling.cases.states import CaseAction, CaseState
from yangguan.portals.applicant.answer_words import answer_lines
from yangguan.portals.applicant.correction_fields import (
    asked_region_names,
    attach_one,
    attach_sent,
    correction_state,
    point_field,
)
from yangguan.portals.applicant.draft_files import stored_answer
from yangguan.portals.applicant.form_posts import read_post
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.desk.signs import MOONS, deadline_of, short_number
from yangguan.portals.desk.views.case_acts import seen_version

APPLICANT, OTHER = "applicant", "other"
# The part of the page with all points.
POINTS = "points"


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point of the notice: what is wrong, what there was, and where the answer goes."""

    point: CorrectionPoint
    before: tuple[str, ...]
    field: FieldView
    takes_paper: bool  # a material or a file: its original may be checked instead of scanned
    is_ticked: bool


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.INTAKE)
def show(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """The points and the act. At most ten queries beside the sign-in to show them."""
    back_url = reverse("counter:corrections")
    try:
        view = _view(request, case_id)
        if request.method != "POST":
            return _page(request, view)
        attach_sent(request, view, by=request.actor)
    except Refusal as refusal:
        return refused(request, refusal, back_url=back_url)
    if "upload" in request.POST:
        return _page(request, _view(request, case_id))
    if errors := _visit_errors(request):
        return _page(request, _view(request, case_id), errors=errors)
    try:
        correct_case(
            case_id=case_id,
            answers=read_post(view.asked_fields, request.POST),
            counter=_visit(request, view),
            by=request.actor,
            at=timezone.now(),
            seen_version=seen_version(request),
        )
    except IncompleteApplication as refusal:
        faults = {fault.element: fault.message for fault in refusal.faults}
        return _page(request, _view(request, case_id), faults=faults)
    except (CorrectionNotAnswered, MaterialsMissing) as refusal:
        message = f"{refusal.text}{refusal.advice}"
        return _page(request, _view(request, case_id), message=message)
    except Refusal as refusal:
        return refused(request, refusal, back_url=back_url)
    messages.success(request, _("补正已收下，凭证可以打印；受理的五个工作日重新计算。"))
    return redirect("counter:receipt", case_id)


@require_POST
@role_required(Role.INTAKE)
@answering_refusals
def upload(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """One scan for one point, sent as it was chosen; answers what was stored."""
    line = attach_one(request, case_id, by=request.actor)
    return stored_answer(line, is_removable=False, url=_file_url(line.id))


def _view(request: OfficerRequest, case_id: uuid.UUID) -> CaseView:
    view = case_view(case_id, by=request.actor, on=timezone.localdate())
    if view.state is not CaseState.CORRECTION:
        raise ActionNotAllowedInState(state=view.state.label, action=CaseAction.CORRECT.label)
    if not view.may_correct_at_counter:
        raise NotYourDesk(office=view.edition.department_name, role=_("综合受理岗"))
    return view


def _visit(request: OfficerRequest, view: CaseView) -> CounterVisit:
    is_other = request.POST.get("bringer") == OTHER
    other = request.POST.get("bringer_name", "").strip()
    return CounterVisit(
        brought_by=other if is_other else view.applicant.name,
        identity_checked=bool(request.POST.get("is_identity_checked")),
        on_paper=frozenset(request.POST.getlist("on_paper")),
        note=request.POST.get("note", "").strip(),
    )


def _visit_errors(request: OfficerRequest) -> list[FieldError]:
    errors = []
    bringer = request.POST.get("bringer", "")
    if bringer not in {APPLICANT, OTHER}:
        errors.append(FieldError(_("请选择谁来补正。"), "bringer"))
    if bringer == OTHER and not request.POST.get("bringer_name", "").strip():
        errors.append(FieldError(_("请按证件填写来人的姓名。"), "bringer-name"))
    if not request.POST.get("is_identity_checked"):
        errors.append(FieldError(_("请先核对来人的身份证件原件。"), "identity"))
    return errors


def _page(
    request: OfficerRequest,
    view: CaseView,
    *,
    faults: dict[str, str] | None = None,
    errors: list[FieldError] | None = None,
    message: str = "",
) -> HttpResponse:
    rows = _rows(request, view, faults or {})
    shown = field_summary((row.field for row in rows), faults, message=message, place=POINTS)
    shown += errors or []
    context = staff_page(request, here="counter:corrections") | {
        "case": view,
        "moon": MOONS[view.state],
        "deadline": deadline_of(view.clock),
        "short_number": short_number(view.number),
        "rows": rows,
        "notice_document": next(
            (each for each in view.documents if each.kind == "correction_notice"), None
        ),
        "typed": request.POST,
        "errors": shown,
        "error_ids": {error.field_id for error in shown},
    }
    return render(request, "counter/correction/page.html", context, status=422 if shown else 200)


def _rows(request: OfficerRequest, view: CaseView, faults: dict[str, str]) -> list[PointRow]:
    answers = {line.field.element: line.value for line in view.answers}
    names = asked_region_names(view)
    state = correction_state(
        view,
        read_post(view.asked_fields, request.POST),
        faults,
        upload_url=reverse("counter:correction-upload", args=[view.id]),
        file_url=_file_url,
    )
    ticked = set(request.POST.getlist("on_paper"))
    return [
        PointRow(
            point=point,
            before=answer_lines(point.field, answers.get(point.subject), regions=names)
            if point.field
            else (),
            field=point_field(point, state, label=_("扫描件")),
            takes_paper=point.field is None or point.field.takes_files,
            is_ticked=point.subject in ticked,
        )
        for point in view.correction
    ]


def _file_url(file_id: uuid.UUID) -> str:
    return reverse("desk:file", args=[file_id])
