"""一件事: a situation in life with its questions, and the items that follow from the answers."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import current
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.package_page import facts, joint_promise, package_page
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.packages import queries
from yangguan.registers.packages.definition import PERSON


@public
@require_safe
@cached_for_strangers
def packages(request: PublicRequest) -> HttpResponse:
    """Every published package, those of persons first. One query."""
    lines = queries.packages()
    context = {
        "person_packages": [each for each in lines if each.audience == PERSON],
        "organisation_packages": [each for each in lines if each.audience != PERSON],
        "crumbs": current([home_crumb()], _("一件事一次办")),
        "section": "search",
    }
    return render(request, "applicant/packages/page.html", context)


@public
@require_safe
@cached_for_strangers
def package(request: PublicRequest, code: str) -> HttpResponse:
    """
    A package, for the situation that the address describes. Two queries once its editions are in
    memory.

    Joint handling is not open yet; the page says so and leads to each item.
    """
    view = queries.package(code)
    if view is None:
        raise Http404
    page = package_page(view, request.GET)
    context = {
        "package": view,
        "content": view.content,
        "page_of": page,
        "facts": facts(page),
        "situation_url": page_url("package", code),
        "promise": joint_promise(view),
        "crumbs": current(
            [home_crumb(), (_("一件事一次办"), page_url("packages"))], view.content.name
        ),
        "section": "search",
    }
    return render(request, "applicant/packages/package.html", context)
