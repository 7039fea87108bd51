"""草稿: what is being written, waits for review, or takes effect later; and beginning a new one."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import BatchAct, PagerLinks, StateTag
from yangguan.foundation.web.parameters import uuid_of, whole_number
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.draft_shell import TONES
from yangguan.registers.drafting.bounds import LONGEST_REMARK
from yangguan.registers.drafting.operations.begin import begin_item, begin_next_edition
from yangguan.registers.drafting.operations.review_many import MOST_DRAFTS
from yangguan.registers.drafting.policies import may_review
from yangguan.registers.drafting.queries import (
    DraftLine,
    draft_counts,
    drafts,
    reviews_under_way,
    waiting_of_import,
)
from yangguan.registers.drafting.states import OPEN_STATES, DraftState, ReviewVerdict
from yangguan.registers.organisations.queries import departments_by_name


@dataclass(frozen=True, slots=True)
class Row:
    """A draft in the list; `may_pick`: the reader may decide of it, with others."""

    line: DraftLine
    state: StateTag
    may_pick: bool


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """Drafts by state, last saved first, of all or of one import. Nine queries at most beside the
    sign-in."""
    asked = request.GET.get("state", "")
    state = DraftState(asked) if asked in DraftState.values else None
    import_id = uuid_of(request.GET.get("import", ""))
    found, after = drafts(
        by=request.actor,
        states={state} if state else set(DraftState) if import_id else OPEN_STATES,
        import_id=import_id,
        after=request.GET.get("after", ""),
    )
    reviews = may_review(request.actor)
    counts = draft_counts(by=request.actor, import_id=import_id)
    rows = [_row(line, request.actor, reviews=reviews) for line in found]
    of_import = {"import": str(import_id)} if import_id else {}
    kept = of_import | ({"state": state.value} if state else {})
    context = staff_page(request, here="editor:drafts") | {
        "drafts": rows,
        "views": _views(state, counts, of_import),
        "departments": [] if import_id else _own_departments(request.actor),
        "import_id": import_id,
        "acts": _acts() if any(row.may_pick for row in rows) else (),
        "whole": _whole(import_id, request.actor) if reviews and import_id else 0,
        "most": MOST_DRAFTS,
        "longest_remark": LONGEST_REMARK,
        "under_way": reviews_under_way(by=request.actor) if reviews else [],
        "pager_links": PagerLinks(
            on_url=f"?{urlencode({**kept, 'after': after})}" if after else None
        ),
    }
    return render(request, "editor/drafts/page.html", context)


def _row(line: DraftLine, by: Actor, *, reviews: bool) -> Row:
    tag = StateTag(str(line.state.label), TONES[line.state])
    is_own = by.account_id is not None and line.submitter == by.account_id
    return Row(line, tag, reviews and line.state is DraftState.SUBMITTED and not is_own)


def _views(
    state: DraftState | None, counts: Mapping[DraftState, int], of_import: Mapping[str, str]
) -> list[tuple[str, str, int | None, bool]]:
    """The states to look by: query, words, how many, whether it is this one."""
    first = (_("全部"), None) if of_import else (_("全部没办完的"), sum(counts.values()))
    ended = (DraftState.PUBLISHED, DraftState.DISCARDED)
    return [
        (urlencode(of_import), *first, state is None),
        *(
            (
                urlencode({**of_import, "state": each.value}),
                str(each.label),
                None if each in ended else counts.get(each),
                state is each,
            )
            for each in (*(each for each in DraftState if each in OPEN_STATES), *ended)
        ),
    ]


def _acts() -> tuple[BatchAct, ...]:
    """The return first: a key pressed by mistake must not publish."""
    return (
        BatchAct(ReviewVerdict.RETURN, _("退回修改"), key="r"),
        BatchAct(ReviewVerdict.APPROVE, _("审核通过"), key="g", is_main=True),
    )


def _whole(import_id: uuid.UUID, by: Actor) -> int:
    """How many drafts of the import the reader may decide of at once. One query."""
    return len(waiting_of_import(import_id, by=by, limit=MOST_DRAFTS))


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
