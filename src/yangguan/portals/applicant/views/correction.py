"""补正: exactly the points that were asked, each answered in its place."""

import uuid
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yangguan.foundation.web import formatting
from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import FieldError, Link, current
from yangguan.foundation.web.fields import FieldKind, FieldView
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.handling.cases.errors import (
    ActionNotAllowedInState,
    CorrectionNotAnswered,
    MaterialsMissing,
)
from yangguan.handling.cases.opening import IncompleteApplication
from yangguan.handling.cases.operations.correction import correct_case
from yangguan.handling.cases.operations.drafts import attach_to_correction
from yangguan.handling.cases.queries.case_page import CaseView, case_view
from yangguan.handling.cases.queries.correction_points import CorrectionPoint
from yangguan.handling.cases.queries.drafts import file_line
from yangguan.handling.cases.states import CaseAction
from yangguan.portals.applicant.addresses import file_url, my_cases_crumb, page_url
from yangguan.portals.applicant.answer_words import answer_lines
from yangguan.portals.applicant.draft_files import sent_file, stored_answer
from yangguan.portals.applicant.form_fields import (
    REGION_LEVELS,
    FormState,
    field_view,
    file_views,
    upload_hint,
    upload_rules,
)
from yangguan.portals.applicant.form_posts import read_post
from yangguan.portals.applicant.requests import PersonRequest
from yangguan.registers.organisations.queries import region_names, regions


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
    for point in view.correction:
        for upload in request.FILES.getlist(point.subject):
            attach_to_correction(
                case_id=case_id,
                slot=point.subject,
                upload=upload,
                by=request.actor,
                at=timezone.now(),
            )
    if "upload" in request.POST:
        return redirect("case-correction", case_id)
    answers = read_post(fields, request.POST)
    try:
        correct_case(case_id=case_id, answers=answers, by=request.actor, at=timezone.now())
    except IncompleteApplication as refusal:
        faults = {fault.element: fault.message for fault in refusal.faults}
        return _page(request, _view(request, case_id), faults=faults, typed=answers)
    except (CorrectionNotAnswered, MaterialsMissing) as refusal:
        return _page(request, _view(request, case_id), message=refusal.text, typed=answers)
    messages.success(request, _("补正收到了，窗口会接着看。"))
    return redirect("case", case_id)


@person_required
@answering_refusals
@require_POST
def correction_upload(request: PersonRequest, case_id: uuid.UUID) -> HttpResponse:
    """One file for one point, sent as it was chosen; answers what was stored."""
    stored = attach_to_correction(
        case_id=case_id,
        slot=request.POST.get("field", ""),
        upload=sent_file(request),
        by=request.actor,
        at=timezone.now(),
    )
    return stored_answer(file_line(stored), is_removable=False)


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
    answers = {line.field.element: line.value for line in view.answers} | (typed or {})
    has_region = any(field.names_region for field in view.asked_fields)
    state = FormState(
        answers=answers,
        files={point.subject: point.files for point in view.correction},
        upload_url=page_url("correction-upload", view.id),
        now=timezone.now(),
        file_url=file_url,
        regions=regions(levels=REGION_LEVELS) if has_region else (),
        faults=faults or {},
        shown=frozenset(point.subject for point in view.correction),
        may_remove=False,
    )
    names = region_names() if has_region else {}
    points = [_point(point, view, state, names) for point in view.correction]
    others = [text for element, text in (faults or {}).items() if element not in state.shown]
    asked = [each.field for each in points]
    errors = [FieldError(each.named_error, each.id) for each in asked if each.error]
    errors.extend(FieldError(text) for text in (message, *others) if text)
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
        field=_field(point, state),
    )


def _field(point: CorrectionPoint, state: FormState) -> FieldView:
    if point.field is not None:
        # Its condition reads answers that are not on this page: it is asked, so it is shown.
        return replace(field_view(point.field, state), show_if="")
    return FieldView(
        name=point.subject,
        kind=FieldKind.FILE,
        label=_("补正的%(name)s") % {"name": point.name},
        hint=upload_hint(),
        files=file_views(point.files, state),
        upload=upload_rules(state.upload_url),
        error=state.faults.get(point.subject, ""),
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
