"""One page of an application form: saved as one types, checked when one goes on."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yangguan.foundation.web import formatting
from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import current
from yangguan.foundation.web.form_errors import field_summary
from yangguan.foundation.web.parameters import whole_number
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.handling.cases.errors import DraftChangedElsewhere
from yangguan.handling.cases.operations.drafts import save_draft
from yangguan.handling.cases.queries.drafts import DraftView, GroupProgress, draft_view
from yangguan.portals.applicant.addresses import file_url, page_url
from yangguan.portals.applicant.draft_files import file_act
from yangguan.portals.applicant.draft_steps import (
    group_faults,
    group_fields,
    next_url,
    place_of,
    steps_of,
)
from yangguan.portals.applicant.form_fields import (
    REGION_LEVELS,
    FormState,
    answer_json,
    condition_elements,
    field_view,
)
from yangguan.portals.applicant.form_posts import read_post
from yangguan.portals.applicant.requests import PersonRequest
from yangguan.registers.catalogue.answers import read_value, visible_fields, with_computed
from yangguan.registers.organisations.queries import RegionLine, regions


@dataclass(frozen=True, slots=True)
class Shown:
    """How a group's page is drawn this time."""

    faults: Mapping[str, str]
    notice: str = ""
    typed: Mapping[str, object] | None = None  # what was sent but could not be saved
    extra_row: str = ""
    status: int = 200


@person_required
@answering_refusals
@require_http_methods(["GET", "HEAD", "POST"])
def draft_group(request: PersonRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """Show a group (GET); save it and go on, or stay and say what is wrong (POST)."""
    view, group = _group(request, draft_id, key)
    if request.method != "POST":
        return _page(request, view, group, Shown(faults={}))
    fields = group_fields(group)
    sent = read_post(fields, request.POST)
    before = _shown(view)
    try:
        save_draft(
            draft_id=draft_id,
            answers=sent,
            by=request.actor,
            at=timezone.now(),
            seen_revision=_revision(request),
        )
    except DraftChangedElsewhere as refusal:
        words = _("下面是您刚才填的；再点一次保存，就用这里的。")
        return _page(
            request,
            view,
            group,
            Shown(faults={}, notice=f"{refusal.text}{words}", typed=sent, status=refusal.status),
        )
    slots = [field.element for field in fields if field.takes_files]
    if file_act(request, draft_id=draft_id, slots=slots):
        return redirect("draft-group", draft_id, key)
    view, group = _group(request, draft_id, key)
    extra_row = request.POST.get("add_row", "")
    faults = {fault.element: fault.message for fault in group_faults(group)}
    if extra_row:
        return _page(request, view, group, Shown(faults={}, extra_row=extra_row))
    if not faults:
        return redirect(next_url(view, steps_of(view), key))
    if not set(faults) - (_shown(view) - before):
        # Only questions that the answers have just brought up are open: nothing is wrong yet.
        notice = _("根据您的回答，多了几个问题，请接着填。")
        return _page(request, view, group, Shown(faults={}, notice=notice))
    return _page(request, view, group, Shown(faults=faults, status=422))


@person_required
@answering_refusals
@require_POST
def draft_autosave(request: PersonRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """Keep what has been typed so far; answers the new revision. Refused from an older page."""
    now = timezone.now()
    _view, group = _group(request, draft_id, key)
    draft = save_draft(
        draft_id=draft_id,
        answers=read_post(group_fields(group), request.POST),
        by=request.actor,
        at=now,
        seen_revision=_revision(request),
    )
    return JsonResponse({"revision": draft.revision, "saved_at": formatting.moment(now, now=now)})


def _group(
    request: PersonRequest, draft_id: uuid.UUID, key: str
) -> tuple[DraftView, GroupProgress]:
    view = draft_view(draft_id, by=request.actor, on=timezone.localdate())
    group = view.group(key)
    if group is None or not group_fields(group):
        raise Http404
    return view, group


def _revision(request: PersonRequest) -> int | None:
    text = request.POST.get("revision", "")
    return whole_number(text)


def _shown(view: DraftView) -> frozenset[str]:
    return frozenset(field.element for field in visible_fields(view.edition.content, view.answers))


def _page(
    request: PersonRequest, view: DraftView, group: GroupProgress, shown: Shown
) -> HttpResponse:
    now = timezone.now()
    state = _state(view, group, shown, key=group.group.key)
    fields = [field_view(each, state) for each in group_fields(group)]
    steps = steps_of(view)
    index, total = place_of(steps, group.group.key)
    in_group = {field.element for field in group_fields(group)}
    context = {
        "view": view,
        "group": group.group,
        "fields": fields,
        # Answers of other pages that the conditions of this one read.
        "carried": [
            (element, answer_json(view.answers.get(element)))
            for element in sorted(state.in_conditions - in_group)
        ],
        "locked_count": sum(each.kind == "locked" and each.is_shown for each in fields),
        "errors": field_summary(fields),
        "notice": shown.notice,
        "is_unsaved": shown.typed is not None,
        "step_words": formatting.ordinal_step(index, total) if index else "",
        "saved_words": _("已保存 · %(time)s") % {"time": formatting.moment(view.saved_at, now=now)},
        "has_files": any(each.upload for each in fields),
        "crumbs": current(
            [(view.edition.content.name, page_url("draft", view.id))], _(group.group.title)
        ),
        "section": "mine",
    }
    return render(request, "applicant/draft_group/page.html", context, status=shown.status)


def _state(view: DraftView, group: GroupProgress, shown: Shown, *, key: str) -> FormState:
    fields = group_fields(group)
    answers = dict(view.answers)
    if shown.typed is not None:
        for field in fields:
            if field.element in shown.typed:
                answers[field.element] = read_value(field, shown.typed[field.element])
        answers = with_computed(view.edition.content, answers)
    lines: list[RegionLine] = (
        regions(levels=REGION_LEVELS) if any(each.names_region for each in fields) else []
    )
    return FormState(
        answers=answers,
        files=view.files,
        upload_url=page_url("draft-upload", view.id),
        now=timezone.now(),
        file_url=file_url,
        prefilled=view.prefilled,
        regions=lines,
        faults=shown.faults,
        shown=frozenset(field.element for field in visible_fields(view.edition.content, answers)),
        in_conditions=condition_elements(fields),
        extra_row=shown.extra_row,
    )
