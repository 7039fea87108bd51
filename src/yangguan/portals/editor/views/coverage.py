"""覆盖情况: how far each department and town has come, what is missing, and why."""

import io

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import Figure
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.catalogue.coverage import (
    Coverage,
    coverage_by_department,
    coverage_by_town,
    gaps,
    offline_items,
    total,
)
from yangguan.registers.catalogue.interchange.csv_tables import csv_writer, guarded

TABLES = {"departments": coverage_by_department, "towns": coverage_by_town}


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """Numbers, the two tables, and what is missing. Nine queries beside the sign-in."""
    departments, towns = coverage_by_department(), coverage_by_town()
    whole = total(departments, name=_("全市"))
    context = staff_page(request, here="editor:coverage") | {
        "figures": _figures(whole),
        "tables": [
            (_("部门"), "departments", [whole, *departments] if departments else []),
            (_("镇"), "towns", towns),
        ],
        "offline": offline_items(),
        "gaps": gaps(),
    }
    return render(request, "editor/coverage/page.html", context)


@require_safe
@role_required(Role.EDITOR)
def table(request: OfficerRequest, name: str) -> HttpResponse:
    """One of the tables for spreadsheets. One query beside the sign-in."""
    if name not in TABLES:
        raise Http404
    out = io.StringIO()
    writer = csv_writer(out)
    writer.writerow(
        [
            _("名称"), _("事项"), _("指南完整"), _("网上可办"), _("零跑动"), _("最多跑一次"),
            _("用电子证照"), _("比法定时限缩短（%）"),
        ]
    )  # fmt: skip
    for row in TABLES[name]():
        numbers = (row.items, row.complete, row.online, row.no_visit,
                   row.no_visit + row.one_visit, row.with_licences)  # fmt: skip
        shortening = "" if row.shortening is None else row.shortening
        writer.writerow([guarded(row.name), *numbers, shortening])
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    file_name = f"coverage-{name}-{timezone.localdate():%Y%m%d}.csv"
    response["Content-Disposition"] = content_disposition_header(True, file_name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _figures(whole: Coverage) -> list[Figure]:
    shortening = "—" if whole.shortening is None else f"{whole.shortening}%"

    def share(label: str, count: int) -> Figure:
        detail = _("%(count)d 项") % {"count": count}
        return Figure(label, f"{whole.share(count)}%", detail)

    return [
        Figure(_("在用事项"), f"{whole.items:,}"),
        share(_("指南完整"), whole.complete),
        share(_("网上可办"), whole.online),
        share(_("最多跑一次"), whole.no_visit + whole.one_visit),
        share(_("用电子证照"), whole.with_licences),
        Figure(_("比法定时限缩短"), shortening),
    ]
