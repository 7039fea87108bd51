"""办事指南: everything about an item, read from its edition."""

from django.http import Http404, HttpResponse
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
from yangguan.portals.applicant import guide_papers
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.case_words import audience_words, limit_words
from yangguan.portals.applicant.guide_lists import BringList, bring_list
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.catalogue.codes import AREAS, HANDLING_FORMS, ITEM_TYPES, RESULT_KINDS
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.queries import Guide
from yangguan.registers.catalogue.states import EditionState, ItemState
from yangguan.registers.publications.queries import publications_about


@public
@require_safe
@cached_for_strangers
def guide(request: PublicRequest, task_code: str) -> HttpResponse:
    """
    The guide, of the edition in force or of `?edition=N`. Five queries, three once in memory.

    A stranger's page holds no token and no name, so that it can be cached whole.
    """
    found = _found(request, task_code)
    content = found.edition.content
    bring = bring_list(content, request.GET)
    in_force = found.edition.number == found.current_number
    context = {
        "guide": found,
        "edition": found.edition,
        "content": content,
        "type_name": _(ITEM_TYPES.get(content.item_type, "")),
        "facts": _facts(content, bring),
        "bring": bring,
        "forms": [
            _(HANDLING_FORMS[code]) for code in content.service.forms if code in HANDLING_FORMS
        ],
        "area": _(AREAS.get(content.service.area, "")),
        "has_form": any(group.fields for group in content.form),
        "history": [
            each
            for each in catalogue.editions_of(task_code)
            if each.state is not EditionState.DRAFT
        ],
        "about": publications_about(task_code),
        "in_force": in_force,
        "may_apply": in_force and found.state is ItemState.IN_USE and content.service.online,
        "is_open": found.state is ItemState.IN_USE,
        "only_applicant": _only_applicant(actor_of(request), content),
        "current_url": guide_papers.current_url(task_code, found.edition.number),
        "result_kinds": RESULT_KINDS,
        "today": timezone.localdate(),
        "crumbs": current([home_crumb(), (_("办事"), page_url("search"))], content.name),
        "section": "search",
    }
    return render(request, "applicant/guide/page.html", context)


@public
@require_safe
def guide_current(request: PublicRequest, task_code: str, number: int) -> HttpResponse:
    """Where the QR code of a printed guide leads: is that edition still in force? Two queries."""
    found = catalogue.guide(task_code)
    lines = catalogue.editions_of(task_code)
    line = next((each for each in lines if each.number == number), None)
    if found is None or line is None or line.state is EditionState.DRAFT:
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
    """The guide as PDF."""
    found = _found(request, task_code)
    return _paper(guide_papers.guide_paper(found.edition, on=timezone.localdate()))


@public
@require_safe
def blank_form(request: PublicRequest, task_code: str) -> HttpResponse:
    """The blank form as PDF."""
    found = _found(request, task_code)
    return _paper(guide_papers.blank_form(found.edition, on=timezone.localdate()))


@public
@require_safe
def sample_form(request: PublicRequest, task_code: str) -> HttpResponse:
    """The filled-in sample as PDF."""
    found = _found(request, task_code)
    return _paper(guide_papers.sample_form(found.edition, on=timezone.localdate()))


def _found(request: PublicRequest, task_code: str) -> Guide:
    asked = request.GET.get("edition", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) < 6):
        raise Http404
    found = catalogue.guide(task_code, number=int(asked) if asked else None)
    if found is None:
        raise Http404
    return found


def _paper(paper: Paper) -> HttpResponse:
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
