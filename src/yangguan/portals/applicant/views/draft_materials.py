"""材料: what to upload, what is free and why, what may follow."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yangguan.foundation.web import formatting
from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import Source, StateTag, Tone, current
from yangguan.foundation.web.fields import FieldKind, FieldView
from yangguan.foundation.web.form_errors import field_summary
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.handling.cases.operations.drafts import attach_to_draft
from yangguan.handling.cases.queries.drafts import DraftView, draft_view, file_line
from yangguan.handling.cases.rules import MaterialPlan
from yangguan.handling.cases.states import MaterialWay
from yangguan.portals.applicant.addresses import file_url, page_url
from yangguan.portals.applicant.draft_files import file_act, sent_file, stored_answer
from yangguan.portals.applicant.draft_steps import (
    free_words,
    is_upload,
    needed_materials,
    next_url,
    place_of,
    steps_of,
)
from yangguan.portals.applicant.form_fields import (
    FormState,
    file_views,
    upload_hint,
    upload_rules,
)
from yangguan.portals.applicant.requests import PersonRequest
from yangguan.registers.catalogue.content import Material, Need


@person_required
@answering_refusals
@require_http_methods(["GET", "HEAD", "POST"])
def draft_materials(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Show the list (GET); take files that came with the form and go on (POST)."""
    view = _view(request, draft_id)
    if request.method != "POST":
        return _page(request, view)
    slots = [plan.material.key for plan in view.materials if is_upload(plan)]
    if file_act(request, draft_id=draft_id, slots=slots):
        return redirect("draft-materials", draft_id)
    view = _view(request, draft_id)
    if view.missing_materials:
        return _page(request, view, is_checked=True)
    return redirect(next_url(view, steps_of(view), "materials"))


@person_required
@answering_refusals
@require_POST
def draft_upload(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """One file for one material or question, sent as it was chosen; answers what was stored."""
    stored = attach_to_draft(
        draft_id=draft_id,
        slot=request.POST.get("field", ""),
        upload=sent_file(request),
        by=request.actor,
        at=timezone.now(),
    )
    return stored_answer(file_line(stored), is_removable=True)


def _view(request: PersonRequest, draft_id: uuid.UUID) -> DraftView:
    return draft_view(draft_id, by=request.actor, on=timezone.localdate())


def _page(request: PersonRequest, view: DraftView, *, is_checked: bool = False) -> HttpResponse:
    now = timezone.now()
    plans = needed_materials(view)
    state = FormState(
        answers=view.answers,
        files=view.files,
        upload_url=page_url("draft-upload", view.id),
        now=now,
        file_url=file_url,
    )
    uploads = [
        _upload_field(plan, state, is_checked=is_checked) for plan in plans if is_upload(plan)
    ]
    free = [_free_field(plan) for plan in plans if not is_upload(plan)]
    index, total = place_of(steps_of(view), "materials")
    context = {
        "view": view,
        "uploads": uploads,
        "free": free,
        "errors": field_summary(uploads),
        "step_words": formatting.ordinal_step(index, total) if index else "",
        "saved_words": _("已保存 · %(time)s") % {"time": formatting.moment(view.saved_at, now=now)},
        "crumbs": current([(view.edition.content.name, page_url("draft", view.id))], _("材料")),
        "section": "mine",
    }
    return render(
        request,
        "applicant/draft_materials/page.html",
        context,
        status=422 if context["errors"] else 200,
    )


def _upload_field(plan: MaterialPlan, state: FormState, *, is_checked: bool) -> FieldView:
    material = plan.material
    hints = material_hints(material)
    may_follow = material.need is Need.MAY_FOLLOW
    missing = is_checked and plan.is_missing
    return FieldView(
        name=material.key,
        kind=FieldKind.FILE,
        label=material.name,
        hint="。".join(hints) + "。",
        is_required=may_follow or plan.is_missing or plan.way is MaterialWay.UPLOADED,
        error=_("请上传%(name)s。") % {"name": material.name} if missing else "",
        files=file_views(state.files.get(material.key, ()), state),
        upload=upload_rules(state.upload_url),
        tag=StateTag(_("可以后补"), Tone.WARN) if may_follow else None,
    )


def material_hints(material: Material) -> list[str]:
    """What helps with a material; what an earlier sentence says already is not said again."""
    hints: list[str] = []
    for hint in (material.how_to_fill, material.note, material.follows_by, upload_hint()):
        words = hint.rstrip("。")
        if words and not any(words in said for said in hints):
            hints.append(words)
    return hints


def _free_field(plan: MaterialPlan) -> FieldView:
    """A material that need not be handed in, and why."""
    value, source = free_words(plan)
    return FieldView(
        name=plan.material.key,
        kind=FieldKind.LOCKED,
        label=plan.material.name,
        value=value,
        source=Source(source),
    )
