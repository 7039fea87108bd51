"""公开: laws, policies, notices and whatever else people may read."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.files import store
from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import Link, current
from yangguan.foundation.web.downloads import file_response
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.foundation.web.pages import asked_cursor
from yangguan.foundation.web.parameters import whole_number
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.publication_page import SLUGS, kind_url, publication_context
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.publications import queries
from yangguan.registers.publications.kinds import QUESTION
from yangguan.registers.publications.queries import PublicationLine, PublicationWanted
from yangguan.registers.publications.rendering import body_html

_FIRST_YEAR, _LAST_YEAR = 1800, 2199


@dataclass(frozen=True, slots=True)
class Asked:
    """Which publications an address asks for; empty: all."""

    slug: str
    wanted: PublicationWanted

    @property
    def kind(self) -> str:
        return self.wanted.kind

    @property
    def text(self) -> str:
        return self.wanted.text

    @property
    def query(self) -> dict[str, str]:
        """The same as parameters of an address."""
        return {"kind": self.slug} | self.filters if self.slug else self.filters

    @property
    def filters(self) -> dict[str, str]:
        """As `query`, without the kind."""
        found = {
            "department": self.wanted.department_id,
            "year": self.wanted.year,
            "q": self.wanted.text,
        }
        return {name: str(value) for name, value in found.items() if value}


def asked_publications(request: PublicRequest) -> Asked:
    """The kind, the department, the year and the words in the address."""
    slug = request.GET.get("kind", "")[:20]
    year = _number(request, "year")
    return Asked(
        slug=slug,
        wanted=PublicationWanted(
            kind=SLUGS.get(slug, slug),
            department_id=_number(request, "department"),
            year=year if year and _FIRST_YEAR <= year <= _LAST_YEAR else None,
            text=request.GET.get("q", "").strip()[: queries.MAX_QUERY],
        ),
    )


@public
@require_safe
@cached_for_strangers
def publications(request: PublicRequest) -> HttpResponse:
    """A page of publications, of one kind or all, holding the words searched for. Four queries, one
    more for the answers to questions.
    """
    asked = asked_publications(request)
    page = queries.publications(wanted=asked.wanted, cursor=asked_cursor(request.GET))
    context = {
        "items": page.items,
        "answers": _answers(asked, page.items),
        "pager": page.links(query=urlencode(asked.query), back=_("更新的"), on=_("更早的")),
        "kinds": _kind_links(asked),
        "departments": queries.publishing_departments(),
        "years": queries.publishing_years(),
        "asked": asked,
        "kind": asked.kind,
        "feed_query": urlencode(asked.query),
        "crumbs": current([home_crumb()], _("公开")),
        "section": "publications",
    }
    return render(request, "applicant/publications/page.html", context)


@public
@require_safe
@cached_for_strangers
def publication(request: PublicRequest, code: str) -> HttpResponse:
    """The version in force, or why there is none any more. Seven queries at most."""
    found = queries.publication(code)
    if found is None:
        return _withdrawn(request, code)
    context = publication_context(found) | {"section": "publications"}
    return render(request, "applicant/publications/publication.html", context)


@public
@require_safe
@cached_for_strangers
def publication_version(request: PublicRequest, code: str, number: int) -> HttpResponse:
    """An earlier version, as it was published. Seven queries at most."""
    found = queries.publication(code, number=number)
    if found is None:
        return _withdrawn(request, code)
    context = publication_context(found) | {"section": "publications"}
    return render(request, "applicant/publications/publication.html", context)


@public
@require_safe
def publication_file(request: PublicRequest, code: str, file_id: uuid.UUID) -> HttpResponse:
    """A file of a version that may be read. One query."""
    found = queries.public_attachment(code, file_id)
    if found is None:
        raise Http404
    return file_response(
        store.read(found.digest), name=found.name, media_type=found.media_type, is_private=False
    )


def _withdrawn(request: PublicRequest, code: str) -> HttpResponse:
    found = queries.withdrawal(code)
    if found is None:
        raise Http404
    crumbs = [home_crumb(), (_("公开"), page_url("publications"))]
    context = {
        "withdrawal": found,
        "crumbs": current(crumbs, _("已撤下")),
        "section": "publications",
    }
    return render(request, "applicant/publications/withdrawn.html", context, status=410)


def _answers(
    asked: Asked, lines: Sequence[PublicationLine]
) -> list[tuple[PublicationLine, SafeString]]:
    """Each question with its answer, where the list is of questions; else nothing."""
    if asked.kind != QUESTION:
        return []
    found = queries.bodies([line.code for line in lines])
    return [(line, body_html(found.get(line.code, ""))) for line in lines]


def _kind_links(asked: Asked) -> list[Link]:
    query = urlencode(asked.filters)
    links = [Link(_("全部"), f"?{query}", is_current=not asked.kind)]
    for kind in queries.kinds():
        address = kind_url(kind, asked.filters)
        links.append(Link(_(kind), address, is_current=kind == asked.kind))
    return links


def _number(request: PublicRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return whole_number(text)
