"""新收件，第三步: the whole form on one page, and the originals that were checked."""

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError, VerdictKind
from yangguan.foundation.web.fields import FieldView
from yangguan.foundation.web.refusals import refused
from yangguan.handling.cases.errors import CaseRefusal, MaterialsMissing
from yangguan.handling.cases.opening import IncompleteApplication
from yangguan.handling.cases.operations.submit import take_in_case
from yangguan.handling.cases.prefill import Prefilled
from yangguan.handling.cases.queries.intake import IntakeForm, intake_form
from yangguan.handling.cases.rules import MaterialPlan
from yangguan.handling.cases.states import MaterialWay
from yangguan.portals.applicant.form_fields import (
    REGION_LEVELS,
    FormState,
    condition_elements,
    field_view,
)
from yangguan.portals.applicant.form_posts import read_post
from yangguan.portals.counter.phases import phases
from yangguan.portals.desk.case_panes import way_words
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.catalogue.answers import (
    Answers,
    read_value,
    visible_fields,
    with_computed,
)
from yangguan.registers.organisations.queries import RegionLine, regions

# At a counter it is the officer who reads where a value came from.
_SOURCES = {"您的账户": gettext_noop("申请人的账户")}


@dataclass(frozen=True, slots=True)
class FormGroupView:
    title: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """A material at the counter: how it comes, and whether its original may be ticked."""

    plan: MaterialPlan
    word: str
    verdict: VerdictKind
    takes_paper: bool
    is_ticked: bool


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.INTAKE)
def show(request: OfficerRequest, party_id: uuid.UUID, task_code: str) -> HttpResponse:
    """The form and its act. At most seven queries beside the sign-in to show it."""
    back_url = reverse("counter:item", args=[party_id])
    try:
        form = intake_form(
            task_code=task_code, applicant_id=party_id, by=request.actor, on=timezone.localdate()
        )
    except CaseRefusal as refusal:
        return refused(request, refusal, back_url=back_url)
    if request.method != "POST":
        answers = {element: offer.value for element, offer in starting_values(form).items()}
        return _page(request, form, answers, on_paper=frozenset(), key=str(uuid.uuid4()))
    if "add_row" in request.POST:
        return _again(request, form)
    try:
        case = take_in_case(
            task_code=task_code,
            applicant_id=party_id,
            answers=_posted(form, request.POST),
            on_paper=_ticked(form, request.POST),
            submission_key=_key(request.POST),
            by=request.actor,
            at=timezone.now(),
        )
    except IncompleteApplication as refusal:
        faults = {fault.element: fault.message for fault in refusal.faults}
        return _again(request, form, faults=faults)
    except MaterialsMissing as refusal:
        return _again(request, form, missing=f"{refusal.text}{refusal.advice}")
    except CaseRefusal as refusal:
        return refused(request, refusal, back_url=back_url)
    return redirect("counter:receipt", case.pk)


@require_POST
@role_required(Role.INTAKE)
def materials(request: OfficerRequest, party_id: uuid.UUID, task_code: str) -> HttpResponse:
    """The table of materials for the answers so far: what htmx puts in as one fills in the form."""
    try:
        form = intake_form(
            task_code=task_code, applicant_id=party_id, by=request.actor, on=timezone.localdate()
        )
    except CaseRefusal as refusal:
        return refused(request, refusal)
    rows = material_rows(form, _read(form, request.POST), on_paper=_ticked(form, request.POST))
    return render(request, "counter/intake_form/_materials.html", {"materials": rows})


def starting_values(form: IntakeForm) -> dict[str, Prefilled]:
    """
    What the form begins with: verified values, and what the counter registered itself.

    Name and number of somebody whom no base library has confirmed are proposed, never locked.
    """
    own = {
        "org_name" if form.is_organisation else "person_name": form.applicant_name,
        "credit_code" if form.is_organisation else "id_number": form.number,
        "mobile": form.mobile,
    }
    registered = {
        element: Prefilled(value, gettext_noop("窗口登记"), is_locked=False)
        for element, value in own.items()
        if value
    }
    known = {
        element: replace(offer, source=_SOURCES.get(offer.source, offer.source))
        for element, offer in form.prefilled.items()
    }
    return registered | known


def material_rows(
    form: IntakeForm, answers: Answers, *, on_paper: frozenset[str]
) -> list[MaterialRow]:
    """Every material that these answers call for, in the order of the guide."""
    rows = []
    for plan in form.plans(answers, on_paper=on_paper):
        if plan.way is MaterialWay.NOT_APPLICABLE and plan.material.applies_if:
            continue
        is_held = plan.way in {MaterialWay.LICENCE, MaterialWay.FORM, MaterialWay.VERIFICATION}
        rows.append(
            MaterialRow(
                plan=plan,
                word=way_words(plan.way) if plan.way else "",
                verdict=_verdict(plan),
                takes_paper=not is_held,
                is_ticked=plan.material.key in on_paper,
            )
        )
    return rows


def _verdict(plan: MaterialPlan) -> VerdictKind:
    match plan.way:
        case None | MaterialWay.NOT_APPLICABLE:
            return VerdictKind.OPEN
        case MaterialWay.TO_FOLLOW:
            return VerdictKind.ASK
        case _:
            return VerdictKind.OK


def _again(
    request: OfficerRequest,
    form: IntakeForm,
    *,
    faults: dict[str, str] | None = None,
    missing: str = "",
) -> HttpResponse:
    """The page with all that was filled in, and what is wrong with it."""
    return _page(
        request,
        form,
        _read(form, request.POST),
        on_paper=_ticked(form, request.POST),
        key=str(_key(request.POST)),
        faults=faults,
        missing=missing,
    )


def _page(
    request: OfficerRequest,
    form: IntakeForm,
    answers: Answers,
    *,
    on_paper: frozenset[str],
    key: str,
    faults: dict[str, str] | None = None,
    missing: str = "",
) -> HttpResponse:
    content = form.edition.content
    needs_places = any(field.names_region for field in content.fields())
    places = regions(levels=REGION_LEVELS) if needs_places else []
    groups = _groups(request, form, answers, places=places, faults=faults or {})
    shown = {field.element for field in visible_fields(content, answers)}
    labels = {field.element: field.label for field in content.fields()}
    errors = [
        FieldError(f"{labels[element]}：{message}", f"f-{element}")
        for element, message in (faults or {}).items()
        if element in shown
    ]
    errors += [FieldError(missing, "materials")] if missing else []
    context = staff_page(request, here="counter:applicant") | {
        "phases": phases(2),
        "form": form,
        "content": content,
        "groups": groups,
        "files_on_paper": [f for f in content.fields() if f.type == "file"],
        "materials": material_rows(form, answers, on_paper=on_paper),
        "submission_key": key,
        "errors": errors,
        "missing": missing,
        "materials_url": reverse(
            "counter:intake-materials", args=[form.applicant_id, content.task_code]
        ),
        "back_url": reverse("counter:item", args=[form.applicant_id]),
    }
    return render(request, "counter/intake_form/page.html", context, status=422 if errors else 200)


def _groups(
    request: OfficerRequest,
    form: IntakeForm,
    answers: Answers,
    *,
    places: list[RegionLine],
    faults: dict[str, str],
) -> list[FormGroupView]:
    content = form.edition.content
    state = FormState(
        answers=answers,
        files={},
        upload_url="",
        now=timezone.now(),
        file_url=str,
        prefilled=starting_values(form),
        regions=places,
        faults=faults,
        shown=frozenset(field.element for field in visible_fields(content, answers)),
        in_conditions=condition_elements(content.fields()),
        extra_row=request.POST.get("add_row", ""),
    )
    return [
        FormGroupView(
            _(group.title),
            # What the form wants as a file is on the paper that the counter has in hand.
            tuple(field_view(field, state) for field in group.fields if field.type != "file"),
        )
        for group in content.pages
        if any(field.type != "file" for field in group.fields)
    ]


def _posted(form: IntakeForm, data: QueryDict) -> dict[str, object]:
    return read_post(form.edition.content.fields(), data)


def _read(form: IntakeForm, data: QueryDict) -> Answers:
    """The answers as they will be stored, with the verified values that nobody can change."""
    posted = _posted(form, data)
    read: dict[str, Any] = {
        field.element: read_value(field, posted[field.element])
        for field in form.edition.content.fields()
        if field.element in posted
    }
    locked = {element: each.value for element, each in form.prefilled.items() if each.is_locked}
    answered = {element: value for element, value in read.items() if value is not None} | locked
    return with_computed(form.edition.content, answered)


def _ticked(form: IntakeForm, data: QueryDict) -> frozenset[str]:
    known = {material.key for material in form.edition.content.materials}
    return frozenset(data.getlist("on_paper")) & known


def _key(data: QueryDict) -> uuid.UUID:
    """The submission's key of the page; a new one where it was tampered with."""
    try:
        return uuid.UUID(data.get("submission_key", ""))
    except ValueError:
        return uuid.uuid4()
