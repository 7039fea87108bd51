"""One edition of an item beside another, for who writes the next."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.catalogue.comparison import by_part
from yangguan.registers.catalogue.queries import compared_editions


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest, task_code: str, old: int, new: int) -> HttpResponse:
    """Edition `old` beside edition `new`. Four queries while both are in memory."""
    found = compared_editions(task_code, old=old, new=new)
    if found is None:
        raise Http404
    context = staff_page(request, here="editor:items", is_slim=True) | {
        "before": found.before,
        "after": found.after,
        "parts": by_part(found.differences),
        "count": len(found.differences),
        "back_url": reverse("editor:item", args=[task_code]),
    }
    return render(request, "editor/comparison/page.html", context)
