"""A guide at the kiosk: its questions one by one, what applies, a code for the phone, a print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.portals.applicant import guide_papers
from yangguan.portals.applicant import guide_simple as simple
from yangguan.portals.applicant.addresses import page_url, public_url
from yangguan.portals.applicant.guide_lists import bring_list
from yangguan.portals.applicant.kiosk_questions import past_questions, walk
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.portals.applicant.views.guide import asked_guide, guide_context, told_query


@public
@require_safe
@cached_for_strangers
def kiosk_item(request: PublicRequest, task_code: str) -> HttpResponse:
    """The next open question of an item; when none is left, the guide. Two queries at most."""
    found = asked_guide(request, task_code)
    context = guide_context(found, request.GET, actor=None, on=timezone.localdate())
    bring = context["bring"]
    step = walk(bring, request.GET, edition=request.GET.get("edition", ""))
    context |= {
        "asking": step.asking,
        "query": told_query(found, bring),
        "back_url": step.back_url or page_url("kiosk-find"),
        "phone_url": public_url(page_url("guide", task_code)) + told_query(found, bring),
    }
    name = "question" if step.asking else "item"
    return render(request, f"applicant/kiosk/{name}.html", context)


@public
@require_safe
@cached_for_strangers
def kiosk_print(request: PublicRequest, task_code: str) -> HttpResponse:
    """The simple version as it comes out of the printer, and the button. Two queries at most."""
    found = asked_guide(request, task_code)
    content = found.edition.content
    bring = bring_list(content, request.GET)
    query = told_query(found, bring)
    context = {
        "content": content,
        "edition": found.edition,
        "bring": bring,
        "simple": simple.simple_guide(content, bring),
        "current_url": guide_papers.current_url(task_code, found.edition.number),
        "pdf_url": page_url("kiosk-paper", task_code) + query,
        "back_url": page_url("kiosk-item", task_code) + past_questions(query),
        "title": _("打印一页纸"),
    }
    return render(request, "applicant/kiosk/print.html", context)
