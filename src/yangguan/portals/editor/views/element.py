"""One data element: what it means, and which items and licences use it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import Link, SummaryRow
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.views.code_table_version import use_link
from yangguan.portals.editor.views.elements import HERE, personal_tag
from yangguan.registers.standards import ports
from yangguan.registers.standards.policies import may_change_standards
from yangguan.registers.standards.queries.elements import ElementView, element

MOST_USES = 100


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest, code: str) -> HttpResponse:
    """The page. Four queries beside the sign-in."""
    found = element(code)
    if found is None:
        raise Http404
    uses = ports.uses_of([ports.term_of_element(code)], most=MOST_USES + 1)
    context = staff_page(request, here=HERE) | {
        "element": found,
        "tag": personal_tag(found),
        "rows": element_rows(found),
        "uses": [use_link(use) for use in uses[:MOST_USES]],
        "has_more": len(uses) > MOST_USES,
        "most": MOST_USES,
        "may_change": may_change_standards(request.actor),
    }
    return render(request, "editor/element/page.html", context)


def element_rows(found: ElementView) -> list[SummaryRow]:
    """What the dictionary says, line by line."""
    rows = [
        (_("标识"), found.code),
        (_("类型"), str(found.type.label)),
        (_("最大长度"), str(found.length or "")),
        (_("计量单位"), found.unit),
        (_("平台里的来源"), source_words(found.source)),
        (_("定义"), found.definition),
        (_("标准"), found.standard),
    ]
    shown = [
        SummaryRow(label, (value,), is_code=value == found.code) for label, value in rows if value
    ]
    if found.code_table:
        url = reverse("editor:code-table", args=[found.code_table])
        shown.append(SummaryRow(_("代码表"), (), link=Link(found.code_table_title, url)))
    return shown


def source_words(source: str) -> str:
    """Where the platform has a value from, in words."""
    words = {
        "none": _("由申请人填写"),
        "account": _("登录账号"),
        "population": _("人口库"),
        "legal-entity": _("法人库"),
    }
    if source in words:
        return words[source]
    return _("电子证照：%(name)s") % {"name": source.removeprefix("licence:")}
