"""One material: what it is, and every place that asks for it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.pages import asked_cursor
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.material_words import (
    burden_word,
    paper_links,
    term_rows,
    trust_tag,
    use_words,
)
from yangguan.registers.catalogue.material_queries import MaterialView, material, uses
from yangguan.registers.catalogue.policies import keeps_materials, may_change_material


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest, code: str) -> HttpResponse:
    """The definition; a merged code leads to the one that stands for it. Eight queries."""
    found = material(code)
    if found is None:
        raise Http404
    if found.merged_into:
        return redirect("editor:material", found.merged_into)
    page = uses(code, cursor=asked_cursor(request.GET))
    context = staff_page(request, here="editor:materials") | {
        "material": found,
        "rows": term_rows(found),
        "tag": trust_tag(found.terms.trust),
        "use_words": use_words(found.uses),
        "papers": paper_links(found, paper_urls(code)),
        "uses": [(line, burden_word(line.burden)) for line in page.items],
        "pager_links": page.links(),
        "may_change": may_change(request, found),
        "may_merge": keeps_materials(request.actor),
    }
    return render(request, "editor/material/page.html", context)


def may_change(request: OfficerRequest, found: MaterialView) -> bool:
    return may_change_material(
        request.actor, proposed_by_id=found.proposed_by_id, is_confirmed=found.is_confirmed
    )


def paper_urls(code: str) -> dict[str, str]:
    """Where everybody takes the blank form and the sample."""
    return {name: reverse("material-paper", args=[code, name]) for name in ("blank", "sample")}
