"""简版指南: a guide on one page, to read and to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import current
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.portals.applicant import guide_papers
from yangguan.portals.applicant import guide_simple as simple
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.guide_lists import bring_list
from yangguan.portals.applicant.reading_time import guide_texts, reading_time, simple_texts
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.portals.applicant.views.guide import asked_guide, paper_response, told_query


@public
@require_safe
@cached_for_strangers
def guide_simple(request: PublicRequest, task_code: str) -> HttpResponse:
    """The essence of a guide for the situation that the query tells. Two queries at most."""
    found = asked_guide(request, task_code)
    content = found.edition.content
    bring = bring_list(content, request.GET)
    essence = simple.simple_guide(content, bring)
    context = {
        "content": content,
        "edition": found.edition,
        "simple": essence,
        "this_page": reading_time(simple_texts(essence)),
        "whole": reading_time(guide_texts(content, bring)),
        "bring": bring,
        "told_query": told_query(found, bring),
        "current_url": guide_papers.current_url(task_code, found.edition.number),
        "crumbs": current(
            [home_crumb(), (content.name, page_url("guide", task_code))], _("简版指南")
        ),
        "section": "search",
    }
    return render(request, "applicant/guide_simple/page.html", context)


@public
@require_safe
def guide_simple_print(request: PublicRequest, task_code: str) -> HttpResponse:
    """The simple version as one page of PDF. Two queries at most."""
    found = asked_guide(request, task_code)
    return paper_response(
        simple.simple_paper(found.edition, asked=request.GET, on=timezone.localdate())
    )
