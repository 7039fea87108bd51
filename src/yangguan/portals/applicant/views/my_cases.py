"""我的办件: drafts on top, then every case, newest first."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web import formatting
from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import Link, StateTag, current
from yangguan.foundation.web.deadlines import Deadline
from yangguan.foundation.web.pages import asked_cursor
from yangguan.handling.cases.queries.case_lists import CaseLine, cases_of
from yangguan.handling.cases.queries.drafts import drafts_of
from yangguan.handling.cases.states import BEFORE_ACCEPTANCE, CaseState
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.case_words import deadline_of, state_tag
from yangguan.portals.applicant.requests import PersonRequest

PAGE = 20
VIEWS = {"": None, "open": True, "done": False}


@dataclass(frozen=True, slots=True)
class CaseRow:
    url: str
    item_name: str
    applicant_name: str
    number: str
    tag: StateTag
    deadline: Deadline | None
    note: str


@person_required
@require_safe
def my_cases(request: PersonRequest) -> HttpResponse:
    """Two queries, whatever the number of cases, and one for who asks."""
    now = timezone.now()
    actor = request.actor
    mine = [*((actor.party_id,) if actor.party_id else ()), *sorted(actor.principals)]
    chosen = request.GET.get("view", "")
    if chosen not in VIEWS:
        chosen = ""
    page = cases_of(
        mine,
        on=timezone.localdate(now),
        cursor=asked_cursor(request.GET),
        limit=PAGE,
        is_open=VIEWS[chosen],
    )
    rows = [_row(line) for line in page.items]
    context = {
        "drafts": drafts_of(mine) if chosen != "done" else [],
        "rows": rows,
        "waiting": [
            row
            for row, line in zip(rows, page.items, strict=True)
            if line.state is CaseState.CORRECTION
        ],
        "tabs": _tabs(chosen),
        "chosen": chosen,
        "pager": page.links(
            query=f"view={chosen}" if chosen else "", back=_("更近的办件"), on=_("更早的办件")
        ),
        "now": now,
        "crumbs": current([home_crumb()], _("我的办件")),
        "section": "mine",
    }
    return render(request, "applicant/my_cases/page.html", context)


def _row(line: CaseLine) -> CaseRow:
    is_waiting = line.state is CaseState.CORRECTION
    has_clock = line.clock is not None and not is_waiting
    return CaseRow(
        url=page_url("case-correction" if is_waiting else "case", line.id),
        item_name=line.item_name,
        applicant_name=line.applicant_name,
        number=line.number,
        tag=state_tag(line.state),
        deadline=deadline_of(line.clock, is_accepted=line.state not in BEFORE_ACCEPTANCE)
        if has_clock
        else None,
        note="" if has_clock else _("%(day)s 提交") % {"day": formatting.day(line.submitted_at)},
    )


def _tabs(chosen: str) -> list[Link]:
    names = (("", _("全部")), ("open", _("在办")), ("done", _("办结")))
    return [
        Link(name, f"?view={view}" if view else "?", is_current=view == chosen)
        for view, name in names
    ]
