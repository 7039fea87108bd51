"""凭编号查进度: number and look-up code, without signing in; masked."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.web import formatting
from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import (
    FieldError,
    TimelineEntry,
    TimelineState,
    current,
)
from yangguan.foundation.web.errors import too_many_requests
from yangguan.handling.cases.queries.progress import Progress, ProgressStep, progress
from yangguan.handling.cases.states import BEFORE_ACCEPTANCE, CaseState, WorkItemState
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.attempts import is_too_often
from yangguan.portals.applicant.case_words import deadline_of, headline, state_tag
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.catalogue.process import StepKind

# The code holds against guessing only together with this limit.
MOST, WINDOW_SECONDS = 20, 600
MAX_NUMBER = 80
MAX_CODE = 20


@public
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: PublicRequest) -> HttpResponse:
    """
    The form, its number filled in from a receipt's QR code (GET); the progress (POST).

    The code never stands in an address. A wrong number and a wrong code get the same answer. Two
    queries, and two for the count of attempts.
    """
    if request.method != "POST":
        return _form(request, number=request.GET.get("number", ""))
    now = timezone.now()
    if is_too_often(request, action="lookup", most=MOST, seconds=WINDOW_SECONDS, at=now):
        return too_many_requests(request)
    number = request.POST.get("number", "")[:MAX_NUMBER].strip()
    code = request.POST.get("code", "")[:MAX_CODE].strip()
    if not number or not code:
        return _form(request, number=number, error=_("请把办件编号和查询码都填上。"))
    found = progress(number=number, code=code, on=timezone.localdate(now))
    if found is None:
        error = _("没有查到。请对照收件凭证，核对编号和查询码。")
        return _form(request, number=number, error=error)
    context = {
        "progress": found,
        "tag": state_tag(found.state),
        "headline": headline(found.state),
        "deadline": deadline_of(found.clock, is_accepted=found.state not in BEFORE_ACCEPTANCE),
        "entries": _entries(found),
        "crumbs": current([home_crumb(), (_("凭编号查进度"), page_url("lookup"))], found.item_name),
        "section": "mine",
    }
    return render(request, "applicant/lookup/result.html", context)


def _form(request: PublicRequest, *, number: str, error: str = "") -> HttpResponse:
    context = {
        "number": number[:MAX_NUMBER],
        "error": error,
        "errors": [FieldError(error, "number")] if error else [],
        "crumbs": current([home_crumb()], _("凭编号查进度")),
        "section": "mine",
    }
    return render(request, "applicant/lookup/page.html", context, status=422 if error else 200)


def _entries(found: Progress) -> list[TimelineEntry]:
    submitted = TimelineEntry(_("提交申请"), formatting.moment(found.submitted_at))
    return [submitted, *(_entry(step, found) for step in found.steps)]


def _step_words(step: ProgressStep, *, is_by_silence: bool) -> str:
    name = _(step.name)
    if is_by_silence and step.kind is StepKind.ACCEPTANCE:
        return _("%(step)s：%(outcome)s") % {"step": name, "outcome": _("逾期未答复，依法视为受理")}
    if step.outcome is None:
        return name
    return _("%(step)s：%(outcome)s") % {"step": name, "outcome": step.outcome.label}


def _entry(step: ProgressStep, found: Progress) -> TimelineEntry:
    is_open = step.state is WorkItemState.OPEN
    is_stopped = is_open and found.state is CaseState.CORRECTION
    now = TimelineState.STOP if is_stopped else TimelineState.NOW
    return TimelineEntry(
        _step_words(step, is_by_silence=found.is_by_silence),
        _("正在办") if is_open else formatting.moment(step.at),
        step.office,
        state=now if is_open else TimelineState.DONE,
    )
