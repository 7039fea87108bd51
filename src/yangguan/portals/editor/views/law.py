"""One law: its articles; entering, correcting, replacing and repealing it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.form_errors import Errors, attempted, errors_of, summary_of
from yangguan.foundation.web.pages import asked_cursor
from yangguan.foundation.web.refusals import refused
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor import law_fields as forms
from yangguan.portals.editor.law_words import article_tag, counted, law_rows, law_tag
from yangguan.registers.catalogue.cited_by import count_citing, items_citing
from yangguan.registers.legislation import queries
from yangguan.registers.legislation.entries import LawEntry
from yangguan.registers.legislation.errors import LawRefusal, NotTheCatalogueOffice
from yangguan.registers.legislation.operations.enter_law import (
    correct_law,
    enter_law,
    replace_law,
)
from yangguan.registers.legislation.operations.repeal_law import repeal_law
from yangguan.registers.legislation.policies import ensure_may_keep_register, may_keep_register
from yangguan.registers.legislation.queries import LawView

AFFECTED = 20


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest, law_id: int) -> HttpResponse:
    """The law and its articles. Six queries beside the sign-in."""
    today = timezone.localdate()
    law = found(law_id)
    page = queries.articles_of(law, on=today, cursor=asked_cursor(request.GET))
    context = staff_page(request, here="editor:laws") | {
        "law": law,
        "state": law_tag(law.state),
        "facts": law_rows(law),
        "versions": [(each, law_tag(each.state)) for each in law.versions],
        "articles": [(line, article_tag(line.state)) for line in page.items],
        "pager_links": page.links(path=reverse("editor:law", args=[law.id])),
        "citing_count": counted(count_citing(law.key)),
        "may_keep": may_keep_register(request.actor),
    }
    return render(request, "editor/law/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def enter(request: OfficerRequest) -> HttpResponse:
    """登记法规."""
    words = {
        "title": _("登记法规"),
        "lead": _("登记以后，各部门才能引用它的条文。"),
        "act": _("登记"),
        "back_url": reverse("editor:laws"),
    }
    return _law_form(
        request,
        words,
        {"name": request.GET.get("name", "")[:200]},
        lambda entry: enter_law(entry, by=request.actor, at=timezone.now()).pk,
        _("已登记。接着登记条文。"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def correct(request: OfficerRequest, law_id: int) -> HttpResponse:
    """更正: what was entered wrongly."""
    law = found(law_id)
    words = {
        "title": _("更正登记"),
        "lead": _("只改登记错了的。法规修订的，请登记新的一版。"),
        "act": _("保存更正"),
        "back_url": reverse("editor:law", args=[law_id]),
        "law": law,
    }
    return _law_form(
        request,
        words,
        forms.law_values(law),
        lambda entry: correct_law(entry, law_id=law_id, by=request.actor, at=timezone.now()).pk,
        _("已更正。"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def replace(request: OfficerRequest, law_id: int) -> HttpResponse:
    """登记新的一版: the law was amended, the version before ends."""
    law = found(law_id)
    values = forms.law_values(law) | {"adopted_date": "", "effective_date": "", "source": ""}
    words = {
        "title": _("登记新的一版"),
        "lead": _(
            "新版施行之日，这一版失效。条文要重新登记；登记之前，引用它的事项列入“引用失效”。"
        ),
        "act": _("登记新版"),
        "back_url": reverse("editor:law", args=[law_id]),
        "law": law,
        **_affected(law),
    }
    return _law_form(
        request,
        words,
        values,
        lambda entry: replace_law(entry, law_id=law_id, by=request.actor, at=timezone.now()).pk,
        _("新的一版已登记。接着登记条文。"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def repeal(request: OfficerRequest, law_id: int) -> HttpResponse:
    """废止: the whole law goes out of force; what cites it stands below."""
    law = found(law_id)
    values: dict[str, str] = {}
    errors: Errors = {}
    if request.method == "POST":
        values, errors, day = forms.read_ending(request.POST)
        errors = errors or attempted(
            lambda: repeal_law(
                law_id=law_id,
                repealed_date=day,
                reason=values["reason"],
                by=request.actor,
                at=timezone.now(),
            )
        )
        if not errors:
            messages.success(request, _("已登记废止，引用它的事项从失效之日起列入“引用失效”。"))
            return redirect("editor:law", law_id)
    words = {
        "title": _("登记废止"),
        "lead": _("整部法规不再适用。有新法代替的，请改为“登记新的一版”。"),
        "act": _("登记废止"),
        "is_danger": True,
        "back_url": reverse("editor:law", args=[law_id]),
        "law": law,
        **_affected(law),
    }
    fields = forms.ending_fields(values, errors, has_successor=False)
    return form_page(request, words, fields, errors)


def found(law_id: int) -> LawView:
    """The law, or 404."""
    law = queries.law(law_id, on=timezone.localdate())
    if law is None:
        raise Http404
    return law


def form_page(
    request: OfficerRequest, words: dict[str, Any], fields: list[Any], errors: Errors
) -> HttpResponse:
    """A form of the register; only for who keeps it."""
    try:
        ensure_may_keep_register(request.actor)
    except NotTheCatalogueOffice as refusal:
        return refused(request, refusal, back_url=words["back_url"])
    context = staff_page(request, here="editor:laws") | words
    context |= {"fields": fields, "errors": summary_of(errors)}
    return render(request, "editor/law/form.html", context, status=422 if errors else 200)


def _law_form(
    request: OfficerRequest,
    words: dict[str, Any],
    values: dict[str, str],
    act: Callable[[LawEntry], int],
    done: str,
) -> HttpResponse:
    errors: Errors = {}
    if request.method == "POST":
        entry, values, errors = forms.read_law(request.POST)
        if not errors:
            try:
                law_id = act(entry)
            except LawRefusal as refusal:
                errors = errors_of(refusal)
            else:
                messages.success(request, done)
                return redirect("editor:law", law_id)
    return form_page(request, words, forms.law_fields(values, errors), errors)


def _affected(law: LawView) -> dict[str, Any]:
    """What cites the law, for who is about to end it."""
    return {
        "citing": items_citing(law.key, limit=AFFECTED).items,
        "citing_count": counted(count_citing(law.key)),
        "citing_url": reverse("editor:law-items", args=[law.id]),
    }
