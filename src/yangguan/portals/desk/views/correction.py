"""一次性告知补正: chosen from what the edition lists; nothing else can be asked for."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.refusals import refused
from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.handling.cases.errors import CaseRefusal, StepNotOpen
from yangguan.handling.cases.operations.correction import (
    CORRECTION_DAYS,
    Asked,
    request_correction,
)
from yangguan.handling.cases.queries.case_page import CaseView, case_view
from yangguan.handling.cases.states import MaterialWay
from yangguan.portals.desk.case_panes import AnswerGroup, case_panes, way_words
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.desk.views.case_acts import done, seen_version
from yangguan.registers.catalogue.process import StepKind

# What the platform holds or makes itself must not be asked for again (R3.4).
# What may be wrong, in a word. Chinese, since it is printed on the notice: a page translates it.
FAULT_KINDS = (
    gettext_noop("内容不符"),
    gettext_noop("缺少"),
    gettext_noop("看不清"),
    gettext_noop("填写有误"),
)
_HELD = frozenset({MaterialWay.LICENCE, MaterialWay.FORM, MaterialWay.VERIFICATION})


@dataclass(frozen=True, slots=True)
class AskRow:
    """One thing that may be asked for, as the page shows it."""

    subject: str
    name: str
    detail: str
    held_word: str  # not empty: held already, cannot be asked for
    is_chosen: bool
    kind: str
    said: str
    error: str


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.INTAKE)
def show(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """The page and its act. At most eight queries beside the sign-in to show it."""
    try:
        view = case_view(case_id, by=request.actor, on=timezone.localdate())
        if not any(step.kind is StepKind.ACCEPTANCE for step in view.steps_to_do):
            raise StepNotOpen
    except CaseRefusal as refusal:
        return refused(request, refusal, back_url=reverse("desk:case", args=[case_id]))
    panes = case_panes(view, today=timezone.localdate(), asked={})
    materials, fields = _rows(view, request.POST, panes["answer_groups"])
    rows = [row for row in (*materials, *fields) if row.is_chosen]
    if request.method != "POST":
        return _page(request, panes, materials, fields, errors=[])
    errors = [FieldError(row.error, f"said-{row.subject}") for row in rows if row.error]
    if not rows:
        errors = [FieldError(_("请至少勾选一项。"), "asks")]
    if errors:
        return _page(request, panes, materials, fields, errors=errors)
    return done(
        request,
        case_id,
        lambda: request_correction(
            case_id=case_id,
            asked=[Asked(row.subject, f"{row.kind}：{row.said}") for row in rows],
            by=request.actor,
            at=timezone.now(),
            seen_version=seen_version(request),
        ),
        _("补正告知书已经出具，申请人会收到；受理时限停钟。"),
    )


def _page(
    request: OfficerRequest,
    panes: dict[str, Any],
    materials: list[AskRow],
    fields: list[AskRow],
    *,
    errors: list[FieldError],
) -> HttpResponse:
    today = timezone.localdate()
    context = (
        staff_page(request, here="desk:work-list")
        | panes
        | {
            "ask_lists": [(_("材料"), materials), (_("填写项"), fields)],
            "fault_kinds": FAULT_KINDS,
            "correct_by": official_calendar().add(today, CORRECTION_DAYS).due,
            "errors": errors,
        }
    )
    status = 422 if errors else 200
    return render(request, "desk/correction/page.html", context, status=status)


def _rows(
    view: CaseView, data: QueryDict, groups: Sequence[AnswerGroup]
) -> tuple[list[AskRow], list[AskRow]]:
    answered = {row.element: " · ".join(row.lines) for group in groups for row in group.rows}
    chosen = set(data.getlist("ask"))
    materials = [
        _row(
            line.material.key,
            line.material.name,
            line.material.basis,
            chosen,
            data,
            held_word=way_words(line.way) if line.way in _HELD else "",
        )
        for line in view.materials
    ]
    fields = [
        _row(
            line.field.element,
            line.field.label,
            answered.get(line.field.element, ""),
            chosen,
            data,
        )
        for line in view.answers
    ]
    return materials, fields


def _row(
    subject: str,
    name: str,
    detail: str,
    chosen: set[str],
    data: QueryDict,
    *,
    held_word: str = "",
) -> AskRow:
    kind = data.get(f"kind-{subject}", "")
    said = data.get(f"said-{subject}", "").strip()
    is_chosen = subject in chosen and not held_word
    error = _("请写明“%(name)s”错在哪里、怎样改。") % {"name": name} if not said else ""
    return AskRow(
        subject=subject,
        name=name,
        detail=detail,
        held_word=held_word,
        is_chosen=is_chosen,
        kind=kind if kind in FAULT_KINDS else FAULT_KINDS[0],
        said=said,
        error=error if is_chosen and data else "",
    )
