"""One case at work: form, materials, and the pane in which the step is done."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import KeyHelp
from yangguan.foundation.web.refusals import refused
from yangguan.handling.cases.errors import CaseRefusal
from yangguan.handling.cases.queries.case_lists import work_of
from yangguan.handling.cases.queries.case_page import CaseView, StepLine, case_view
from yangguan.handling.cases.queries.work_counts import HANDLING_ROLES
from yangguan.portals.desk.case_panes import case_panes, material_pane
from yangguan.portals.desk.shell import OfficerRequest, staff_page

NEIGHBOURS = 200


@require_safe
@role_required(*HANDLING_ROLES)
def show(request: OfficerRequest, case_id: uuid.UUID) -> HttpResponse:
    """The case, and its step if the officer may do one. At most ten queries beside the sign-in."""
    today = timezone.localdate()
    try:
        view = case_view(case_id, by=request.actor, on=today)
    except CaseRefusal as refusal:
        return refused(request, refusal, back_url=reverse("desk:work-list"))
    if request.headers.get("HX-Request"):
        context = material_pane(view, asked=request.GET)
        return render(request, "desk/case_page/_materials.html", context)
    step = step_at_hand(view, request.GET.get("step", ""))
    context = (
        staff_page(request, here="desk:work-list", is_slim=True)
        | case_panes(view, today=today, asked=request.GET)
        | {
            "step": step,
            "act_template": act_template(step),
            "other_steps": [each for each in view.steps_to_do if each is not step],
            "back_url": reverse("desk:work-list"),
            "keys": keys_of_case(),
            **_neighbours(request.actor, case_id),
        }
    )
    return render(request, "desk/case_page/page.html", context)


def step_at_hand(view: CaseView, wanted: str = "") -> StepLine | None:
    """The step to do: the one asked for, or else the first that the officer may do."""
    steps = view.steps_to_do
    return next((each for each in steps if each.key == wanted), steps[0] if steps else None)


def act_template(step: StepLine | None) -> str:
    """The partial with the acts of a step; without one it says why there is nothing to do."""
    name = step.kind.value if step else "nothing"
    return f"desk/case_page/_act_{name}.html"


def keys_of_case() -> tuple[KeyHelp, ...]:
    return (
        KeyHelp(("J", "K"), _("下一件、上一件")),
        KeyHelp(("1", "2", "3"), _("申请表、材料、办理")),
        KeyHelp(("O",), _("写意见")),
        KeyHelp(("G",), _("通过，转下一步")),
        KeyHelp(("R",), _("不通过、不予")),
        KeyHelp(("N",), pgettext("act", "一次性告知补正")),
        KeyHelp(("Ctrl", "Enter"), _("这一页的主要动作")),
        KeyHelp(("Esc",), _("关闭")),
    )


def _neighbours(by: Actor, case_id: uuid.UUID) -> dict[str, str]:
    """The addresses of the cases before and after this one in the officer's list. One query."""
    held = [role for role in HANDLING_ROLES if role in by.roles]
    lines = work_of(by, roles=held, on=timezone.localdate(), limit=NEIGHBOURS).items
    ids = list(dict.fromkeys(line.case_id for line in lines))
    if case_id not in ids:
        return {"previous_url": "", "next_url": reverse("desk:case", args=[ids[0]]) if ids else ""}
    at = ids.index(case_id)
    before, after = ids[at - 1 : at] if at else [], ids[at + 1 : at + 2]
    return {
        "previous_url": reverse("desk:case", args=before) if before else "",
        "next_url": reverse("desk:case", args=after) if after else "",
    }
