"""草稿: what is being written, waits for review, or takes effect later; and beginning a new one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import PagerLinks, StateTag
from yangguan.foundation.web.parameters import whole_number
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.draft_shell import TONES
from yangguan.registers.drafting.operations.begin import begin_item, begin_next_edition
from yangguan.registers.drafting.policies import may_review
from yangguan.registers.drafting.queries import draft_counts, drafts
from yangguan.registers.drafting.states import OPEN_STATES, DraftState
from yangguan.registers.organisations.queries import departments_by_name


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """Drafts by state, last saved first. Seven queries beside the sign-in."""
    asked = request.GET.get("state", "")
    state = DraftState(asked) if asked in DraftState.values else None
    found, after = drafts(
        by=request.actor,
        states={state} if state else OPEN_STATES,
        after=request.GET.get("after", ""),
    )
    counts = draft_counts(by=request.actor)
    kept = {"state": state.value} if state else {}
    context = staff_page(request, here="editor:drafts") | {
        "drafts": [(line, StateTag(str(line.state.label), TONES[line.state])) for line in found],
        "views": [("", _("全部没办完的"), sum(counts.values()), state is None)]
        + [
            (each.value, str(each.label), counts.get(each), state is each)
            for each in DraftState
            if each in OPEN_STATES
        ]
        + [
            (each.value, str(each.label), None, state is each)
            for each in (DraftState.PUBLISHED, DraftState.DISCARDED)
        ],
        "departments": _own_departments(request.actor),
        "pager_links": PagerLinks(
            on_url=f"?{urlencode({**kept, 'after': after})}" if after else None
        ),
    }
    return render(request, "editor/drafts/page.html", context)


def _own_departments(by: Actor) -> list[tuple[int, str]]:
    """The departments for which a person may begin an item. Two queries."""
    served = by.served_departments(Role.EDITOR)
    is_for_all = may_review(by)
    return [(pk, name) for pk, name in departments_by_name() if is_for_all or pk in served]


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def begin(request: OfficerRequest) -> HttpResponse:
    """Begin the next edition of an item (`task_code`), or a new item of a department."""
    task_code = request.POST.get("task_code", "")
    now = timezone.now()
    if task_code:
        draft = begin_next_edition(task_code=task_code, by=request.actor, at=now)
    else:
        asked = request.POST.get("department", "")
        department = whole_number(asked) or 0
        if not department:
            messages.error(request, _("请先选择部门。"))
            return redirect("editor:drafts")
        draft = begin_item(department_id=department, by=request.actor, at=now)
    return redirect("editor:draft", draft.pk, "basic")
