"""和现行版的不同: what a draft changes, whom that would break, and putting it in force."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError, Link, StateTag, Tone
from yangguan.foundation.web.form_errors import errors_of, summary_of
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.views.code_table import table_or_404
from yangguan.portals.editor.views.code_tables import HERE
from yangguan.registers.catalogue.uses import ITEM
from yangguan.registers.standards.errors import StandardsRefusal
from yangguan.registers.standards.impact import ChangeLine
from yangguan.registers.standards.operations.put_in_force import put_in_force
from yangguan.registers.standards.policies import may_change_standards
from yangguan.registers.standards.ports import Use
from yangguan.registers.standards.queries.code_tables import (
    Impact,
    TableView,
    VersionLine,
    impact,
)
from yangguan.registers.standards.rules import ChangeKind, Entry
from yangguan.registers.standards.states import VersionState


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A changed code as the page shows it; `successor` is what was chosen for it."""

    line: ChangeLine
    tag: StateTag
    before: str
    after: str
    uses: tuple[Link, ...]
    successor: str


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def show(request: OfficerRequest, key: str, number: int) -> HttpResponse:
    """The draft beside the version in force, and its act. Thirteen queries beside the sign-in."""
    table = table_or_404(key)
    version = table.version(number)
    found = impact(key, number) if version and version.state is VersionState.DRAFT else None
    if version is None or found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, table, version, found, errors=[])
    successors = {
        line.change.code: request.POST.get(f"successor-{line.change.code}", "")
        for line in found.breaking
    }
    try:
        put_in_force(
            key=key,
            number=number,
            successors=successors,
            reason=request.POST.get("reason", "").strip(),
            by=request.actor,
            at=timezone.now(),
        )
    except StandardsRefusal as refusal:
        errors = summary_of(errors_of(refusal), prefix="")
        return _page(request, table, version, found, errors=errors, status=refusal.status)
    messages.success(request, _("第 %(number)d 版已启用，全平台按它办。") % {"number": number})
    return redirect("editor:code-table", key)


def _page(
    request: OfficerRequest,
    table: TableView,
    version: VersionLine,
    found: Impact,
    *,
    errors: list[FieldError],
    status: int = 422,
) -> HttpResponse:
    context = staff_page(request, here=HERE) | {
        "table": table,
        "version": version,
        "changes": [
            _shown(line, request.POST.get(f"successor-{line.change.code}", ""))
            for line in found.changes
        ],
        "breaking": len(found.breaking),
        "codes": found.codes,
        "errors": errors,
        "error_ids": {error.field_id for error in errors},
        "reason": request.POST.get("reason", ""),
        "is_early": version.in_force_date > timezone.localdate(),
        "may_change": may_change_standards(request.actor, steward_id=table.steward_id),
    }
    return render(
        request, "editor/code_table_version/page.html", context, status=status if errors else 200
    )


def _shown(line: ChangeLine, successor: str) -> ShownChange:
    tags = {
        ChangeKind.DROPPED: StateTag(_("去掉"), Tone.BAD if line.breaks else Tone.NEUTRAL),
        ChangeKind.RENAMED: StateTag(_("改名"), Tone.WARN),
        ChangeKind.ADDED: StateTag(_("新增"), Tone.OK),
        ChangeKind.CHANGED: StateTag(_("改上级或日期"), Tone.INFO),
    }
    return ShownChange(
        line=line,
        tag=tags[line.change.kind],
        before=_words(line.change.before, is_full=line.change.kind is ChangeKind.CHANGED),
        after=_words(line.change.after, is_full=line.change.kind is ChangeKind.CHANGED),
        uses=tuple(use_link(use) for use in line.uses),
        successor=successor,
    )


def _words(entry: Entry | None, *, is_full: bool) -> str:
    if entry is None:
        return ""
    days = (entry.valid_from, entry.valid_to)
    details = [entry.parent, *(day.isoformat() for day in days if day)] if is_full else []
    return " · ".join([entry.name, *filter(None, details)])


def use_link(use: Use) -> Link:
    """Where the thing that uses a code or a data element can be read."""
    url = reverse("editor:item", args=[use.key]) if use.kind == ITEM else ""
    return Link(use.name, url, use.detail or _("证照类型"))
