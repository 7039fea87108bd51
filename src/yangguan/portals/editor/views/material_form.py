"""Defining a material and changing one: the same form."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.files.uploads import Upload, take
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.errors import AccessRefused
from yangguan.foundation.web.form_errors import errors_of, status_of, summary_of
from yangguan.foundation.web.parameters import revision_number
from yangguan.foundation.web.refusals import Refusal
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.material_fields import material_fields, read_terms
from yangguan.portals.editor.views.material import may_change
from yangguan.registers.catalogue.material_queries import (
    MaterialView,
    issuing_departments,
    licence_type_names,
    material,
)
from yangguan.registers.catalogue.materials import MaterialTerms
from yangguan.registers.catalogue.operations.change_material import change_material
from yangguan.registers.catalogue.operations.define_material import define_material
from yangguan.registers.catalogue.policies import keeps_materials


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def define(request: OfficerRequest) -> HttpResponse:
    """A new material; a department's editor puts it forward."""
    if request.method != "POST":
        return _page(request, MaterialTerms(name=request.GET.get("name", "")[:200]))
    terms = read_terms(request.POST)
    try:
        made = define_material(terms=terms, by=request.actor, at=timezone.now())
    except Refusal as refusal:
        return _page(request, terms, refusal=refusal)
    return redirect("editor:material", made.code)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def change(request: OfficerRequest, code: str) -> HttpResponse:
    """Change a material that nobody else has changed since the page was opened."""
    found = material(code)
    if found is None:
        raise Http404
    if found.merged_into:
        return redirect("editor:material", found.merged_into)
    if not may_change(request, found):
        raise AccessRefused(
            _("“%(name)s”由市里的审改办管理，您的岗位不能改。") % {"name": found.terms.name},
            _("请把要改的地方告诉审改办，或者先提出一份新的材料。"),
        )
    if request.method != "POST":
        return _page(request, found.terms, found=found)
    terms = read_terms(request.POST)
    revision = request.POST.get("revision", "")
    try:
        change_material(
            code=code,
            terms=terms,
            revision=revision_number(revision),
            blank=_upload(request, "blank"),
            sample=_upload(request, "sample"),
            by=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, terms, found=found, refusal=refusal)
    return redirect("editor:material", code)


def _upload(request: OfficerRequest, name: str) -> Upload | None:
    file = request.FILES.get(name)
    if file is None:
        return None
    try:
        return take(file)
    except Refusal as refusal:
        refusal.field = name
        raise


def _page(
    request: OfficerRequest,
    terms: MaterialTerms,
    *,
    found: MaterialView | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    errors = errors_of(refusal)
    fields = material_fields(
        terms,
        licence_types=licence_type_names(),
        departments=issuing_departments(),
        errors=errors,
    )
    keeps = keeps_materials(request.actor)
    back = reverse("editor:material", args=[found.code]) if found else reverse("editor:materials")
    context = staff_page(request, here="editor:materials") | {
        "fields": fields,
        "material": found,
        "errors": summary_of(errors),
        "error_field": "".join(errors),
        "error_words": "".join(errors.values()),
        "title": _title(found, keeps=keeps),
        "keeps": keeps,
        "back_url": back,
    }
    return render(request, "editor/material_form/page.html", context, status=status_of(refusal))


def _title(found: MaterialView | None, *, keeps: bool) -> str:
    if found is not None:
        return _("修改“%(name)s”") % {"name": found.terms.name}
    return _("新增材料") if keeps else _("提出一种材料")
