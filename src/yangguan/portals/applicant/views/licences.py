"""我的证照: what one holds, shown to others by QR code, downloaded as a signed PDF."""

import json
import uuid
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.files import store
from yangguan.foundation.identifiers.masking import (
    mask_citizen_numbers,
    mask_document_number,
    mask_phone,
)
from yangguan.foundation.web.access import person_required
from yangguan.foundation.web.components import LicenceCard, StateTag, Tone, current
from yangguan.foundation.web.downloads import PDF, file_response
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.handling.licences import queries
from yangguan.handling.licences.operations.render import check_url, render_licence_file
from yangguan.handling.licences.states import LicenceState
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.requests import PersonRequest

# From here on a licence is shown as ending soon.
SOON = timedelta(days=90)
_NUMBER_LABELS = ("身份证", "公民身份号码", "证件号码")
_PHONE_LABELS = ("手机", "电话")


@person_required
@require_safe
def my_licences(request: PersonRequest) -> HttpResponse:
    """The licences of the person and of the organisations spoken for, by holder. One query."""
    actor = request.actor
    today = timezone.localdate()
    mine = [*((actor.party_id,) if actor.party_id else ()), *sorted(actor.principals)]
    held = queries.licences_of(mine, on=today)
    holders: dict[str, list[LicenceCard]] = {}
    for licence in held:
        holders.setdefault(licence.holder_name, []).append(_card(licence, today=today))
    context = {
        "holders": holders.items(),
        "ending": [
            licence
            for licence in held
            if licence.state is LicenceState.VALID and ends_soon(licence.valid_until, today=today)
        ],
        "crumbs": current([home_crumb()], _("我的证照")),
        "section": "mine",
    }
    return render(request, "applicant/licences/page.html", context)


@person_required
@answering_refusals
@require_safe
def licence(request: PersonRequest, licence_id: uuid.UUID) -> HttpResponse:
    """One licence with its QR code. One query and one for the signature's data."""
    now = timezone.now()
    today = timezone.localdate(now)
    found = queries.licence_for(licence_id, by=request.actor, on=today)
    checked = queries.check(found.check_code, on=today)
    context = {
        "licence": found,
        "number": shown_value("", found.number),
        "rows": [(label, shown_value(label, value)) for label, value in found.fields],
        # Below its face the page tells what the licence has no field of its own for.
        "is_holder_told": found.holder_name in {value for _, value in found.fields},
        "tag": licence_tag(found.state, found.valid_until, today=today),
        "is_signature_right": checked is not None and checked.is_signature_right,
        "check_url": check_url(found.check_code),
        "now": now,
        "crumbs": current([(_("我的证照"), page_url("my-licences"))], found.type_name),
        "section": "mine",
    }
    return render(request, "applicant/licences/licence.html", context)


@person_required
@answering_refusals
@require_safe
def licence_file(request: PersonRequest, licence_id: uuid.UUID) -> HttpResponse:
    """The signed PDF; made now if the worker has not come to it yet."""
    found = queries.licence_for(licence_id, by=request.actor, on=timezone.localdate())
    digest = render_licence_file(licence_id, at=timezone.now())
    return file_response(store.read(digest), name=f"{found.type_name}.pdf", media_type=PDF)


@person_required
@answering_refusals
@require_safe
def licence_data(request: PersonRequest, licence_id: uuid.UUID) -> HttpResponse:
    """The licence as signed data (JSON), to be saved; `yangguan verify licence` reads it."""
    found = queries.licence_for(licence_id, by=request.actor, on=timezone.localdate())
    export = queries.licence_export(licence_id)
    return file_response(
        json.dumps(export, ensure_ascii=False, indent=1).encode(),
        name=f"{found.type_name}.json",
        media_type="application/json",
        is_saved=True,
    )


def licence_tag(state: LicenceState, until: date | None, *, today: date) -> StateTag:
    """The state of a licence in one word."""
    if state is LicenceState.VALID:
        if ends_soon(until, today=today):
            return StateTag(_("快到期"), Tone.WARN)
        return StateTag(_("有效"), Tone.OK)
    return StateTag(str(state.label), Tone.BAD if state is LicenceState.REVOKED else Tone.NEUTRAL)


def ends_soon(until: date | None, *, today: date) -> bool:
    return until is not None and today <= until <= today + SOON


def validity_words(until: date | None, term: str) -> str:
    """有效到 2027-03-31; 长期有效; or the licence's own words (单次活动)."""
    if until:
        return _("有效到 %(day)s") % {"day": until.isoformat()}
    return _("长期有效") if term == "长期" else term


def shown_value(label: str, value: str) -> str:
    """A printed value as a screen shows it: numbers of persons masked, wherever they stand."""
    if any(word in label for word in _NUMBER_LABELS):
        return mask_document_number(value)
    if any(word in label for word in _PHONE_LABELS):
        return mask_phone(value)
    return mask_citizen_numbers(value)


def _card(licence: queries.LicenceCard, *, today: date) -> LicenceCard:
    return LicenceCard(
        name=licence.type_name,
        number=shown_value("", licence.number),
        holder=licence.holder_name,
        validity=validity_words(licence.valid_until, licence.term),
        tag=licence_tag(licence.state, licence.valid_until, today=today),
        url=page_url("licence", licence.id),
        is_void=licence.state is not LicenceState.VALID,
    )
