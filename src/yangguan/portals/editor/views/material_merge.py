"""Merging one material into another, after every place that it touches was shown."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.pages import asked_cursor
from yangguan.foundation.web.parameters import revision_number
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.desk.shell import OfficerRequest, kept_query, staff_page
from yangguan.portals.editor.material_words import burden_word, term_rows, use_words
from yangguan.registers.catalogue.material_queries import MaterialView, material, materials, uses
from yangguan.registers.catalogue.operations.merge_materials import merge_materials
from yangguan.registers.catalogue.policies import keeps_materials

MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def show(request: OfficerRequest, code: str) -> HttpResponse:
    """
    First which material to merge into, then what would change, then the merge itself.

    Two definitions of five queries each, and one page of the places that ask for the first.
    """
    gone = material(code)
    if gone is None:
        raise Http404
    if gone.merged_into:
        return redirect("editor:material", gone.merged_into)
    into = (request.POST.get("into") or request.GET.get("into", "")).strip()[:20]
    if request.method == "POST":
        return _merge(request, gone, into)
    kept = material(into) if into else None
    if kept is None or kept.merged_into or kept.code == gone.code:
        return _choose(request, gone, is_unknown=bool(into))
    return _preview(request, gone, kept)


def _merge(request: OfficerRequest, gone: MaterialView, into: str) -> HttpResponse:
    kept = merge_materials(
        source=gone.code,
        target=into,
        source_revision=revision_number(request.POST.get("gone_revision", "")),
        target_revision=revision_number(request.POST.get("kept_revision", "")),
        by=request.actor,
        at=timezone.now(),
    )
    return redirect("editor:material", kept.code)


def _choose(request: OfficerRequest, gone: MaterialView, *, is_unknown: bool) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    found = materials(text=text, limit=MOST_FOUND).items if text else ()
    errors = [FieldError(_("请从下面找到的材料里选一种。"), "q")] if is_unknown else []
    context = _shell(request, gone) | {
        "text": text,
        "lines": [(line, use_words(line.uses)) for line in found if line.code != gone.code],
        "errors": errors,
    }
    return render(
        request, "editor/material_merge/choose.html", context, status=422 if errors else 200
    )


def _preview(request: OfficerRequest, gone: MaterialView, kept: MaterialView) -> HttpResponse:
    page = uses(gone.code, cursor=asked_cursor(request.GET))
    context = _shell(request, gone) | {
        "kept": kept,
        "gone_rows": term_rows(gone),
        "kept_rows": term_rows(kept),
        "gone_uses": use_words(gone.uses),
        "kept_uses": use_words(kept.uses),
        "uses": [(line, burden_word(line.burden)) for line in page.items],
        "pager_links": page.links(query=kept_query(request, "into")),
        "new_licence": kept.terms.licence_type
        if kept.terms.licence_type != gone.terms.licence_type
        else "",
    }
    return render(request, "editor/material_merge/page.html", context)


def _shell(request: OfficerRequest, gone: MaterialView) -> dict[str, object]:
    return staff_page(request, here="editor:materials") | {
        "gone": gone,
        "may_merge": keeps_materials(request.actor),
    }
