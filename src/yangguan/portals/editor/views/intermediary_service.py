"""One intermediary service: entered, and changed."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.parameters import revision_number, whole_number
from yangguan.foundation.web.refusals import Refusal, answering_refusals
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.intermediary_fields import read_service, service_fields
from yangguan.portals.editor.views.publication_draft import found_items
from yangguan.registers.intermediaries import queries
from yangguan.registers.intermediaries.operations.keep_service import (
    change_service,
    enter_service,
)
from yangguan.registers.intermediaries.policies import may_keep
from yangguan.registers.intermediaries.queries import ServiceView


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def enter(request: OfficerRequest) -> HttpResponse:
    """A new entry of the list."""
    if request.method != "POST" or "find_items" in request.POST:
        return _page(request)
    department = request.POST.get("department", "")
    try:
        enter_service(
            terms=read_service(request.POST),
            department_id=whole_number(department) or 0,
            by=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, refusal=refusal)
    return redirect("editor:intermediary-services")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def change(request: OfficerRequest, code: str) -> HttpResponse:
    """The entry, to be changed by who keeps it; to be read by others."""
    found = queries.service(code)
    if found is None:
        raise Http404
    if request.method != "POST" or "find_items" in request.POST:
        return _page(request, found)
    try:
        change_service(
            code=code,
            terms=read_service(request.POST),
            seen_revision=revision_number(request.POST.get("revision", "")),
            by=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, found, refusal=refusal)
    return redirect("editor:intermediary-services")


def _page(
    request: OfficerRequest, found: ServiceView | None = None, *, refusal: Refusal | None = None
) -> HttpResponse:
    field, words = (refusal.field or "", f"{refusal.text}{refusal.advice}") if refusal else ("", "")
    typed = {name: request.POST.get(name, "") for name in request.POST}
    if not typed and found is not None:
        typed = _kept(found)
    chosen = found.items if found else ()
    if request.method == "POST":
        chosen = queries.item_choices(tuple(request.POST.getlist("items")))
    sought = request.POST.get("item_q", "").strip()
    context = staff_page(request, here="editor:intermediary-services") | {
        "service": found,
        "title": found.name if found else _("列入一项中介服务"),
        "fields": service_fields(typed, {field: words} if field else {}),
        "departments": [] if found else queries.kept_department_choices(by=request.actor),
        "department": typed.get("department", ""),
        "chosen": chosen,
        "found": found_items(sought),
        "sought": sought,
        "errors": [FieldError(words, f"f-{field}" if field else "")] if words else [],
        "may_keep": found is None or may_keep(request.actor, found.department_id),
    }
    status = refusal.status if refusal else 200
    return render(request, "editor/intermediary_service/page.html", context, status=status)


def _kept(found: ServiceView) -> dict[str, str]:
    return {
        "name": found.name,
        "basis": found.basis,
        "outcome": found.outcome,
        "is_mandatory": "true" if found.is_mandatory else "false",
        "limit_days": str(found.limit_days or ""),
        "price_kind": found.price_kind.value,
        "payer": found.payer,
        "state": found.state.value,
    }
