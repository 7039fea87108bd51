"""One article: what it says, which items rest on it, and its end."""

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
from yangguan.foundation.web.form_errors import Errors, attempted, errors_of
from yangguan.foundation.web.pages import asked_cursor
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor import law_fields as forms
from yangguan.portals.editor.law_words import article_tag, counted
from yangguan.portals.editor.views.law import AFFECTED, form_page
from yangguan.portals.editor.views.law import found as found_law
from yangguan.registers.catalogue.cited_by import count_citing, items_citing
from yangguan.registers.legislation import queries
from yangguan.registers.legislation.citations import read_citations
from yangguan.registers.legislation.errors import LawRefusal
from yangguan.registers.legislation.operations.enter_article import correct_article, enter_article
from yangguan.registers.legislation.operations.strike_out_article import (
    restore_article,
    strike_out_article,
)
from yangguan.registers.legislation.policies import may_keep_register
from yangguan.registers.legislation.queries import ArticleView


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest, article_id: int) -> HttpResponse:
    """The article and the items that cite it. Six queries beside the sign-in."""
    article = _found(article_id)
    page = items_citing(article.law.key, article.line.label, cursor=asked_cursor(request.GET))
    context = staff_page(request, here="editor:laws") | {
        "article": article,
        "law": article.law,
        "state": article_tag(article.line.state),
        "citing": page.items,
        "citing_count": counted(count_citing(article.law.key, article.line.label)),
        "pager_links": page.links(path=reverse("editor:law-article", args=[article_id])),
        "may_keep": may_keep_register(request.actor),
    }
    return render(request, "editor/law_article/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def enter(request: OfficerRequest, law_id: int) -> HttpResponse:
    """登记条文."""
    law = found_law(law_id)
    values: dict[str, str] = {"label": request.GET.get("label", "")[:30]}
    errors: Errors = {}
    if request.method == "POST":
        entry, values, errors = forms.read_article(request.POST)
        if not errors:
            try:
                made = enter_article(entry, law_id=law_id, by=request.actor, at=timezone.now())
            except LawRefusal as refusal:
                errors = errors_of(refusal)
            else:
                messages.success(request, _("%(label)s已登记。") % {"label": made.label})
                return redirect("editor:law", law_id)
    words = {
        "title": _("登记条文"),
        "lead": "",
        "act": _("登记"),
        "back_url": reverse("editor:law", args=[law_id]),
        "law": law,
    }
    return form_page(request, words, forms.article_fields(values, errors), errors)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def correct(request: OfficerRequest, article_id: int) -> HttpResponse:
    """更正: what was entered wrongly; an amendment is another matter."""
    article = _found(article_id)
    values, errors = forms.article_values(article), Errors()
    if request.method == "POST":
        entry, values, errors = forms.read_article(request.POST)
        errors = errors or attempted(
            lambda: correct_article(
                entry, article_id=article_id, by=request.actor, at=timezone.now()
            )
        )
        if not errors:
            messages.success(request, _("已更正。"))
            return redirect("editor:law-article", article_id)
    words = _words(article) | {
        "title": _("更正条文"),
        "lead": _("只改登记错了的。条文修订的，请登记失效，或者给法规登记新的一版。"),
        "act": _("保存更正"),
    }
    return form_page(request, words, forms.article_fields(values, errors), errors)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def strike_out(request: OfficerRequest, article_id: int) -> HttpResponse:
    """登记失效: with the items that it will flag in view."""
    article = _found(article_id)
    values, errors = {"ended_date": "", "reason": "", "replaced_by": ""}, Errors()
    if request.method == "POST":
        values, errors, day = forms.read_ending(request.POST)
        successor = _successor(values["replaced_by"], errors)
        errors = errors or attempted(
            lambda: strike_out_article(
                article_id=article_id,
                struck_out_date=day,
                reason=values["reason"],
                replaced_by_id=successor,
                by=request.actor,
                at=timezone.now(),
            )
        )
        if not errors:
            messages.success(request, _("已登记失效，引用它的事项从失效之日起列入“引用失效”。"))
            return redirect("editor:law-article", article_id)
    key, label = article.law.key, article.line.label
    words = _words(article) | {
        "title": _("登记失效"),
        "lead": _("这一条不再适用，引用它的事项要改版。"),
        "act": _("登记失效"),
        "is_danger": True,
        "citing": items_citing(key, label, limit=AFFECTED).items,
        "citing_count": counted(count_citing(key, label)),
        "citing_url": reverse("editor:law-article", args=[article_id]),
    }
    fields = forms.ending_fields(values, errors, has_successor=True)
    return form_page(request, words, fields, errors)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def restore(request: OfficerRequest, article_id: int) -> HttpResponse:
    """恢复: the end was entered by mistake."""
    article = _found(article_id)
    values, errors = {"reason": ""}, Errors()
    if request.method == "POST":
        values["reason"] = request.POST.get("reason", "").strip()
        errors = attempted(
            lambda: restore_article(
                article_id=article_id,
                reason=values["reason"],
                by=request.actor,
                at=timezone.now(),
            )
        )
        if not errors:
            messages.success(request, _("已恢复，引用它的事项不再列入“引用失效”。"))
            return redirect("editor:law-article", article_id)
    words = _words(article) | {
        "title": _("恢复条文"),
        "lead": _("失效登记错了的，在这里撤回。"),
        "act": _("恢复"),
    }
    return form_page(request, words, [forms.reason_field(values, errors)], errors)


def _found(article_id: int) -> ArticleView:
    article = queries.article(article_id, on=timezone.localdate())
    if article is None:
        raise Http404
    return article


def _words(article: ArticleView) -> dict[str, Any]:
    return {
        "law": article.law,
        "article": article,
        "back_url": reverse("editor:law-article", args=[article.line.id]),
    }


def _successor(text: str, errors: Errors) -> int | None:
    """The id of the article that a text names, in force today; a fault if there is none."""
    if not text:
        return None
    cited = read_citations(text)
    article_id = queries.find_article(cited[0], on=timezone.localdate()) if cited else None
    if article_id is None:
        errors["replaced_by"] = _("没有登记这一条。请写成《法规名称》第几条，并先登记它。")
    return article_id
