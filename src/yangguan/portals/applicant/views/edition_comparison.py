"""两版对比: what changed from one edition of an item to another, line by line."""

from collections.abc import Iterable
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import current
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.catalogue import queries as catalogue
from yangguan.registers.catalogue.comparison import Difference, compare
from yangguan.registers.catalogue.outline import Part
from yangguan.registers.catalogue.queries import Guide

# A part of the edition, and in it what each thing (a material, a step) differs in.
PartDifferences = tuple[Part, list[tuple[str, list[Difference]]]]


@public
@require_safe
@cached_for_strangers
def edition_comparison(request: PublicRequest, task_code: str, old: int, new: int) -> HttpResponse:
    """Edition `old` beside edition `new`. Four queries while both are in memory."""
    before, after = _edition(task_code, old), _edition(task_code, new)
    differences = compare(before.edition.content, after.edition.content)
    name = after.edition.content.name
    context = {
        "before": before.edition,
        "after": after.edition,
        "parts": by_part(differences),
        "count": len(differences),
        "crumbs": current([home_crumb(), (name, page_url("guide", task_code))], _("两版对比")),
        "section": "search",
    }
    return render(request, "applicant/edition_comparison/page.html", context)


def by_part(differences: Iterable[Difference]) -> list[PartDifferences]:
    """The differences as a page shows them: by part, and in it by what they are about."""
    return [
        (part, [(about, list(lines)) for about, lines in groupby(of_part, lambda each: each.about)])
        for part, of_part in groupby(differences, lambda each: each.part)
    ]


def _edition(task_code: str, number: int) -> Guide:
    found = catalogue.guide(task_code, number=number)
    if found is None:
        raise Http404
    return found
