"""办事指南: everything about an item, read from its edition."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.documents.paper import Paper, render_document
from yangguan.foundation.web.access import actor_of, public
from yangguan.foundation.web.components import Fact, current
from yangguan.foundation.web.downloads import PDF, file_response
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.foundation.web.parameters import whole_number
from yangguan.portals.applicant import guide_papers
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.case_words import audience_words, limit_words
from yangguan.portals.applicant.guide_lists import BringList, bring_list, situation_inputs
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.catalogue import changes, material_queries
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.catalogue.codes import AREAS, HANDLING_FORMS, ITEM_TYPES, RESULT_KINDS
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.queries import Guide
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.intermediaries.queries import services_for_item
from yangguan.registers.publications.queries import publications_about


@public
@require_safe
@cached_for_strangers
def guide(request: PublicRequest, task_code: str) -> HttpResponse:
    """
    The guide, of the edition in force or of `?edition=N`. Eight queries, six once in memory.

    A stranger's page holds no token and no name, so that it can be cached whole.
    """
    found = asked_guide(request, task_code)
    papers = material_queries.papers_of(found.edition.id)
    context = guide_context(
        found, request.GET, actor=actor_of(request), on=timezone.localdate(), papers=papers
    ) | {
        "history": catalogue.editions_of(task_code),
        "state_changes": changes.state_changes_of(task_code),
        "about": publications_about(task_code),
        "services": services_for_item(task_code),
    }
    return render(request, "applicant/guide/page.html", context)


def guide_context(
    found: Guide,
    asked: QueryDict,
    *,
    actor: Actor | None,
    on: date,
    papers: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType({}),
) -> dict[str, Any]:
    """What the guide's page shows of an edition, or of a draft of one. No query."""
    content = found.edition.content
    bring = bring_list(content, asked, papers)
    in_force = found.edition.number == found.current_number
    return {
        "guide": found,
        "edition": found.edition,
        "content": content,
        "type_name": _(ITEM_TYPES.get(content.item_type, "")),
        "facts": _facts(content, bring),
        "bring": bring,
        "situation": situation_inputs(content, bring),
        "told_query": told_query(found, bring),
        "forms": [
            _(HANDLING_FORMS[code]) for code in content.service.forms if code in HANDLING_FORMS
        ],
        "area": _(AREAS.get(content.service.area, "")),
        "has_form": any(group.fields for group in content.form),
        "in_force": in_force,
        "may_apply": in_force and found.state is ItemState.IN_USE and content.service.online,
        "is_open": found.state is ItemState.IN_USE,
        "only_applicant": _only_applicant(actor, content),
        "current_url": guide_papers.current_url(content.task_code, found.edition.number),
        "result_kinds": RESULT_KINDS,
        "today": on,
        "crumbs": current([home_crumb(), (_("办事"), page_url("search"))], content.name),
        "section": "search",
    }


@public
@require_safe
def guide_current(request: PublicRequest, task_code: str, number: int) -> HttpResponse:
    """Where the QR code of a printed guide leads: is that edition still in force? Two queries."""
    found = catalogue.guide(task_code)
    lines = catalogue.editions_of(task_code)
    line = next((each for each in lines if each.number == number), None)
    if found is None or line is None:
        raise Http404
    is_current = number == found.current_number and found.state is ItemState.IN_USE
    context = {
        "guide": found,
        "line": line,
        "is_current": is_current,
        "title": _("这一版是现行版") if is_current else _("这一版已经不是现行版"),
        "text": found.edition.content.name,
        "detail": _("第 %(number)d 版") % {"number": number},
        "crumbs": current(
            [home_crumb(), (found.edition.content.name, page_url("guide", task_code))],
            _("是不是现行版"),
        ),
    }
    return render(request, "applicant/guide/current.html", context)


@public
@require_safe
def guide_print(request: PublicRequest, task_code: str) -> HttpResponse:
    """The guide as PDF, for the situation that the query tells."""
    found = asked_guide(request, task_code)
    return paper_response(
        guide_papers.guide_paper(found.edition, asked=request.GET, on=timezone.localdate())
    )


@public
@require_safe
def blank_form(request: PublicRequest, task_code: str) -> HttpResponse:
    """The blank form as PDF."""
    found = asked_guide(request, task_code)
    return paper_response(guide_papers.blank_form(found.edition, on=timezone.localdate()))


@public
@require_safe
def sample_form(request: PublicRequest, task_code: str) -> HttpResponse:
    """The filled-in sample as PDF."""
    found = asked_guide(request, task_code)
    return paper_response(guide_papers.sample_form(found.edition, on=timezone.localdate()))


def told_query(found: Guide, bring: BringList) -> str:
    """What leads to the same edition and situation on another page: `?…`, or an empty text."""
    is_older = found.edition.number != found.current_number
    parts = [f"edition={found.edition.number}" * is_older, bring.query]
    query = "&".join(part for part in parts if part)
    return f"?{query}" if query else ""


def asked_guide(request: PublicRequest, task_code: str) -> Guide:
    """The guide of the edition in force or of `?edition=N`; `Http404` where there is none."""
    asked = request.GET.get("edition", "")
    number = whole_number(asked, digits=5)
    if asked and number is None:
        raise Http404
    found = catalogue.guide(task_code, number=number)
    if found is None:
        raise Http404
    return found


def paper_response(paper: Paper) -> HttpResponse:
    """A paper that anybody may keep, as PDF."""
    return file_response(
        render_document(paper), name=f"{paper.title}.pdf", media_type=PDF, is_private=False
    )


def _only_applicant(actor: Actor | None, content: EditionContent) -> str:
    """
    For whom to begin without asking: the person alone, where nobody else comes into question.

    Empty for a stranger and for somebody who has a choice; the next page then asks.
    """
    if actor is None or not actor.is_person or actor.party_id is None:
        return ""
    if "1" not in content.audiences:
        return ""
    has_choice = bool(actor.principals) and bool(set(content.audiences) - {"1"})
    return "" if has_choice else str(actor.party_id)


def _facts(content: EditionContent, bring: BringList) -> list[Fact]:
    service = content.service
    legal = _("法定 %(limit)s") % {"limit": limit_words(content.statutory_limit)}
    explained = content.promised_limit.explanation
    count = len(bring.bring)
    return [
        Fact(_("谁能办"), audience_words(content), _("符合下面的办理条件")),
        Fact(
            _("您要带"),
            _("%(count)d 样材料") % {"count": count} if count else _("什么都不用带"),
            _("另有 %(count)d 样由我们核验或生成") % {"count": len(bring.free)}
            if bring.free
            else "",
        ),
        Fact(
            _("多久"),
            limit_words(content.promised_limit),
            f"{legal}；{explained}" if explained else legal,
        ),
        Fact(
            _("多少钱"),
            _("要收费") if content.fees else _("不收费"),
            _("标准见下面“收费”") if content.fees else _("任何环节都不收"),
        ),
        _where(service.online, service.visits, service.visit_reason, service.address),
    ]


def _where(online: bool, visits: int, reason: str, address: str) -> Fact:
    if not online:
        return Fact(_("在哪办"), _("到窗口办"), address)
    if visits == 0:
        return Fact(_("在哪办"), _("网上就能办完"), _("也可以到窗口办"))
    words = _("网上申请，到现场 %(count)d 次") % {"count": visits}
    return Fact(_("在哪办"), words, reason or address)
