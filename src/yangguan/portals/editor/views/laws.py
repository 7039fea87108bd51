"""依据与文件: the register of laws, and the items that cite what is out of force."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import Link
from yangguan.foundation.web.pages import asked_cursor
from yangguan.portals.desk.shell import OfficerRequest, kept_query, staff_page
from yangguan.portals.editor.law_words import counted, finding_words, law_tag
from yangguan.registers.catalogue.cited_by import count_flagged, flagged_items, items_citing
from yangguan.registers.legislation import queries
from yangguan.registers.legislation.policies import may_keep_register
from yangguan.registers.legislation.states import LawState


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The list. At most six queries beside the sign-in, one for htmx."""
    asked = request.GET.get("state", "")
    state = LawState(asked) if asked in LawState.values else None
    text, today = request.GET.get("q", "").strip(), timezone.localdate()
    page = queries.laws(text=text, state=state, on=today, cursor=asked_cursor(request.GET))
    context: dict[str, Any] = {
        "rows": [(line, law_tag(line.state)) for line in page.items],
        "text": text,
        "pager_links": page.links(
            path=reverse("editor:laws"), query=kept_query(request, "q", "state")
        ),
    }
    if request.headers.get("HX-Request"):
        return render(request, "editor/laws/_list.html", context)
    context |= staff_page(request, here="editor:laws") | {
        "states": [Link(_("全部"), "", is_current=state is None), *_states(state)],
        "flagged": counted(count_flagged(on=today)),
        "may_keep": may_keep_register(request.actor),
    }
    return render(request, "editor/laws/page.html", context)


@require_safe
@role_required(Role.EDITOR)
def flagged(request: OfficerRequest) -> HttpResponse:
    """引用已失效条文的事项. Six queries beside the sign-in, however many items."""
    page = flagged_items(on=timezone.localdate(), cursor=asked_cursor(request.GET))
    context = staff_page(request, here="editor:laws") | {
        "rows": [
            (each.line, finding_words(each.finding), _finding_url(each.finding))
            for each in page.items
        ],
        "pager_links": page.links(path=reverse("editor:laws-flagged")),
    }
    return render(request, "editor/laws/flagged.html", context)


@require_safe
@role_required(Role.EDITOR)
def items(request: OfficerRequest, law_id: int) -> HttpResponse:
    """The items that cite anything of a law. Four queries beside the sign-in."""
    law = queries.law(law_id, on=timezone.localdate())
    if law is None:
        raise Http404
    page = items_citing(law.key, cursor=asked_cursor(request.GET))
    context = staff_page(request, here="editor:laws") | {
        "law": law,
        "citing": page.items,
        "pager_links": page.links(path=reverse("editor:law-items", args=[law.id])),
    }
    return render(request, "editor/laws/items.html", context)


def _finding_url(finding: queries.Finding | None) -> str:
    """Where the register tells of the article, or of the law."""
    if finding is None or finding.law_id is None:
        return ""
    if finding.article_id is not None:
        return reverse("editor:law-article", args=[finding.article_id])
    return reverse("editor:law", args=[finding.law_id])


def _states(chosen: LawState | None) -> list[Link]:
    return [Link(str(each.label), each.value, is_current=each is chosen) for each in LawState]
