"""Plain pages: how things work here, and what is not open yet, said honestly."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import current
from yangguan.portals.applicant.addresses import home_crumb
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.organisations.queries import HallLine, halls

VILLAGE_ENDINGS = ("村便民服务中心", "社区便民服务中心")
KINDS = ("complaint", "stuck")


@public
@require_safe
def appointment(request: PublicRequest) -> HttpResponse:
    """预约: not open yet; where one can go without. One query."""
    return _page(request, "appointment", _("预约"), section="appointment", places=_places())


@public
@require_safe
def consult(request: PublicRequest) -> HttpResponse:
    """咨询、投诉: not open on the network yet; who answers now. One query."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in KINDS else ""
    titles = {"complaint": _("投诉举报"), "stuck": _("反映“办不成事”")}
    title = titles.get(kind, _("咨询"))
    return _page(request, "consult", title, section="consult", kind=kind, places=_places())


@public
@require_safe
def help_page(request: PublicRequest) -> HttpResponse:
    """使用帮助."""
    return _page(request, "help", _("使用帮助"))


@public
@require_safe
def privacy(request: PublicRequest) -> HttpResponse:
    """个人信息保护. Source: 个人信息保护法 第十七条, 第四十四条至第四十八条."""
    return _page(request, "privacy", _("个人信息保护"))


@public
@require_safe
def accessibility(request: PublicRequest) -> HttpResponse:
    """无障碍声明. Source: 无障碍环境建设法 第三十二条."""
    return _page(request, "accessibility", _("无障碍声明"))


def _places() -> list[HallLine]:
    """The city's hall and those of the towns; villages are on the pages of their towns."""
    places = [each for each in halls() if each.kind not in VILLAGE_ENDINGS]
    return sorted(places, key=lambda each: (not each.kind.startswith("市"), each.code))


def _page(
    request: PublicRequest, name: str, title: str, *, section: str = "", **context: object
) -> HttpResponse:
    return render(
        request,
        f"applicant/information/{name}.html",
        {
            "title": title,
            "crumbs": current([home_crumb()], title),
            "section": section,
            **context,
        },
    )
