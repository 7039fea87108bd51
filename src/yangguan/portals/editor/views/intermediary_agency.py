"""One intermediary agency with what it offers: entered, and changed."""

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
from yangguan.registers.intermediaries.queries import AgencyView

ADD_ROW = "add_row"
LIST = "editor:intermediary-agencies"


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def enter(request: OfficerRequest) -> HttpResponse:
    """A new entry of the directory."""
    return entry_form(
        request,
        lambda refusal: _page(request, refusal=refusal),
        lambda: enter_agency(
            terms=read_agency(request.POST),
            offers=read_offers(posted_offers(request.POST, [])),
            department_id=chosen_department(request),
            by=request.actor,
            at=timezone.now(),
        ),
        look_again=ADD_ROW,
        ahead=LIST,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def change(request: OfficerRequest, code: str) -> HttpResponse:
    """The entry, to be changed by who keeps it; to be read by others."""
    found = queries.agency(code)
    if found is None:
        raise Http404
    return entry_form(
        request,
        lambda refusal: _page(request, found, refusal=refusal),
        lambda: change_agency(
            code=code,
            terms=read_agency(request.POST),
            offers=read_offers(posted_offers(request.POST, [])),
            seen_revision=revision_number(request.POST.get("revision", "")),
            by=request.actor,
            at=timezone.now(),
        ),
        look_again=ADD_ROW,
        ahead=LIST,
    )


def _page(
    request: OfficerRequest, found: AgencyView | None = None, *, refusal: Refusal | None = None
) -> HttpResponse:
    services = queries.service_choices()
    values = typed(request)
    rows = posted_offers(request.POST, services)
    if not values and found is not None:
        values, rows = _kept(found), _kept_rows(found)
        # What is offered stays to be chosen, also after its service has left the list.
        known = {code for code, _name in services}
        services += [
            (each.service_code, each.service)
            for each in found.offers
            if each.service_code not in known
        ]
    errors = errors_of(refusal)
    # A cell of the table is told in the table; the summary leads to the table as a whole.
    places = {OFFERS if name.startswith(OFFERS) else name: each for name, each in errors.items()}
    context = entry_page(request, found, places, new=_("列入一家中介机构")) | {
        "agency": found,
        "fields": agency_fields(
            values, errors, services=services, rows=rows, extra_row=ADD_ROW in request.POST
        ),
    }
    return render(
        request, "editor/intermediary_agency/page.html", context, status=status_of(refusal)
    )


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
