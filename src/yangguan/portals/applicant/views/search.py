"""Finding an item: words, pinyin, codes, laws; filters as links; suggestions as one types."""

from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import PagerLinks
from yangguan.foundation.web.parameters import whole_number
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.portals.applicant.search_filters import Filters, filters_of
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.catalogue.operations.missed_searches import count_missed_search
from yangguan.registers.catalogue.queries import ItemLine
from yangguan.registers.catalogue.search import MAX_QUERY, Found, search_items
from yangguan.registers.catalogue.search_hits import MAX_RANKED

PAGE = 20
SUGGESTIONS = 6


@dataclass(frozen=True, slots=True)
class Results:
    """What is shown; `said` tells how it was found, empty where nothing was searched."""

    items: tuple[ItemLine, ...]
    pager: PagerLinks
    said: str = ""


@public
@require_safe
def search(request: PublicRequest) -> HttpResponse:
    """
    Without words: every item by name, to browse. Three queries for the filters, and the search.

    What finds nothing good is counted, without whoever asked: a single small statement, on a page
    that no cache keeps.
    """
    text = _asked(request)
    filters = filters_of(request, text)
    if text:
        results = _searched(request, text, filters)
    else:
        results = _browsed(filters, after=_after(request))
    context = {
        "text": text,
        "results": results,
        "filters": filters,
        "section": "search",
        "title": _("搜索“%(text)s”") % {"text": text} if text else _("全部事项"),
    }
    return render(request, "applicant/search/page.html", context)


@public
@require_safe
def suggestions(request: PublicRequest) -> HttpResponse:
    """The first hits for what has been typed so far, as links. No text is counted or kept."""
    text = _asked(request)
    items = search_items(text, limit=SUGGESTIONS).items if len(text) > 1 else ()
    return render(request, "applicant/search/_suggestions.html", {"items": items, "text": text})


def _asked(request: PublicRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY]


def _searched(request: PublicRequest, text: str, filters: Filters) -> Results:
    offset = _offset(request)
    found = search_items(text, limit=PAGE, offset=offset, narrowing=filters.narrowing)
    is_first = not offset and not filters.query and request.method == "GET"
    if is_first and (found.is_loose or not found.items):
        count_missed_search(
            text=text,
            has_some=bool(found.items),
            address=get_adapter().get_client_ip(request),
            at=timezone.now(),
        )
    kept = {"q": text, **filters.query}
    on = f"?{urlencode({**kept, 'from': offset + PAGE})}" if found.has_more else None
    back = f"?{urlencode({**kept, 'from': max(0, offset - PAGE)})}" if offset else None
    pager = PagerLinks(back, on, _("前面的结果"), _("后面的结果"))
    return Results(found.items, pager, _said(text, found))


def _said(text: str, found: Found) -> str:
    """How the hits were found, in a sentence."""
    facts = {"text": text, "words": found.instead}
    if found.instead:
        return _("没有事项叫“%(text)s”，按法律上的说法“%(words)s”替您找了。") % facts
    if found.is_loose:
        return _("没有事项含有“%(text)s”的全部字词，下面的含有一部分。") % facts
    if found.is_close:
        return _("没有找到和“%(text)s”完全一样的，以下是相近的。") % facts
    if found.is_mentioned:
        return _("没有事项叫“%(text)s”，下面的事项在依据、材料或者常见问题里提到它。") % facts
    return _("含有“%(text)s”的事项，最相近的在前。") % facts


def _browsed(filters: Filters, *, after: str) -> Results:
    narrowing = filters.narrowing
    lines, beyond = catalogue.items(
        audience=narrowing.audience or None,
        department_id=narrowing.department_id,
        theme=narrowing.theme or None,
        town_code=narrowing.town_code or None,
        item_list=narrowing.item_list,
        is_online=narrowing.is_online,
        after=after,
        limit=PAGE,
    )
    return Results(tuple(lines), next_page(beyond, **filters.query))


def next_page(beyond: str | None, **query: str) -> PagerLinks:
    """The link to the next items by name; going back is what the browser's button is for."""
    if beyond is None:
        return PagerLinks()
    kept = {name: value for name, value in query.items() if value}
    return PagerLinks(on_url=f"?{urlencode({**kept, 'after': beyond})}", on_word=_("后面的事项"))


def _offset(request: PublicRequest) -> int:
    return min(whole_number(request.GET.get("from", "")) or 0, MAX_RANKED)


def _after(request: PublicRequest) -> str:
    return request.GET.get("after", "").replace("\0", "")[:300]
