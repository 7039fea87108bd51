"""Materials that are probably the same: pair by pair, each leading to its merge."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.pages import asked_cursor
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.material_words import use_words
from yangguan.registers.catalogue.material_pairs import Likeness, Pair, similar_pairs
from yangguan.registers.catalogue.policies import keeps_materials


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The pairs by name. Two queries beside the sign-in, one to know who may merge."""
    page = similar_pairs(cursor=asked_cursor(request.GET))
    context = staff_page(request, here="editor:materials") | {
        "pairs": [
            (pair, why_words(pair), use_words(pair.gone.uses), use_words(pair.kept.uses))
            for pair in page.items
        ],
        "pager_links": page.links(),
        "may_merge": keeps_materials(request.actor),
    }
    return render(request, "editor/material_pairs/page.html", context)


def why_words(pair: Pair) -> str:
    """Why two materials are shown together."""
    match pair.why:
        case Likeness.SAME_NAME:
            return _("去掉修饰词，名称相同")
        case Likeness.SAME_LICENCE:
            return _("都对应电子证照“%(name)s”") % {"name": pair.licence_type}
        case _:
            return _("名称相近，%(percent)d%%") % {"percent": pair.likeness}
