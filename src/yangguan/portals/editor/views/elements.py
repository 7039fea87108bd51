"""数据元: the dictionary, found by name, pinyin or code."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import StateTag, Tone
from yangguan.foundation.web.pages import asked_cursor
from yangguan.portals.desk.shell import OfficerRequest, kept_query, staff_page
from yangguan.registers.catalogue.uses import MOST_COUNTED, count_uses
from yangguan.registers.standards.policies import may_change_standards
from yangguan.registers.standards.queries.elements import ElementView, elements
from yangguan.registers.standards.states import PersonalData

HERE = "editor:elements"
PERSONAL_TONES = {
    PersonalData.NONE: Tone.PLAIN,
    PersonalData.GENERAL: Tone.INFO,
    PersonalData.SENSITIVE: Tone.WARN,
}


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The list. Three queries beside the sign-in, two for a fragment."""
    text = request.GET.get("q", "").strip()
    asked = request.GET.get("personal", "")
    personal = PersonalData(asked) if asked in set(PersonalData) else None
    page = elements(text=text, personal_data=personal, cursor=asked_cursor(request.GET))
    counts = count_uses([element.code for element in page.items])
    context: dict[str, Any] = {
        "elements": [
            (element, personal_tag(element), _count_words(counts[element.code]))
            for element in page.items
        ],
        "text": text,
        "personal": asked,
        "pager_links": page.links(query=kept_query(request, "q", "personal")),
    }
    if request.headers.get("HX-Request"):
        return render(request, "editor/elements/_list.html", context)
    context |= staff_page(request, here=HERE) | {
        "classes": PersonalData.choices,
        "may_change": may_change_standards(request.actor),
    }
    return render(request, "editor/elements/page.html", context)


def personal_tag(element: ElementView) -> StateTag:
    """The class of personal data as a sign."""
    return StateTag(str(element.personal_data.label), PERSONAL_TONES[element.personal_data])


def _count_words(count: int) -> str:
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)
