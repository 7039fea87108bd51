"""事项清单: every item by name or as searched, narrowed by filters that one can keep."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import PagerLinks
from yangguan.foundation.web.parameters import whole_number
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.accounts.operations.saved_views import remove_view, save_view
from yangguan.registers.accounts.saved_views import saved_views
from yangguan.registers.catalogue.codes import ITEM_TYPES
from yangguan.registers.catalogue.queries import ItemLine, departments_with_items, items
from yangguan.registers.catalogue.search import search_items
from yangguan.registers.catalogue.states import ItemState

PAGE = 50
SEARCHED = 100
SAVED_FOR = "editor:items"
FILTERS = ("q", "department", "type", "state", "online")


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list; anything unknown counts as not asked for."""

    text: str
    department_id: int | None
    item_type: str
    state: ItemState
    is_online: bool

    @property
    def query(self) -> str:
        """The filters in force as encoded parameters."""
        kept = {
            "q": self.text,
            "department": self.department_id or "",
            "type": self.item_type,
            "state": self.state.value if self.state is not ItemState.IN_USE else "",
            "online": "1" if self.is_online else "",
        }
        return urlencode({name: value for name, value in kept.items() if value})


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The list. Four queries beside the sign-in, five to seven for a search."""
    filters = _filters(request)
    found, after = _items(filters, after=request.GET.get("after", ""))
    on_url = f"?{filters.query}&{urlencode({'after': after})}" if after else None
    context: dict[str, Any] = {
        "items": found,
        "filters": filters,
        "pager_links": PagerLinks(on_url=on_url),
    }
    if request.headers.get("HX-Request"):
        return render(request, "editor/items/_list.html", context)
    context |= staff_page(request, here="editor:items")
    context["departments"] = departments_with_items()
    context["types"] = [(code, _(name)) for code, name in ITEM_TYPES.items()]
    context["states"] = [(each.value, each.label) for each in ItemState]
    context["views"] = saved_views(SAVED_FOR, by=request.actor)
    return render(request, "editor/items/page.html", context)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def keep_view(request: OfficerRequest) -> HttpResponse:
    """Keep the filters in force under a name (`name`), or forget a view (`remove`)."""
    removed = request.POST.get("remove", "")
    if (view_id := whole_number(removed)) is not None:
        remove_view(view_id=view_id, by=request.actor)
        return redirect("editor:items")
    query = request.POST.get("query", "")
    save_view(page=SAVED_FOR, name=request.POST.get("name", ""), query=query, by=request.actor)
    return redirect(f"{reverse('editor:items')}?{query}")


def _filters(request: OfficerRequest) -> Filters:
    item_type = request.GET.get("type", "")
    state = request.GET.get("state", "")
    return Filters(
        text=request.GET.get("q", "").strip(),
        department_id=whole_number(request.GET.get("department", "")),
        item_type=item_type if item_type in ITEM_TYPES else "",
        state=ItemState(state) if state in ItemState.values else ItemState.IN_USE,
        is_online=request.GET.get("online") == "1",
    )


def _items(filters: Filters, *, after: str) -> tuple[list[ItemLine], str | None]:
    narrowed: dict[str, Any] = {
        "department_id": filters.department_id,
        "item_type": filters.item_type,
        "state": filters.state,
        "is_online": filters.is_online,
    }
    if not filters.text:
        return items(**narrowed, after=after, limit=PAGE)
    ranked = [line.task_code for line in search_items(filters.text, limit=SEARCHED).items]
    found, _more = items(**narrowed, task_codes=ranked, limit=SEARCHED)
    return sorted(found, key=lambda line: ranked.index(line.task_code)), None
