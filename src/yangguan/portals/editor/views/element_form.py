"""登记、修改数据元."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.form_errors import errors_of, summary_of
from yangguan.foundation.web.parameters import whole_number
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.views.elements import HERE
from yangguan.registers.standards.elements import ElementContent
from yangguan.registers.standards.errors import StandardsRefusal
from yangguan.registers.standards.operations.elements import add_element, change_element
from yangguan.registers.standards.queries.code_tables import code_tables
from yangguan.registers.standards.queries.elements import ElementView, element
from yangguan.registers.standards.states import ElementType, PersonalData

FIELDS = (
    "code", "name", "type", "length", "unit", "code_table", "personal_data", "source",
    "definition", "standard",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Form:
    """What was typed, and what is wrong with it."""

    values: dict[str, str]
    errors: tuple[FieldError, ...] = ()
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def add(request: OfficerRequest) -> HttpResponse:
    """The empty form and its act."""
    if request.method != "POST":
        begun = {"personal_data": PersonalData.NONE.value, "source": "none"}
        return _page(request, _Form({name: begun.get(name, "") for name in FIELDS}))
    return _saved(request, _posted(request), is_new=True)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def change(request: OfficerRequest, code: str) -> HttpResponse:
    """The form with what the dictionary says, and its act."""
    found = element(code)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, _Form(_written(found)), code=code)
    return _saved(request, _posted(request) | {"code": code}, is_new=False)


def _saved(request: OfficerRequest, values: dict[str, str], *, is_new: bool) -> HttpResponse:
    code = "" if is_new else values["code"]
    length = whole_number(values["length"], digits=7)
    if values["length"] and length is None:
        error = FieldError(_("长度请写整数，不限就空着。"), "length")
        return _page(request, _Form(values, (error,), 422), code=code)
    content = ElementContent(
        name=values["name"],
        type=values["type"],
        length=length,
        unit=values["unit"],
        code_table=values["code_table"],
        personal_data=values["personal_data"],
        source=values["source"] or "none",
        definition=values["definition"],
        standard=values["standard"],
    )
    save = add_element if is_new else change_element
    try:
        save(code=values["code"], content=content, by=request.actor, at=timezone.now())
    except StandardsRefusal as refusal:
        errors = summary_of(errors_of(refusal), prefix="")
        return _page(request, _Form(values, tuple(errors), refusal.status), code=code)
    messages.success(request, _("数据元已保存。"))
    return redirect("editor:element", values["code"])


def _posted(request: OfficerRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "").strip() for name in FIELDS}


def _written(found: ElementView) -> dict[str, str]:
    return {
        "code": found.code,
        "name": found.name,
        "type": found.type.value,
        "length": str(found.length or ""),
        "unit": found.unit,
        "code_table": found.code_table,
        "personal_data": found.personal_data.value,
        "source": found.source,
        "definition": found.definition,
        "standard": found.standard,
    }


def _page(request: OfficerRequest, form: _Form, *, code: str = "") -> HttpResponse:
    context = staff_page(request, here=HERE) | {
        "code": code,
        "values": form.values,
        "errors": form.errors,
        "error_ids": {error.field_id for error in form.errors},
        "types": ElementType.choices,
        "classes": PersonalData.choices,
        "tables": code_tables(),
    }
    return render(request, "editor/element_form/page.html", context, status=form.status)
