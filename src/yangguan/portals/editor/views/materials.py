"""材料目录: every material of the city, by name, or as searched and filtered."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.pages import asked_cursor
from yangguan.portals.desk.shell import OfficerRequest, kept_query, staff_page
from yangguan.portals.editor.material_words import trust_tag, use_words
from yangguan.registers.catalogue.codes import MATERIAL_MEDIA, MATERIAL_SOURCES
from yangguan.registers.catalogue.material_queries import materials
from yangguan.registers.catalogue.materials import TrustLevel

FILTERS = ("q", "from", "medium", "trust", "licence", "open")
HAS_LICENCE = {"1": gettext_noop("有"), "0": gettext_noop("没有")}
YES_OR_NO = {"1": True, "0": False}


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The list. Three queries beside the sign-in."""
    asked = {name: request.GET.get(name, "").strip() for name in FILTERS}
    page = materials(
        text=asked["q"],
        issuer_kind=asked["from"] if asked["from"] in MATERIAL_SOURCES else "",
        medium=asked["medium"] if asked["medium"] in MATERIAL_MEDIA else "",
        trust=asked["trust"] if asked["trust"] in TrustLevel.values else "",
        has_licence=YES_OR_NO.get(asked["licence"]),
        is_confirmed=False if asked["open"] else None,
        cursor=asked_cursor(request.GET),
    )
    context: dict[str, Any] = {
        "lines": [(line, trust_tag(line.trust), use_words(line.uses)) for line in page.items],
        "pager_links": page.links(query=kept_query(request, *FILTERS)),
    }
    if request.headers.get("HX-Request"):
        return render(request, "editor/materials/_list.html", context)
    context |= staff_page(request, here="editor:materials")
    context |= {
        "asked": asked,
        "selects": [
            ("from", _("来源渠道"), _options(MATERIAL_SOURCES, asked["from"])),
            ("medium", _("材料形式"), _options(MATERIAL_MEDIA, asked["medium"])),
            ("trust", _("可信等级"), _options(dict(TrustLevel.choices), asked["trust"])),
            ("licence", _("电子证照"), _options(HAS_LICENCE, asked["licence"])),
        ],
    }
    return render(request, "editor/materials/page.html", context)


def _options(table: Mapping[str, Any], chosen: str) -> list[tuple[str, str, bool]]:
    return [(value, _(str(word)), value == chosen) for value, word in table.items()]
