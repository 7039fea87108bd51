"""The kiosk of a hall: finding an item by touch, by theme or by the initials of its name."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import Link, PagerLinks
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.foundation.web.parameters import whole_number
from yangguan.portals.applicant.addresses import page_url
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.portals.applicant.views.browsing import AUDIENCES
from yangguan.portals.applicant.views.home import OFTEN
from yangguan.portals.applicant.views.search import next_page
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.catalogue.search import MAX_QUERY, search_items
from yangguan.registers.catalogue.search_hits import MAX_RANKED

# What a screen holds above the keys.
HITS = 6
PAGE = 12
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True, slots=True)
class Key:
    """A key on the screen: a link to the text with one more letter, so it needs no script."""

    name: str
    url: str


@public
@require_safe
@cached_for_strangers
def kiosk(request: PublicRequest) -> HttpResponse:
    """Where every visitor begins. No query."""
    often = [(_(words), f"?{urlencode({'q': query})}") for words, query in OFTEN]
    return render(request, "applicant/kiosk/page.html", {"often": often})


@public
@require_safe
def kiosk_find(request: PublicRequest) -> HttpResponse:
    """What the typed letters find. Nothing is counted or kept: half a word is no missed search."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY]
    offset = min(whole_number(request.GET.get("from", "")) or 0, MAX_RANKED)
    # One letter stands in nearly every name.
    is_asked = len(text) > 1
    found = search_items(text, limit=HITS, offset=offset) if is_asked else None
    context = {
        "text": text,
        "is_asked": is_asked,
        "items": found.items if found else (),
        "pager": _pager(text, offset, has_more=found.has_more) if found else PagerLinks(),
        "rows": [[Key(letter, _typed(text + letter)) for letter in row] for row in ROWS],
        "delete_url": _typed(text[:-1]),
        "clear_url": _typed(""),
        "back_url": page_url("kiosk"),
    }
    return render(request, "applicant/kiosk/find.html", context)


@public
@require_safe
@cached_for_strangers
def kiosk_themes(request: PublicRequest, audience: str) -> HttpResponse:
    """The themes of an audience as tiles. Two queries."""
    if audience not in AUDIENCES:
        raise Http404
    context = {
        "title": _for_whom(audience),
        "tiles": [
            Link(each.name, page_url("kiosk-theme", audience, each.code), each.count_words)
            for each in catalogue.themes(audience)
        ],
        "back_url": page_url("kiosk"),
    }
    return render(request, "applicant/kiosk/themes.html", context)


@public
@require_safe
@cached_for_strangers
def kiosk_theme(request: PublicRequest, audience: str, code: str) -> HttpResponse:
    """The items of one theme. Two queries."""
    known = dict(catalogue.all_themes(audience)) if audience in AUDIENCES else {}
    if code not in known:
        raise Http404
    after = request.GET.get("after", "").replace("\0", "")[:300]
    lines, beyond = catalogue.items(audience=audience, theme=code, after=after, limit=PAGE)
    context = {
        "title": known[code],
        "lead": _for_whom(audience),
        "items": lines,
        "pager": next_page(beyond),
        "back_url": page_url("kiosk-themes", audience),
    }
    return render(request, "applicant/kiosk/items.html", context)


def _for_whom(audience: str) -> str:
    return _("个人的事") if audience == "person" else _("企业和组织的事")


def _typed(text: str) -> str:
    return f"?{urlencode({'q': text[:MAX_QUERY]})}" if text else "?"


def _pager(text: str, offset: int, *, has_more: bool) -> PagerLinks:
    back = f"?{urlencode({'q': text, 'from': max(0, offset - HITS)})}" if offset else None
    on = f"?{urlencode({'q': text, 'from': offset + HITS})}" if has_more else None
    return PagerLinks(back, on, _("前面的结果"), _("后面的结果"))
