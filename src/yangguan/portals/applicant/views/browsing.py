"""Ways to an item other than searching: themes, life events, departments, the three lists."""

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
from yangguan.registers.catalogue.queries import ItemLine, ItemList

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
    """Every department that offers an item. One query."""
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
    """The items of one department. Two queries."""
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


@public
@require_safe
@cached_for_strangers
def about_lists(request: PublicRequest) -> HttpResponse:
    """
    The three public lists with their numbers, and the items of the one that was chosen.

    Two queries. Source: 国办函〔2016〕108号.
    """
    chosen = next((each for each in ItemList if each == request.GET.get("list")), ItemList.POWERS)
    counts = catalogue.item_list_counts()
    lines, beyond = catalogue.items(item_list=chosen, after=_after(request))
    context = {
        "lists": [
            Link(
                _("%(name)s（%(count)d）") % {"name": list_name(each), "count": counts[each]},
                f"?list={each}",
                is_current=each is chosen,
            )
            for each in ItemList
        ],
        "title": list_name(chosen),
        "items": lines,
        "pager": next_page(beyond, list=chosen),
        "crumbs": current([home_crumb(), (_("公开"), page_url("publications"))], _("三张清单")),
        "section": "publications",
    }
    return render(request, "applicant/browsing/lists.html", context)


def list_name(item_list: ItemList) -> str:
    """The official name of one of the three lists."""
    names = {
        ItemList.POWERS: _("行政权力事项清单"),
        ItemList.PUBLIC_SERVICES: _("公共服务事项清单"),
        ItemList.NEARBY_SERVICES: _("便民服务事项清单"),
    }
    return names[item_list]


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
