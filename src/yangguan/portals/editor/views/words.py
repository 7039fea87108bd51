"""平常说法: what people call things, and what a search looks for in its place."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import PagerLinks
from yangguan.foundation.web.form_errors import errors_of, status_of, summary_of
from yangguan.foundation.web.refusals import Refusal
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.catalogue.operations.everyday_words import (
    LONGEST_OFFICIAL,
    LONGEST_WORD,
    add_everyday_word,
    change_everyday_word,
    remove_everyday_word,
)
from yangguan.registers.catalogue.policies import may_keep_words
from yangguan.registers.catalogue.search import Found, search_items
from yangguan.registers.catalogue.search_words import everyday_word, everyday_words

PAGE = 50
TRIED = 5
REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Trial:
    """What a search for a text finds now; `said` tells how, in a few words."""

    text: str
    found: Found
    said: str


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The list, and the form for one more. Three queries beside the sign-in."""
    typed = {"word": request.GET.get("word", ""), "official": ""}
    if request.method != "POST":
        return _page(request, typed)
    typed = {name: request.POST.get(name, "") for name in typed}
    try:
        made = add_everyday_word(**typed, by=request.actor, at=timezone.now())
    except Refusal as refusal:
        return _page(request, typed, refusal=refusal)
    facts = {"word": made.word, "official": made.official}
    messages.success(request, _("加上了：搜“%(word)s”，按“%(official)s”找。") % facts)
    return redirect("editor:words")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def change(request: OfficerRequest) -> HttpResponse:
    """What the word of `?word=` stands for: changed, or the word removed. Two queries to show."""
    word = request.GET.get("word", "")
    if request.method != "POST":
        return _form(request, word)
    official, known = request.POST.get("official", ""), request.POST.get("known", "")
    by, at = request.actor, timezone.now()
    try:
        if request.POST.get("act") == REMOVE:
            remove_everyday_word(word=word, known=known, by=by, at=at)
            said = _("去掉了“%(word)s”。") % {"word": word}
        else:
            made = change_everyday_word(word=word, official=official, known=known, by=by, at=at)
            facts = {"word": made.word, "official": made.official}
            said = _("改好了：搜“%(word)s”，按“%(official)s”找。") % facts
    except Refusal as refusal:
        return _form(request, word, official=official, refusal=refusal)
    messages.success(request, said)
    return redirect("editor:words")


@require_safe
@role_required(Role.EDITOR)
def try_out(request: OfficerRequest) -> HttpResponse:
    """What searches for the two words find now: a fragment beside the form."""
    context = {"trials": _trials(request.GET.get("word", ""), request.GET.get("official", ""))}
    return render(request, "editor/words/_trial.html", context)


def _trials(*texts: str) -> list[Trial]:
    return [_trial(text.strip()) for text in texts if text.strip()]


def _trial(text: str) -> Trial:
    found = search_items(text, limit=TRIED)
    return Trial(text[:LONGEST_OFFICIAL], found, _found_words(found))


def _found_words(found: Found) -> str:
    if not found.items:
        return _("什么也没找到")
    if found.instead:
        return _("按“%(words)s”找到") % {"words": found.instead}
    if found.is_loose:
        return _("只含有一部分字词")
    if found.is_close:
        return _("只找到相近的")
    if found.is_mentioned:
        return _("在依据、材料、常见问题里找到")
    return _("在名称、结果里找到")


def _page(
    request: OfficerRequest, typed: dict[str, str], *, refusal: Refusal | None = None
) -> HttpResponse:
    holding = request.GET.get("q", "").strip()[:LONGEST_OFFICIAL]
    lines, after = everyday_words(
        holding=holding, after=request.GET.get("after", "")[:LONGEST_WORD], limit=PAGE
    )
    kept = {"q": holding} if holding else {}
    context: dict[str, Any] = {
        "lines": lines,
        "holding": holding,
        "pager_links": PagerLinks(
            on_url=f"?{urlencode({**kept, 'after': after})}" if after else None
        ),
        "may_keep": may_keep_words(request.actor),
    }
    if request.headers.get("HX-Request") and refusal is None:
        return render(request, "editor/words/_list.html", context)
    context |= staff_page(request, here="editor:words")
    context |= _typed(typed, refusal)
    return render(request, "editor/words/page.html", context, status=status_of(refusal))


def _form(
    request: OfficerRequest, word: str, *, official: str = "", refusal: Refusal | None = None
) -> HttpResponse:
    line = everyday_word(word)
    if line is None and refusal is None:
        raise Http404
    known = line.official if line else ""
    typed = {"word": word, "official": official if refusal else known}
    context = staff_page(request, here="editor:words") | _typed(typed, refusal)
    context |= {
        "known": known,
        "is_there": line is not None,
        "may_keep": may_keep_words(request.actor),
        "back_url": reverse("editor:words"),
    }
    return render(request, "editor/words/change.html", context, status=status_of(refusal))


def _typed(typed: dict[str, str], refusal: Refusal | None) -> dict[str, Any]:
    """What the form shows again, and what is wrong with it."""
    errors = errors_of(refusal)
    return {
        "typed": typed,
        "errors": summary_of(errors, prefix=""),
        "error_ids": set(errors),
        "trials": _trials(typed["word"], typed["official"]),
        "longest_word": LONGEST_WORD,
        "longest_official": LONGEST_OFFICIAL,
    }
