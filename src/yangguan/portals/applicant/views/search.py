"""Finding an item: Chinese words, pinyin, codes; filters as links; suggestions as one types."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import Link, PagerLinks
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.catalogue.queries import ItemLine
from yangguan.registers.catalogue.search import MAX_QUERY, MAX_RANKED, search_items

PAGE = 20
SUGGESTIONS = 6
AUDIENCES = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class Results:
    """What was found; `instead`: the official words looked for in place of the query."""

    items: tuple[ItemLine, ...]
    pager: PagerLinks
    instead: str = ""
    is_loose: bool = False


@public
@require_safe
def search(request: PublicRequest) -> HttpResponse:
    """Without words: every item by name, to browse. At most five queries."""
    text = request.GET.get("q", "").strip()[:MAX_QUERY]
    audience = request.GET.get("audience", "")
    if audience not in AUDIENCES:
        audience = ""
    departments = catalogue.departments_with_items()
    department = next(
        (each for each in departments if str(each.id) == request.GET.get("department")), None
    )
    if text:
        results = found(text, offset=_offset(request))
    else:
        results = _browsed(
            audience=audience, department=department, after=request.GET.get("after", "")
        )
    context = {
        "text": text,
        "results": results,
        "department": department,
        "audience_links": _audience_links(audience),
        "departments": departments,
        "section": "search",
        "title": _("搜索“%(text)s”") % {"text": text} if text else _("全部事项"),
    }
    return render(request, "applicant/search/page.html", context)


@public
@require_safe
def suggestions(request: PublicRequest) -> HttpResponse:
    """The first hits for what has been typed so far, as links."""
    text = request.GET.get("q", "").strip()[:MAX_QUERY]
    items = found(text, limit=SUGGESTIONS).items if len(text) > 1 else ()
    return render(request, "applicant/search/_suggestions.html", {"items": items, "text": text})


def found(text: str, *, offset: int = 0, limit: int = PAGE) -> Results:
    """Hits for the words themselves; if there are none, for what the law calls them."""
    hits = search_items(text, limit=limit, offset=offset)
    query = urlencode({"q": text})
    on = f"?{query}&from={offset + limit}" if hits.has_more else None
    back = f"?{query}&from={max(0, offset - limit)}" if offset else None
    return Results(
        items=hits.items,
        pager=PagerLinks(back, on, _("前面的结果"), _("后面的结果")),
        instead=hits.instead,
        is_loose=hits.is_loose,
    )


def _browsed(*, audience: str, department: catalogue.DepartmentItems | None, after: str) -> Results:
    lines, beyond = catalogue.items(
        audience=audience or None,
        department_id=department.id if department else None,
        after=after,
        limit=PAGE,
    )
    query = {"audience": audience, "department": str(department.id) if department else ""}
    return Results(tuple(lines), next_page(beyond, **query))


def next_page(beyond: str | None, **query: str) -> PagerLinks:
    """The link to the next items by name; going back is what the browser's button is for."""
    if beyond is None:
        return PagerLinks()
    kept = {name: value for name, value in query.items() if value}
    return PagerLinks(on_url=f"?{urlencode({**kept, 'after': beyond})}", on_word=_("后面的事项"))


def _offset(request: PublicRequest) -> int:
    text = request.GET.get("from", "0")
    return min(int(text), MAX_RANKED) if text.isascii() and text.isdigit() else 0


def _audience_links(chosen: str) -> tuple[Link, ...]:
    names = (("", _("都看")), ("person", _("个人")), ("organisation", _("企业和组织")))
    return tuple(
        Link(name, f"?audience={code}" if code else "?", is_current=code == chosen)
        for code, name in names
    )
