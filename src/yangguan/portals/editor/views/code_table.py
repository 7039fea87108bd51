"""One code table: its versions, and the codes of the one that is being read."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import StateTag, Tone
from yangguan.foundation.web.pages import asked_cursor
from yangguan.foundation.web.parameters import whole_number
from yangguan.portals.desk.shell import OfficerRequest, kept_query, staff_page
from yangguan.portals.editor.views.code_tables import HERE
from yangguan.registers.standards.policies import may_change_standards
from yangguan.registers.standards.queries.code_tables import TableView, code_table, entries
from yangguan.registers.standards.queries.elements import elements_of_table
from yangguan.registers.standards.states import VersionState

STATE_TONES = {
    VersionState.DRAFT: Tone.INFO,
    VersionState.IN_FORCE: Tone.OK,
    VersionState.REPLACED: Tone.NEUTRAL,
}


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest, key: str) -> HttpResponse:
    """The version in force, or that of `?version=`. Five queries beside the sign-in."""
    table = table_or_404(key)
    version = table.in_force or (table.versions[0] if table.versions else None)
    asked = request.GET.get("version", "")
    if asked:
        version = table.version(number) if (number := whole_number(asked)) is not None else None
        if version is None:
            raise Http404
    page = entries(key, version.number if version else 0, cursor=asked_cursor(request.GET))
    context = staff_page(request, here=HERE) | {
        "table": table,
        "version": version,
        "versions": [
            (each, StateTag(str(each.state.label), STATE_TONES[each.state]))
            for each in table.versions
        ],
        "entries": page.items,
        "has_parents": any(entry.parent for entry in page.items),
        "has_days": any(entry.valid_from or entry.valid_to for entry in page.items),
        "pager_links": page.links(query=kept_query(request, "version")),
        "elements": elements_of_table(key),
        "may_change": may_change_standards(request.actor, steward_id=table.steward_id),
    }
    return render(request, "editor/code_table/page.html", context)


def table_or_404(key: str) -> TableView:
    """The table of an address. Two queries."""
    table = code_table(key)
    if table is None:
        raise Http404
    return table
