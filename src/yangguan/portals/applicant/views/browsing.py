"""Ways to an item other than searching: themes, life events, departments."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import Link, current
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.portals.applicant.views.search import next_page
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.catalogue.queries import ItemLine

AUDIENCES = ("person", "organisation")


@public
@require_safe
@cached_for_strangers
def themes(request: PublicRequest) -> HttpResponse:
    """Every theme of both classifications. Four queries."""
    context = {
        "person_themes": catalogue.themes("person"),
        "organisation_themes": catalogue.themes("organisation"),
        "crumbs": current([home_crumb()], _("按主题找")),
        "section": "search",
    }
    return render(request, "applicant/browsing/themes.html", context)


@public
@require_safe
@cached_for_strangers
def theme(request: PublicRequest, audience: str, code: str) -> HttpResponse:
    """The items of one theme. Three queries."""
    known = catalogue.themes(audience) if audience in AUDIENCES else []
    found = next((each for each in known if each.code == code), None)
    if found is None:
        raise Http404
    lines, beyond = catalogue.items(audience=audience, theme=code, after=_after(request))
    return _items_page(
        request,
        title=found.name,
        lead=_("个人的事") if audience == "person" else _("企业和组织的事"),
        lines=lines,
        beyond=beyond,
        crumbs=current([home_crumb(), (_("按主题找"), page_url("themes"))], found.name),
    )


@public
@require_safe
@cached_for_strangers
def life_event(request: PublicRequest, code: str) -> HttpResponse:
    """The items of a situation in life. Two queries."""
    found = next((each for each in catalogue.life_events() if each.code == code), None)
    if found is None:
        raise Http404
    lines, beyond = catalogue.items(life_event=code, after=_after(request))
    return _items_page(
        request,
        title=found.name,
        lead=found.description,
        lines=lines,
        beyond=beyond,
        crumbs=current([home_crumb()], found.name),
    )


@public
@require_safe
@cached_for_strangers
def departments(request: PublicRequest) -> HttpResponse:
    """Every department that offers an item. Two queries."""
    context = {
        "departments": catalogue.departments_with_items(),
        "crumbs": current([home_crumb()], _("全部部门")),
        "section": "search",
    }
    return render(request, "applicant/browsing/departments.html", context)


@public
@require_safe
@cached_for_strangers
def department(request: PublicRequest, department_id: int) -> HttpResponse:
    """The items of one department. Three queries."""
    known = catalogue.departments_with_items()
    found = next((each for each in known if each.id == department_id), None)
    if found is None:
        raise Http404
    lines, beyond = catalogue.items(department_id=department_id, after=_after(request))
    return _items_page(
        request,
        title=found.name,
        lead="",
        lines=lines,
        beyond=beyond,
        crumbs=current([home_crumb(), (_("全部部门"), page_url("departments"))], found.short_name),
    )


def _after(request: PublicRequest) -> str:
    return request.GET.get("after", "")[:300]


def _items_page(
    request: PublicRequest,
    *,
    title: str,
    lead: str,
    lines: list[ItemLine],
    beyond: str | None,
    crumbs: tuple[Link, ...],
) -> HttpResponse:
    context = {
        "title": title,
        "lead": lead,
        "items": lines,
        "pager": next_page(beyond),
        "crumbs": crumbs,
        "section": "search",
    }
    return render(request, "applicant/browsing/items.html", context)
