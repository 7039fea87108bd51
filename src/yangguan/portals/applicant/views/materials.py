"""材料目录: what each material is, who issues it, and the papers to fill in."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from yangguan.foundation.files import store
from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import SummaryRow, current
from yangguan.foundation.web.downloads import file_response
from yangguan.foundation.web.formatting import listed
from yangguan.foundation.web.page_cache import cached_for_strangers
from yangguan.foundation.web.pages import asked_cursor
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.catalogue import material_queries as queries
from yangguan.registers.catalogue.codes import MATERIAL_KINDS, MATERIAL_MEDIA

PAGE = 30
MOST_QUERY = 60
# How a material comes to the case, told by what the catalogue trusts.
HANDLING_WORDS = {
    "A": gettext_noop("有电子件的由平台带入，不用您交。"),
    "B": gettext_noop("第一次请带原件给窗口核对，核对过的以后不用再交。"),
    "C": gettext_noop("拍照或者扫描上传，窗口核对原件后有效。"),
    "D": gettext_noop("您自己写、自己签名，对内容负责就可以。"),
}


@public
@require_safe
@cached_for_strangers
def materials(request: PublicRequest) -> HttpResponse:
    """Materials by name, all or those with a paper to take away. Three queries."""
    text = request.GET.get("q", "").strip()[:MOST_QUERY]
    has_paper = request.GET.get("papers") == "1"
    page = queries.materials(
        text=text,
        has_paper=has_paper,
        is_confirmed=True,
        cursor=asked_cursor(request.GET),
        limit=PAGE,
    )
    kept = {"q": text} if text else {}
    tabs: tuple[tuple[str, dict[str, str], bool], ...] = (
        (_("全部"), {}, not has_paper),
        (_("有空白表或样本的"), {"papers": "1"}, has_paper),
    )
    context = {
        "lines": [(line, _(MATERIAL_KINDS.get(line.kind, ""))) for line in page.items],
        "pager": page.links(query=urlencode(kept | ({"papers": "1"} if has_paper else {}))),
        "tabs": [(label, f"?{urlencode(kept | query)}", chosen) for label, query, chosen in tabs],
        "text": text,
        "has_paper": has_paper,
        "crumbs": current([home_crumb()], _("材料目录")),
        "section": "publications",
    }
    return render(request, "applicant/materials/page.html", context)


@public
@require_safe
@cached_for_strangers
def material(request: PublicRequest, code: str) -> HttpResponse:
    """One material with the items that ask for it. Five queries."""
    found = queries.material(code)
    if found is None or not found.is_confirmed:
        raise Http404
    if found.merged_into:
        return redirect("material", found.merged_into, permanent=True)
    page = queries.uses(code, cursor=asked_cursor(request.GET), limit=PAGE)
    papers = ((_("空白表"), "blank", found.blank), (_("填写样本"), "sample", found.sample))
    context = {
        "material": found,
        "rows": _rows(found),
        "handling": _(HANDLING_WORDS[found.terms.trust]),
        "papers": [
            (label, page_url("material-paper", code, name), paper)
            for label, name, paper in papers
            if paper is not None
        ],
        "uses": page.items,
        "pager": page.links(),
        "crumbs": current([home_crumb(), (_("材料目录"), page_url("materials"))], found.terms.name),
        "section": "publications",
    }
    return render(request, "applicant/materials/material.html", context)


@public
@require_safe
def material_paper(request: PublicRequest, code: str, paper: str) -> HttpResponse:
    """The blank form or the sample of a material. Four queries."""
    found = queries.material(code)
    if found is None or paper not in {"blank", "sample"}:
        raise Http404
    file = found.blank if paper == "blank" else found.sample
    if file is None:
        raise Http404
    return file_response(
        store.read(file.digest), name=file.name, media_type=file.media_type, is_private=False
    )


def _rows(found: queries.MaterialView) -> list[SummaryRow]:
    terms = found.terms
    rows = [
        (_("也叫"), listed(list(terms.other_names))),
        (_("材料类型"), _(MATERIAL_KINDS.get(terms.kind, ""))),
        (_("由谁出具"), found.department_name or terms.issuer),
        (_("电子证照"), terms.licence_type),
        (_("纸质还是电子"), _(MATERIAL_MEDIA.get(terms.medium, ""))),
        (_("有效期"), terms.validity),
        (_("说明"), terms.note),
        (_("材料编码"), found.code),
    ]
    return [
        SummaryRow(label, (value,), is_code=value == found.code) for label, value in rows if value
    ]
