"""新增代码表: key, title and standard; its codes come with the first version."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.form_errors import errors_of, summary_of
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.views.code_tables import HERE
from yangguan.registers.standards.errors import StandardsRefusal
from yangguan.registers.standards.operations.versions import add_code_table


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The form and its act."""
    values = {name: request.POST.get(name, "").strip() for name in ("key", "title", "standard")}
    errors: list[FieldError] = []
    status = 200
    if request.method == "POST":
        try:
            add_code_table(
                key=values["key"],
                title=values["title"],
                standard=values["standard"],
                by=request.actor,
                at=timezone.now(),
            )
        except StandardsRefusal as refusal:
            errors = summary_of(errors_of(refusal), prefix="")
            status = refusal.status
        else:
            return redirect("editor:code-table-draft", values["key"])
    context = staff_page(request, here=HERE) | {
        "values": values,
        "errors": errors,
        "error_ids": {error.field_id for error in errors},
    }
    return render(request, "editor/code_table_form/page.html", context, status=status)
