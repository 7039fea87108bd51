"""核对并提交: everything once more, the pledge, and one button."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yangguan.foundation.identifiers.lookup_code import show_lookup_code
from yangguan.foundation.web import formatting
from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import (
    FieldError,
    TimelineEntry,
    TimelineState,
    current,
)
from yangguan.foundation.web.fields import named_error
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.handling.cases.errors import DraftNotFound, MaterialsMissing
from yangguan.handling.cases.opening import IncompleteApplication
from yangguan.handling.cases.operations.drafts import save_draft
from yangguan.handling.cases.operations.submit import submit_draft
from yangguan.handling.cases.queries.case_page import CaseView, case_view
from yangguan.handling.cases.queries.drafts import DraftView, GroupProgress, draft_view
from yangguan.handling.cases.states import MaterialWay
from yangguan.portals.applicant.addresses import page_url
from yangguan.portals.applicant.answer_summary import draft_sections
from yangguan.portals.applicant.case_words import limit_words
from yangguan.portals.applicant.draft_steps import group_faults, has_pledge, steps_of
from yangguan.portals.applicant.fee_lines import fee_lines
from yangguan.portals.applicant.form_fields import PLEDGE
from yangguan.portals.applicant.requests import PersonRequest
from yangguan.registers.catalogue.content import Limit
from yangguan.registers.organisations.queries import region_names

# Faults of one group that the summary names one by one.
MOST_NAMED = 3


@person_required
@answering_refusals
@require_http_methods(["GET", "HEAD", "POST"])
def draft_check(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Show everything (GET); submit (POST). Doing it twice leads to the same receipt."""
    if request.method != "POST":
        return _page(request, draft_id)
    pledged = request.POST.get(PLEDGE) == "true"
    try:
        if pledged:
            _pledge(request, draft_id)
        case = submit_draft(draft_id=draft_id, by=request.actor, at=timezone.now())
    except (IncompleteApplication, MaterialsMissing):
        return _page(request, draft_id, is_checked=True, pledge_missing=not pledged)
    return redirect("submitted", case.pk)


@person_required
@answering_refusals
@require_safe
def submitted(request: PersonRequest, case_id: uuid.UUID) -> HttpResponse:
    """The receipt: number, look-up code, what comes next. Eight queries."""
    now = timezone.now()
    view = case_view(case_id, by=request.actor, on=timezone.localdate(now))
    receipt = next((each for each in view.documents if each.kind == "receipt"), None)
    context = {
        "view": view,
        "content": view.edition.content,
        "receipt": receipt,
        "title": _("申请已收到"),
        "code": view.number,
        "detail": _("%(time)s 提交 · %(name)s")
        % {
            "time": formatting.moment(view.submitted_at),
            "name": view.edition.content.name,
        },
        "lookup_code": show_lookup_code(view.lookup_code),
        "next": _what_next(view),
        "to_follow": [
            line.material.name for line in view.materials if line.way is MaterialWay.TO_FOLLOW
        ],
        "section": "mine",
    }
    return render(request, "applicant/submitted/page.html", context)


def _pledge(request: PersonRequest, draft_id: uuid.UUID) -> None:
    """The tick is an answer like any other; without a draft there is a case that has it."""
    try:
        save_draft(draft_id=draft_id, answers={PLEDGE: True}, by=request.actor, at=timezone.now())
    except DraftNotFound:
        return


def _page(
    request: PersonRequest,
    draft_id: uuid.UUID,
    *,
    is_checked: bool = False,
    pledge_missing: bool = False,
) -> HttpResponse:
    view = draft_view(draft_id, by=request.actor, on=timezone.localdate())
    errors = _errors(view) if is_checked else []
    if is_checked and pledge_missing and has_pledge(view):
        errors.append(FieldError(_("请先勾选承诺，才能提交。"), "f-truth_pledge"))
    open_steps = [step for step in steps_of(view) if not step.is_complete]
    context = {
        "view": view,
        "content": view.edition.content,
        "fee_lines": fee_lines(view.edition.content, view.answers),
        "sections": draft_sections(view, regions=region_names()),
        "open_steps": open_steps,
        "has_pledge": has_pledge(view),
        "pledge_missing": is_checked and pledge_missing,
        "errors": errors,
        "crumbs": current(
            [(view.edition.content.name, page_url("draft", view.id))], _("核对并提交")
        ),
        "section": "mine",
    }
    return render(
        request, "applicant/draft_check/page.html", context, status=422 if errors else 200
    )


def _errors(view: DraftView) -> list[FieldError]:
    errors = [error for progress in view.groups for error in _group_errors(progress)]
    errors.extend(
        FieldError(_("请上传%(name)s。") % {"name": plan.material.name}, "group-materials")
        for plan in view.missing_materials
    )
    return errors


def _group_errors(progress: GroupProgress) -> list[FieldError]:
    """Each fault of a group by itself; a group with many is named once."""
    faults = group_faults(progress)
    if len(faults) > MOST_NAMED:
        said = [_("还有 %(count)d 项没有填好。") % {"count": len(faults)}]
    else:
        said = [named_error(fault.label, fault.message) for fault in faults]
    return [
        FieldError(
            _("%(where)s：%(what)s") % {"where": _(progress.group.title), "what": what},
            f"group-{progress.group.key}",
        )
        for what in said
    ]


def _time_words(limit: Limit) -> str:
    if limit.days == 0:
        return _("受理后当场办结。")
    return _("受理后 %(limit)s以内。") % {"limit": limit_words(limit)}


def _what_next(view: CaseView) -> list[TimelineEntry]:
    content = view.edition.content
    due = formatting.day(view.clock.due_date) if view.clock else ""
    by = _("最晚 %(day)s下班以前。缺什么，一次说清。") % {"day": due} if due else ""
    return [
        TimelineEntry(_("您提交了申请"), formatting.moment(view.submitted_at)),
        TimelineEntry(_("窗口看材料，决定受理"), note=by, state=TimelineState.NOW),
        TimelineEntry(
            _("办理，作出决定"),
            note=_time_words(content.promised_limit),
            state=TimelineState.NEXT,
        ),
        TimelineEntry(
            _("送达结果"),
            note=_("电子证照和文书会出现在这里和“我的证照”。"),
            state=TimelineState.NEXT,
        ),
    ]
