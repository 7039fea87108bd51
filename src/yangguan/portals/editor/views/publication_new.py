"""A new publication: kind, title and department; all else in the draft."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.fields import Choice, FieldKind, FieldView
from yangguan.foundation.web.form_errors import Errors, errors_of, field_summary
from yangguan.foundation.web.parameters import whole_number
from yangguan.foundation.web.refusals import Refusal
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.publications.editing import departments_to_edit
from yangguan.registers.publications.kinds import KINDS
from yangguan.registers.publications.operations.begin import begin_publication
from yangguan.registers.publications.rules import LABELS, LIMITS


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The form (GET); begin and go on to the draft (POST)."""
    if request.method != "POST":
        return _page(request, {})
    kind, title = request.POST.get("kind", ""), request.POST.get("title", "").strip()
    department = whole_number(request.POST.get("department", ""))
    errors = _errors(kind, title, department)
    if errors or department is None:
        return _page(request, errors, status=422)
    try:
        begun = begin_publication(
            kind=kind,
            title=title,
            department_id=department,
            by=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, errors_of(refusal), status=refusal.status)
    return redirect("editor:publication-draft", begun.code)


def _errors(kind: str, title: str, department: int | None) -> Errors:
    errors = {}
    if kind not in KINDS:
        errors["kind"] = _("请选择类别。")
    if not title:
        errors["title"] = _("请填写标题。")
    if department is None:
        errors["department"] = _("请选择部门。")
    return errors


def _page(request: OfficerRequest, errors: Errors, *, status: int = 200) -> HttpResponse:
    sent = request.POST
    departments = departments_to_edit(by=request.actor)
    chosen = sent.get("department", "") or (str(departments[0][0]) if len(departments) == 1 else "")
    fields = [
        FieldView(
            name="kind",
            kind=FieldKind.CHOICE,
            label=str(LABELS["kind"]),
            choices=tuple(
                Choice(each, _(each), is_chosen=each == sent.get("kind")) for each in KINDS
            ),
            error=errors.get("kind", ""),
        ),
        FieldView(
            name="title",
            kind=FieldKind.TEXT,
            label=str(LABELS["title"]),
            value=sent.get("title", ""),
            max_length=LIMITS["title"],
            error=errors.get("title", ""),
        ),
        FieldView(
            name="department",
            kind=FieldKind.CHOICE,
            label=_("由哪个部门发布"),
            choices=tuple(
                Choice(str(pk), name, is_chosen=str(pk) == chosen) for pk, name in departments
            ),
            error=errors.get("department", ""),
        ),
    ]
    context = staff_page(request, here="editor:publications") | {
        "fields": fields,
        "errors": field_summary(fields, errors),
    }
    return render(request, "editor/publication_new/page.html", context, status=status)
