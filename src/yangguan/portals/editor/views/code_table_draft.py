"""起草新版: source, day and codes of the next version of a code table."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.loading.rows import FIRST_DAY, LAST_DAY
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.form_errors import errors_of, summary_of
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.views.code_table import table_or_404
from yangguan.portals.editor.views.code_tables import HERE
from yangguan.registers.standards.errors import StandardsRefusal
from yangguan.registers.standards.impact import all_entries
from yangguan.registers.standards.operations.versions import delete_draft, save_draft
from yangguan.registers.standards.policies import may_change_standards
from yangguan.registers.standards.queries.code_tables import TableView
from yangguan.registers.standards.rules import as_lines, read_lines

SAVE, DELETE = "save", "delete"


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def show(request: OfficerRequest, key: str) -> HttpResponse:
    """The form with the draft, or else with what is in force, and its acts."""
    table = table_or_404(key)
    if request.method != "POST":
        return _page(request, table, values=_written(table), errors=[])
    if request.POST.get("act") == DELETE:
        return _deleted(request, table)
    values = {
        name: request.POST.get(name, "").strip()
        for name in ("source", "in_force_date", "entries", "seen_digest")
    }
    day = _day(values["in_force_date"])
    entries, wrong = read_lines(values["entries"])
    errors = [FieldError(line, "entries") for line in wrong]
    if day is None:
        errors.append(FieldError(_("请写施行日期，例如 2026-07-01。"), "in_force_date"))
    if errors or day is None:
        return _page(request, table, values=values, errors=errors)
    try:
        draft = save_draft(
            key=key,
            source=values["source"],
            in_force_date=day,
            entries=entries,
            seen_digest=values["seen_digest"],
            by=request.actor,
            at=timezone.now(),
        )
    except StandardsRefusal as refusal:
        return _refused(request, table, values, refusal)
    messages.success(request, _("草稿已保存。下面是和现行版的不同，以及会影响谁。"))
    return redirect("editor:code-table-version", key, draft.number)


def _deleted(request: OfficerRequest, table: TableView) -> HttpResponse:
    try:
        delete_draft(key=table.key, by=request.actor, at=timezone.now())
    except StandardsRefusal as refusal:
        return _refused(request, table, _written(table), refusal)
    messages.success(request, _("草稿已删去。"))
    return redirect("editor:code-table", table.key)


def _refused(
    request: OfficerRequest, table: TableView, values: dict[str, str], refusal: StandardsRefusal
) -> HttpResponse:
    errors = summary_of(errors_of(refusal), prefix="")
    return _page(request, table, values=values, errors=errors, status=refusal.status)


def _written(table: TableView) -> dict[str, str]:
    """What the form begins with. One query."""
    begun = table.draft or table.in_force
    if begun is None:
        return {"source": table.standard, "in_force_date": "", "entries": "", "seen_digest": ""}
    return {
        "source": begun.source,
        "in_force_date": begun.in_force_date.isoformat() if begun is table.draft else "",
        "entries": as_lines(all_entries(table.key, begun.number)),
        "seen_digest": table.draft.digest if table.draft else "",
    }


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def _page(
    request: OfficerRequest,
    table: TableView,
    *,
    values: dict[str, str],
    errors: list[FieldError],
    status: int = 422,
) -> HttpResponse:
    context = staff_page(request, here=HERE) | {
        "table": table,
        "values": values,
        "errors": errors,
        "error_ids": {error.field_id for error in errors},
        "may_change": may_change_standards(request.actor, steward_id=table.steward_id),
    }
    return render(
        request, "editor/code_table_draft/page.html", context, status=status if errors else 200
    )
