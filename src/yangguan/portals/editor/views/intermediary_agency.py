"""One intermediary agency with what it offers: entered, and changed."""

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
from yangguan.portals.editor.intermediary_fields import (
    OFFERS,
    agency_fields,
    posted_offers,
    read_agency,
    read_offers,
    yuan_text,
)
from yangguan.registers.intermediaries import queries
from yangguan.registers.intermediaries.operations.keep_agency import change_agency, enter_agency
from yangguan.registers.intermediaries.policies import may_keep
from yangguan.registers.intermediaries.queries import AgencyView


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def enter(request: OfficerRequest) -> HttpResponse:
    """A new entry of the directory."""
    if request.method != "POST" or "add_row" in request.POST:
        return _page(request)
    department = request.POST.get("department", "")
    try:
        enter_agency(
            terms=read_agency(request.POST),
            offers=read_offers(posted_offers(request.POST, [])),
            department_id=whole_number(department) or 0,
            by=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, refusal=refusal)
    return redirect("editor:intermediary-agencies")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def change(request: OfficerRequest, code: str) -> HttpResponse:
    """The entry, to be changed by who keeps it; to be read by others."""
    found = queries.agency(code)
    if found is None:
        raise Http404
    if request.method != "POST" or "add_row" in request.POST:
        return _page(request, found)
    try:
        change_agency(
            code=code,
            terms=read_agency(request.POST),
            offers=read_offers(posted_offers(request.POST, [])),
            seen_revision=revision_number(request.POST.get("revision", "")),
            by=request.actor,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, found, refusal=refusal)
    return redirect("editor:intermediary-agencies")


def _page(
    request: OfficerRequest, found: AgencyView | None = None, *, refusal: Refusal | None = None
) -> HttpResponse:
    field, words = (refusal.field or "", f"{refusal.text}{refusal.advice}") if refusal else ("", "")
    services = queries.service_choices()
    typed = {name: request.POST.get(name, "") for name in request.POST}
    rows = posted_offers(request.POST, services)
    if not typed and found is not None:
        typed, rows = _kept(found), _kept_rows(found)
        # What is offered stays to be chosen, also after its service has left the list.
        known = {code for code, _name in services}
        services += [
            (each.service_code, each.service)
            for each in found.offers
            if each.service_code not in known
        ]
    place = OFFERS if field.startswith(OFFERS) else field
    context = staff_page(request, here="editor:intermediary-services") | {
        "agency": found,
        "title": found.name if found else _("列入一家中介机构"),
        "fields": agency_fields(
            typed,
            {field: words} if field else {},
            services=services,
            rows=rows,
            extra_row="add_row" in request.POST,
        ),
        "departments": [] if found else queries.kept_department_choices(by=request.actor),
        "department": typed.get("department", ""),
        "errors": [FieldError(words, f"f-{place}" if place else "")] if words else [],
        "may_keep": found is None or may_keep(request.actor, found.department_id),
    }
    status = refusal.status if refusal else 200
    return render(request, "editor/intermediary_agency/page.html", context, status=status)


def _kept(found: AgencyView) -> dict[str, str]:
    rating = found.rating
    return {
        "name": found.name,
        "credit_code": found.credit_code,
        "contact": found.contact,
        "address": found.address,
        "qualification": found.qualification,
        "note": found.note,
        "state": found.state.value,
        "rating": rating.stars if rating else "",
        "rating_count": str(rating.count) if rating else "",
        "rating_source": rating.source if rating else "",
        "rating_date": rating.counted_date.isoformat() if rating else "",
    }


def _kept_rows(found: AgencyView) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "service": each.service_code,
            "lowest": yuan_text(each.lowest_fen),
            "highest": yuan_text(each.highest_fen),
            "unit": each.unit,
            "promised_days": str(each.promised_days),
        }
        for each in found.offers
    )
