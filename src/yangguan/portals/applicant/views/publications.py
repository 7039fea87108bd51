"""公开: laws, policies, notices and whatever else people may read."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import Link, current
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.foundation.web.pages import asked_cursor
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.publications import queries

# Short names for addresses; a kind without one goes by its own name.
SLUGS = {
    "notice": queries.ANNOUNCEMENT,
    "policy": "政策文件",
    "reading": "政策解读",
    "law": "法律法规",
    "review-rules": "审查细则",
    "questions": "常见问题",
    "online-depth": "网上可办理程度",
    "intermediary-items": "中介服务事项",
    "intermediaries": "中介机构",
    "supervision": "监督举报方式",
}
_SLUG_OF = {kind: slug for slug, kind in SLUGS.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which publications an address asks for; empty: all."""

    slug: str
    kind: str
    text: str

    @property
    def query(self) -> dict[str, str]:
        """The same as parameters of an address."""
        return {name: value for name, value in (("kind", self.slug), ("q", self.text)) if value}


def asked_publications(request: PublicRequest) -> Asked:
    """The kind and the words in the address."""
    slug = request.GET.get("kind", "")[:20]
    text = request.GET.get("q", "").strip()[: queries.MAX_QUERY]
    return Asked(slug=slug, kind=SLUGS.get(slug, slug), text=text)


@public
@require_safe
@cached_for_strangers
def publications(request: PublicRequest) -> HttpResponse:
    """A page of publications, of one kind or all, holding the words searched for. Two queries."""
    asked = asked_publications(request)
    page = queries.publications(kind=asked.kind, text=asked.text, cursor=asked_cursor(request.GET))
    context = {
        "items": page.items,
        "pager": page.links(query=urlencode(asked.query), back=_("更新的"), on=_("更早的")),
        "kinds": _kind_links(asked.kind),
        "kind": asked.kind,
        "slug": asked.slug,
        "text": asked.text,
        "feed_query": urlencode(asked.query),
        "crumbs": current([home_crumb()], _("公开")),
        "section": "publications",
    }
    return render(request, "applicant/publications/page.html", context)


@public
@require_safe
@cached_for_strangers
def publication(request: PublicRequest, code: str) -> HttpResponse:
    """One publication with the items that it is about. Two queries."""
    found = queries.publication(code)
    if found is None:
        raise Http404
    context = {
        "publication": found,
        "kind_url": f"{page_url('publications')}?kind={_SLUG_OF.get(found.kind, found.kind)}",
        "crumbs": current([home_crumb(), (_("公开"), page_url("publications"))], _(found.kind)),
        "section": "publications",
    }
    return render(request, "applicant/publications/publication.html", context)


def _kind_links(chosen: str) -> list[Link]:
    links = [Link(_("全部"), "?", is_current=not chosen)]
    for line in queries.kinds():
        query = urlencode({"kind": _SLUG_OF.get(line.name, line.name)})
        label = _("%(name)s（%(count)d）") % {"name": _(line.name), "count": line.count}
        links.append(Link(label, f"?{query}", is_current=line.name == chosen))
    return links
