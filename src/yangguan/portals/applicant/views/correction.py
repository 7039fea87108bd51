"""补正: exactly the points that were asked, each answered in its place."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yangguan.foundation.web import formatting
from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import Link, current
from yangguan.foundation.web.fields import FieldView
from yangguan.foundation.web.form_errors import field_summary
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.handling.cases.errors import (
    ActionNotAllowedInState,
    CorrectionNotAnswered,
    MaterialsMissing,
)
from yangguan.handling.cases.opening import IncompleteApplication
from yangguan.handling.cases.operations.correction import correct_case
from yangguan.handling.cases.queries.case_page import CaseView, case_view
from yangguan.handling.cases.queries.correction_points import CorrectionPoint
from yangguan.handling.cases.states import CaseAction
from yangguan.portals.applicant.addresses import file_url, my_cases_crumb, page_url
from yangguan.portals.applicant.answer_words import answer_lines
from yangguan.portals.applicant.correction_fields import (
    asked_region_names,
    attach_one,
    attach_sent,
    correction_state,
    point_field,
)
from yangguan.portals.applicant.draft_files import stored_answer
from yangguan.portals.applicant.form_fields import (
    FormState,
)
from yangguan.portals.applicant.form_posts import read_post
from yangguan.portals.applicant.requests import PersonRequest


@dataclass(frozen=True, slots=True)
class PointView:
    """One point of the notice with the field that answers it."""

    name: str
    fault: str
    basis: str
    before: tuple[str, ...]  # what was answered
    before_files: tuple[Link, ...]  # what was handed in
    field: FieldView


@person_required
@answering_refusals
@require_http_methods(["GET", "HEAD", "POST"])
def case_correction(request: PersonRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show the points (GET); take what came with the form and hand the correction in (POST)."""
    view = _view(request, case_id)
    if request.method != "POST":
        return _page(request, view)
    fields = view.asked_fields
    attach_sent(request, view, by=request.actor)
    if "upload" in request.POST:
        return redirect("case-correction", case_id)
    answers = read_post(fields, request.POST)
    try:
        correct_case(case_id=case_id, answers=answers, by=request.actor, at=timezone.now())
    except IncompleteApplication as refusal:
        faults = {fault.element: fault.message for fault in refusal.faults}
        return _page(request, _view(request, case_id), faults=faults, typed=answers)
    except (CorrectionNotAnswered, MaterialsMissing) as refusal:
        message = f"{refusal.text}{refusal.advice}"
        return _page(request, _view(request, case_id), message=message, typed=answers)
    messages.success(request, _("补正收到了，窗口会接着看。"))
    return redirect("case", case_id)


@person_required
@answering_refusals
@require_POST
def correction_upload(request: PersonRequest, case_id: uuid.UUID) -> HttpResponse:
    """One file for one point, sent as it was chosen; answers what was stored."""
    return stored_answer(attach_one(request, case_id, by=request.actor), is_removable=False)


def _view(request: PersonRequest, case_id: uuid.UUID) -> CaseView:
    view = case_view(case_id, by=request.actor, on=timezone.localdate())
    if not view.may_correct:
        raise ActionNotAllowedInState(state=view.state.label, action=CaseAction.CORRECT.label)
    return view


def _page(
    request: PersonRequest,
    view: CaseView,
    *,
    faults: dict[str, str] | None = None,
    typed: dict[str, object] | None = None,
    message: str = "",
) -> HttpResponse:
    upload_url = page_url("correction-upload", view.id)
    state = correction_state(
        view, typed or {}, faults or {}, upload_url=upload_url, file_url=file_url
    )
    names = asked_region_names(view)
    points = [_point(point, view, state, names) for point in view.correction]
    errors = field_summary((each.field for each in points), faults, message=message)
    notice = next((each for each in view.documents if each.kind == "correction_notice"), None)
    context = {
        "view": view,
        "content": view.edition.content,
        "points": points,
        "errors": errors,
        "notice_document": notice,
        "by": formatting.day(view.correct_by) if view.correct_by else "",
        "crumbs": current(
            [my_cases_crumb(), (view.edition.content.name, page_url("case", view.id))], _("补正")
        ),
        "section": "mine",
    }
    return render(request, "applicant/correction/page.html", context, status=422 if errors else 200)


def _point(
    point: CorrectionPoint, view: CaseView, state: FormState, names: dict[str, str]
) -> PointView:
    content = view.edition.content
    before: tuple[str, ...] = ()
    if point.field is not None:
        line = next((each for each in view.answers if each.field == point.field), None)
        before = answer_lines(point.field, line.value, regions=names) if line else ()
    return PointView(
        name=point.name,
        fault=point.fault,
        basis=(point.material.basis if point.material else "") or content.basis,
        before=before,
        before_files=_files_before(point, view),
        field=point_field(point, state, label=_("补正的%(name)s") % {"name": point.name}),
    )


def _files_before(point: CorrectionPoint, view: CaseView) -> tuple[Link, ...]:
    """What was handed in for the point with the application."""
    handed_in = [line.files for line in view.materials if line.material.key == point.subject]
    handed_in += [line.files for line in view.answers if line.field.element == point.subject]
    renewed = {file.id for file in point.files}
    return tuple(
        Link(file.name, file_url(file.id), formatting.file_size(file.size))
        for files in handed_in
        for file in files
        if file.id not in renewed
    )
