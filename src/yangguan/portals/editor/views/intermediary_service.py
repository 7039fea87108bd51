"""One intermediary service: entered, and changed."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.form_errors import errors_of, status_of
from yangguan.foundation.web.parameters import revision_number
from yangguan.foundation.web.refusals import Refusal, answering_refusals
from yangguan.portals.desk.shell import OfficerRequest
from yangguan.portals.editor.intermediary_entry import (
    chosen_department,
    entry_form,
    entry_page,
    typed,
)
from yangguan.portals.editor.intermediary_fields import read_service, service_fields
from yangguan.portals.editor.views.publication_draft import found_items
from yangguan.registers.intermediaries import queries
from yangguan.registers.intermediaries.operations.keep_service import (
    change_service,
    enter_service,
)
from yangguan.registers.intermediaries.queries import ServiceView

FIND_ITEMS = "find_items"
LIST = "editor:intermediary-services"


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def enter(request: OfficerRequest) -> HttpResponse:
    """A new entry of the list."""
    return entry_form(
        request,
        lambda refusal: _page(request, refusal=refusal),
        lambda: enter_service(
            terms=read_service(request.POST),
            department_id=chosen_department(request),
            by=request.actor,
            at=timezone.now(),
        ),
        look_again=FIND_ITEMS,
        ahead=LIST,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def change(request: OfficerRequest, code: str) -> HttpResponse:
    """The entry, to be changed by who keeps it; to be read by others."""
    found = queries.service(code)
    if found is None:
        raise Http404
    return entry_form(
        request,
        lambda refusal: _page(request, found, refusal=refusal),
        lambda: change_service(
            code=code,
            terms=read_service(request.POST),
            seen_revision=revision_number(request.POST.get("revision", "")),
            by=request.actor,
            at=timezone.now(),
        ),
        look_again=FIND_ITEMS,
        ahead=LIST,
    )


def _page(
    request: OfficerRequest, found: ServiceView | None = None, *, refusal: Refusal | None = None
) -> HttpResponse:
    values = typed(request)
    if not values and found is not None:
        values = _kept(found)
    chosen = found.items if found else ()
    if request.method == "POST":
        chosen = queries.item_choices(tuple(request.POST.getlist("items")))
    sought = request.POST.get("item_q", "").strip()
    errors = errors_of(refusal)
    context = entry_page(request, found, errors, new=_("列入一项中介服务")) | {
        "service": found,
        "fields": service_fields(values, errors),
        "chosen": chosen,
        "found": found_items(sought),
        "sought": sought,
    }
    return render(
        request, "editor/intermediary_service/page.html", context, status=status_of(refusal)
    )


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
