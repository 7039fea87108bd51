"""两版对比: what changed from one edition of an item to another, line by line."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import current
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.catalogue.comparison import by_part
from yangguan.registers.catalogue.queries import compared_editions


@public
@require_safe
@cached_for_strangers
def edition_comparison(request: PublicRequest, task_code: str, old: int, new: int) -> HttpResponse:
    """Edition `old` beside edition `new`. Four queries while both are in memory."""
    found = compared_editions(task_code, old=old, new=new)
    if found is None:
        raise Http404
    name = found.after.content.name
    context = {
        "before": found.before,
        "after": found.after,
        "parts": by_part(found.differences),
        "count": len(found.differences),
        "crumbs": current([home_crumb(), (name, page_url("guide", task_code))], _("两版对比")),
        "section": "search",
    }
    return render(request, "applicant/edition_comparison/page.html", context)
