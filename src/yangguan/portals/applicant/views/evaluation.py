"""评议: how it went, in stars, in the standard's words and in one's own."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import current
from yangguan.foundation.web.fields import Choice
from yangguan.foundation.web.form_errors import errors_of, status_of, summary_of
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.handling.cases.queries.case_page import case_view
from yangguan.oversight.evaluation.details import DETAILS, GRADES
from yangguan.oversight.evaluation.errors import (
    EvaluationRefusal,
    NotEvaluable,
    ReasonWanted,
    StarsMissing,
)
from yangguan.oversight.evaluation.operations.evaluate import MAX_WORDS, evaluate_case
from yangguan.oversight.evaluation.queries import evaluation_of
from yangguan.portals.applicant.addresses import my_cases_crumb, page_url
from yangguan.portals.applicant.requests import PersonRequest

MOST_STARS = 5
GOOD = 3


@dataclass(frozen=True, slots=True)
class Grade:
    """One degree of content with the details that belong to it; the page shows the chosen one's."""

    stars: int
    name: str
    dots: str
    is_chosen: bool
    is_good: bool
    details: tuple[Choice, ...]


@person_required
@answering_refusals
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: PersonRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask (GET), keep (POST). Details of stars that were not chosen count for nothing."""
    view = case_view(case_id, by=request.actor, on=timezone.localdate())
    if not view.may_evaluate:
        raise NotEvaluable
    stars = _stars(request.POST.get("stars", ""))
    details = request.POST.getlist(f"details-{stars}")
    words = request.POST.get("words", "")
    refusal: EvaluationRefusal | None = None
    if request.method == "POST":
        try:
            evaluate_case(
                case_id=case_id,
                stars=stars,
                details=details,
                words=words,
                by=request.actor,
                at=timezone.now(),
            )
        except (StarsMissing, ReasonWanted) as faulty:
            refusal = faulty
        else:
            messages.success(request, _("评价收到了，谢谢您。"))
            return redirect("case", case_id)
    context = {
        "view": view,
        "content": view.edition.content,
        "grades": [_grade(each, stars, details) for each in range(MOST_STARS, 0, -1)],
        "words": words,
        "max_words": MAX_WORDS,
        "known": evaluation_of(case_id),
        "refusal": refusal,
        "errors": summary_of(errors_of(refusal)),
        "crumbs": current(
            [my_cases_crumb(), (view.edition.content.name, page_url("case", case_id))], _("评议")
        ),
        "section": "mine",
    }
    return render(request, "applicant/evaluation/page.html", context, status=status_of(refusal))


def _stars(text: str) -> int:
    return int(text) if text in {str(each) for each in DETAILS} else 0


def _grade(stars: int, chosen: int, details: list[str]) -> Grade:
    return Grade(
        stars=stars,
        name=_(GRADES[stars]),
        dots="●" * stars + "○" * (MOST_STARS - stars),
        is_chosen=stars == chosen,
        is_good=stars >= GOOD,
        details=tuple(
            Choice(code, _(words), is_chosen=stars == chosen and code in details)
            for code, words in DETAILS[stars].items()
        ),
    )
