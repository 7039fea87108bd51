"""中介服务: what has to be or can be bought for an application, from whom, at what price."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import Link, current
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.foundation.web.pages import asked_cursor
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.intermediaries import queries

ORDER = "order"


@public
@require_safe
@cached_for_strangers
def services(request: PublicRequest) -> HttpResponse:
    """The list of services. One query."""
    page = queries.services(cursor=asked_cursor(request.GET))
    return _list(request, "services", page.items, page.links(), _("中介服务事项"))


@public
@require_safe
@cached_for_strangers
def agencies(request: PublicRequest) -> HttpResponse:
    """The directory of agencies. One query."""
    page = queries.agencies(cursor=asked_cursor(request.GET))
    return _list(request, "agencies", page.items, page.links(), _("中介机构"))


@public
@require_safe
@cached_for_strangers
def service(request: PublicRequest, code: str) -> HttpResponse:
    """One service, and who offers it, in the order that the reader wants. Three queries."""
    found = queries.service(code)
    if found is None:
        raise Http404
    order = request.GET.get(ORDER, "")
    order = order if order in queries.ORDERS else "price"
    page = queries.offers_of_service(code, order=order, cursor=asked_cursor(request.GET))
    context = {
        "service": found,
        "offers": page.items,
        "orders": _orders(order),
        "pager": page.links(query=f"{ORDER}={order}"),
        "crumbs": current(_crumbs(), found.name),
        "section": "publications",
    }
    return render(request, "applicant/intermediaries/service.html", context)


@public
@require_safe
@cached_for_strangers
def agency(request: PublicRequest, code: str) -> HttpResponse:
    """One agency with all that it offers. Two queries."""
    found = queries.agency(code)
    if found is None:
        raise Http404
    context = {
        "agency": found,
        "crumbs": current([*_crumbs(), (_("机构名录"), page_url("agencies"))], found.name),
        "section": "publications",
    }
    return render(request, "applicant/intermediaries/agency.html", context)


def _list(
    request: PublicRequest, name: str, lines: object, pager: object, title: str
) -> HttpResponse:
    tabs = [
        Link(_("服务事项清单"), page_url("intermediaries"), is_current=name == "services"),
        Link(_("机构名录"), page_url("agencies"), is_current=name == "agencies"),
    ]
    context = {
        "lines": lines,
        "pager": pager,
        "tabs": tabs,
        "title": title,
        "crumbs": current([home_crumb(), (_("公开"), page_url("publications"))], title),
        "section": "publications",
    }
    return render(request, f"applicant/intermediaries/{name}.html", context)


def _orders(chosen: str) -> list[Link]:
    labels = {"price": _("价格低的在前"), "time": _("时间短的在前"), "rating": _("评分高的在前")}
    return [
        Link(label, f"?{ORDER}={order}", is_current=order == chosen)
        for order, label in labels.items()
    ]


def _crumbs() -> list[tuple[str, str]]:
    return [
        home_crumb(),
        (_("公开"), page_url("publications")),
        (_("中介服务"), page_url("intermediaries")),
    ]
