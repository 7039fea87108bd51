"""标准与代码: every code table with its standard and the version in force."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.standards.policies import may_change_standards
from yangguan.registers.standards.queries.code_tables import code_tables

HERE = "editor:code-tables"


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The list. Three queries beside the sign-in."""
    context = staff_page(request, here=HERE) | {
        "tables": code_tables(),
        "may_change": may_change_standards(request.actor),
    }
    return render(request, "editor/code_tables/page.html", context)
