"""Beginning an application: for whom, then straight to the draft."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import current
from yangguan.foundation.web.fields import Choice, FieldKind, FieldView
from yangguan.foundation.web.parameters import uuid_of
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.handling.cases import rules
from yangguan.handling.cases.operations.drafts import begin_draft
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.case_words import audience_words
from yangguan.portals.applicant.guide_lists import (
    bring_list,
    situation_answers,
    situation_inputs,
)
from yangguan.portals.applicant.requests import PersonRequest
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.queries import guide
from yangguan.registers.parties.queries import principals


@person_required
@answering_refusals
@require_http_methods(["GET", "HEAD", "POST"])
def begin_application(request: PersonRequest, task_code: str) -> HttpResponse:
    """
    Ask for whom (GET); begin the draft, or find the one that is there (POST).

    What the reader has told the guide of the situation comes along and is not asked again.
    """
    found = guide(task_code)
    if request.method == "POST":
        chosen = uuid_of(request.POST.get("applicant", ""))
        if chosen is not None:
            draft = begin_draft(
                task_code=task_code,
                applicant_id=chosen,
                by=request.actor,
                at=timezone.now(),
                situation=situation_answers(found.edition.content, request.POST) if found else {},
            )
            return redirect("draft", draft.pk)
    if found is None:
        raise Http404
    content = found.edition.content
    choices = _choices(request, content)
    error = _("请选为谁办。") if request.method == "POST" else ""
    field = FieldView(
        name="applicant",
        kind=FieldKind.CHOICE,
        label=_("为谁办？"),
        choices=choices,
        error=error,
    )
    context = {
        "content": content,
        "field": field,
        "choices": choices,
        "situation": situation_inputs(
            content,
            bring_list(content, request.POST if request.method == "POST" else request.GET),
        ),
        "audience": audience_words(content),
        "errors": [],
        "crumbs": current([home_crumb(), (content.name, page_url("guide", task_code))], _("申请")),
        "section": "search",
    }
    return render(request, "applicant/begin/page.html", context, status=422 if error else 200)


def _choices(request: PersonRequest, content: EditionContent) -> tuple[Choice, ...]:
    """Those for whom the person may apply and whom the item serves; the first one chosen."""
    actor = request.actor
    found: list[tuple[str, str, str]] = []
    if rules.serves(content, is_organisation=False):
        found.append((str(actor.party_id), actor.name, _("我自己")))
    if rules.serves(content, is_organisation=True) and actor.party_id is not None:
        found.extend(
            (str(each.id), each.name, _("我是法定代表人（负责人）"))
            for each in principals(actor.party_id)
        )
    return tuple(
        Choice(value, label, hint, is_chosen=position == 0)
        for position, (value, label, hint) in enumerate(found)
    )
