"""Every component in every state: what to look at after a change of the style sheets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web import gallery_samples as samples
from yangguan.foundation.web import pictures
from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import PagerLinks, VerdictKind, current


@require_safe
@public
def gallery(request: HttpRequest) -> HttpResponse:
    """The components of the public side."""
    context = {
        "crumbs": current([(_("首页"), "/")], _("组件")),
        "samples": samples,
        "icons": pictures.icon_names(),
        "pager_links": PagerLinks("?before=x", "?after=x", _("更早的办件"), _("更晚的办件")),
    }
    return render(request, "web/gallery.html", context)


@require_safe
@public
def gallery_staff(request: HttpRequest) -> HttpResponse:
    """The components at desk size, in the staff shell; `?density=compact` or `roomy`."""
    density = request.GET.get("density", "normal")
    context = {
        "samples": samples,
        "bar": samples.BAR,
        "rail": samples.RAIL,
        "keys": samples.KEYS,
        "density": density if density in {"compact", "roomy"} else "normal",
        "verdicts": list(VerdictKind),
    }
    return render(request, "web/gallery_staff.html", context)
