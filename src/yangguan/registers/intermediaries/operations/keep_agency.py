"""中介机构名录: entering an agency, and changing one with all that it offers."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.identifiers.spelling import plain
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.intermediaries import policies, rules
from yangguan.registers.intermediaries.errors import (
    ChangedElsewhere,
    CreditCodeTaken,
    IntermediaryNotFound,
    TermsNotAccepted,
)
from yangguan.registers.intermediaries.models import (
    AgencyOffer,
    IntermediaryAgency,
    IntermediaryService,
)
from yangguan.registers.intermediaries.operations.keep_service import ensure_department, next_code
from yangguan.registers.intermediaries.rules import AgencyTerms, OfferTerms

MOST_OFFERS = 50


@transaction.atomic
def enter_agency(
    *,
    terms: AgencyTerms,
    offers: Sequence[OfferTerms],
    department_id: int,
    by: Actor,
    at: datetime,
    code: str = "",
) -> IntermediaryAgency:
    """
    Put an agency into the directory, with what it offers.

    `code`: of an entry that has one already, in a file. Raises `NotYourIntermediaries`,
    `TermsNotAccepted`, `CreditCodeTaken`; then nothing has changed. Source: 优化营商环境条例
    第四十三条第二款 (nobody may be told which agency to take).
    """
    ensure_department(department_id)
    policies.ensure_may_keep(by, department_id)
    agency = IntermediaryAgency(code=code or next_code("ZJJ"), department_id=department_id)
    _keep(agency, terms, offers, action="intermediary-agency.enter", by=by, at=at)
    return agency


@transaction.atomic
def change_agency(
    *,
    code: str,
    terms: AgencyTerms,
    offers: Sequence[OfferTerms],
    seen_revision: int,
    by: Actor,
    at: datetime,
) -> IntermediaryAgency:
    """
    Change an agency that nobody else has changed since it was read; `offers` are all it offers.

    Raises `IntermediaryNotFound`, `NotYourIntermediaries`, `ChangedElsewhere`, `TermsNotAccepted`,
    `CreditCodeTaken`.
    """
    agency = IntermediaryAgency.objects.select_for_update().filter(pk=code).first()
    if agency is None:
        raise IntermediaryNotFound
    policies.ensure_may_keep(by, agency.department_id)
    if agency.revision != seen_revision:
        raise ChangedElsewhere
    agency.revision += 1
    _keep(agency, terms, offers, action="intermediary-agency.change", by=by, at=at)
    return agency


def _keep(
    agency: IntermediaryAgency,
    terms: AgencyTerms,
    offers: Sequence[OfferTerms],
    *,
    action: str,
    by: Actor,
    at: datetime,
) -> None:
    rules.ensure_agency(terms)
    _ensure_offers(offers)
    credit_code = plain(terms.credit_code)
    other = IntermediaryAgency.objects.filter(credit_code=credit_code).exclude(pk=agency.pk).first()
    if other is not None:
        raise CreditCodeTaken(name=other.name)
    agency.name, agency.credit_code = terms.name, credit_code
    agency.contact, agency.address = terms.contact, terms.address
    agency.qualification, agency.note, agency.state = terms.qualification, terms.note, terms.state
    rating = terms.rating
    agency.rating_tenths = rating.tenths if rating else None
    agency.rating_count = rating.count if rating else 0
    agency.rating_source = rating.source if rating else ""
    agency.rating_date = rating.counted_date if rating else None
    agency.changed_at = at
    agency.save()
    agency.offers.all().delete()
    AgencyOffer.objects.bulk_create(
        AgencyOffer(
            agency=agency,
            service_id=each.service,
            lowest_fen=each.lowest_fen,
            highest_fen=each.highest_fen,
            unit=each.unit,
            promised_days=each.promised_days,
        )
        for each in offers
    )
    data = {"name": terms.name, "state": terms.state.value, "offers": len(offers)}
    if rating:
        data |= {"rating": rating.tenths, "rated_by": rating.count, "source": rating.source}
    trail.record(
        trail.stream_of(f"intermediary-agency:{agency.code}"), Act(action, data), by=by, at=at
    )
    page_cache.outdate()


def _ensure_offers(offers: Sequence[OfferTerms]) -> None:
    if len(offers) > MOST_OFFERS:
        reason = _("一家机构最多 %(most)d 项服务。") % {"most": MOST_OFFERS}
        raise TermsNotAccepted(field="offers", reason=reason)
    wanted = [each.service for each in offers]
    if len(set(wanted)) < len(wanted):
        reason = _("同一项服务只填一行。")
        raise TermsNotAccepted(field="offers", reason=reason)
    known = set(IntermediaryService.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if set(wanted) - known:
        raise TermsNotAccepted(field="offers", reason=_("请从清单里选择服务。"))
    for index, each in enumerate(offers):
        try:
            rules.ensure_offer(each)
        except TermsNotAccepted as refusal:
            refusal.field = f"offers.{index}.{refusal.field}"
            raise
