"""事项清单: every item in use, by name or as searched."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import PagerLinks
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.catalogue.queries import ItemLine, departments_with_items, items
from yangguan.registers.catalogue.search import search_items

PAGE = 50
SEARCHED = 100


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The list. Two queries beside the sign-in, three to five for a search."""
    text = request.GET.get("q", "").strip()
    department_id = _department(request)
    found, after = _items(text, department_id, after=request.GET.get("after", ""))
    kept = {"department": department_id} if department_id else {}
    on_url = f"?{urlencode({**kept, 'after': after})}" if after else None
    context: dict[str, Any] = {
        "items": found,
        "text": text,
        "department_id": department_id,
        "pager_links": PagerLinks(on_url=on_url),
    }
    if request.headers.get("HX-Request"):
        return render(request, "editor/items/_list.html", context)
    context |= staff_page(request, here="editor:items")
    context["departments"] = departments_with_items()
    return render(request, "editor/items/page.html", context)


def _department(request: OfficerRequest) -> int | None:
    asked = request.GET.get("department", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def _items(
    text: str, department_id: int | None, *, after: str
) -> tuple[list[ItemLine], str | None]:
    if not text:
        return items(department_id=department_id, after=after, limit=PAGE)
    ranked = [line.task_code for line in search_items(text, limit=SEARCHED).items]
    found, _more = items(department_id=department_id, task_codes=ranked, limit=SEARCHED)
    return sorted(found, key=lambda line: ranked.index(line.task_code)), None
