"""Loading intermediary services and agencies (中介服务) from a content folder."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.db.models import TextChoices

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.loading.rows import ContentFile, ContentRow, Loaded, Seen, read_content
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.intermediaries.errors import TermsNotAccepted
from yangguan.registers.intermediaries.models import IntermediaryAgency, IntermediaryService
from yangguan.registers.intermediaries.operations.keep_agency import enter_agency
from yangguan.registers.intermediaries.operations.keep_service import enter_service
from yangguan.registers.intermediaries.rules import (
    MAX_DAYS,
    MAX_FEN,
    AgencyTerms,
    OfferTerms,
    Rating,
    ServiceTerms,
    ensure_agency,
    ensure_offer,
    ensure_service,
)
from yangguan.registers.intermediaries.states import AgencyState, PriceKind, ServiceState
from yangguan.registers.organisations.operations.load_departments import department_ids

Choice = TypeVar("Choice", bound=TextChoices)
FILE = "intermediaries.json"


@dataclass(frozen=True, slots=True)
class _Agency:
    code: str
    department_id: int
    terms: AgencyTerms
    offers: tuple[OfferTerms, ...]


@transaction.atomic
def load_intermediaries(folder: Path, *, by: Actor, at: datetime) -> tuple[Loaded, Loaded]:
    """
    Enter the services and the agencies of a file that are not there yet.

    What is there stays: departments keep the registers from then on. Items are named by the stem
    of their file; must run after items. Five queries, some eight more for each new entry.
    """
    content = read_content(folder, FILE)
    services = _load_services(content, by=by, at=at)
    so_far = len(content.rejected)
    agencies = _load_agencies(content, by=by, at=at)
    count, new = services
    return (
        Loaded("intermediary-services", count, new, tuple(content.rejected[:so_far])),
        Loaded("intermediary-agencies", *agencies, tuple(content.rejected[so_far:])),
    )


def _load_services(content: ContentFile, *, by: Actor, at: datetime) -> tuple[int, int]:
    items = dict(ServiceItem.objects.exclude(slug="").values_list("slug", "task_code"))
    departments = department_ids()
    known = set(IntermediaryService.objects.values_list("code", flat=True))
    seen = Seen()

    def read(row: ContentRow) -> tuple[str, int, ServiceTerms]:
        code = row.text("CODE", limit=20)
        seen.once(row, "CODE", code)
        slugs = row.texts("ITEMS", known=items)
        terms = ServiceTerms(
            name=row.text("NAME"),
            basis=row.text("BASIS", limit=500, required=False),
            outcome=row.text("OUTCOME", required=False),
            is_mandatory=row.flag("MANDATORY"),
            limit_days=row.whole("LIMIT_DAYS", lowest=1, highest=MAX_DAYS),
            price_kind=_member(row, "PRICE_KIND", PriceKind.MARKET),
            payer=row.text("PAYER", limit=100, required=False),
            state=ServiceState.LISTED,
            items=tuple(items[slug] for slug in slugs if slug in items),
        )
        _check(row, lambda: ensure_service(terms))
        department = departments.get(row.one_of("DEPT_KEY", departments), 0)
        return code, department, terms

    accepted = content.accept("SERVICES", read)
    fresh = [each for each in accepted if each[0] not in known]
    for code, department, terms in fresh:
        enter_service(terms=terms, department_id=department, by=by, at=at, code=code)
    return len(accepted), len(fresh)


def _load_agencies(content: ContentFile, *, by: Actor, at: datetime) -> tuple[int, int]:
    departments = department_ids()
    services = set(IntermediaryService.objects.values_list("code", flat=True))
    known = set(IntermediaryAgency.objects.values_list("code", flat=True))
    seen = Seen()

    def read(row: ContentRow) -> _Agency:
        code, credit_code = row.text("CODE", limit=20), row.text("CREDIT_CODE", limit=18)
        seen.once(row, "CODE", code)
        seen.once(row, "CREDIT_CODE", credit_code)
        terms = AgencyTerms(
            name=row.text("NAME"),
            credit_code=credit_code,
            contact=row.text("CONTACT", limit=60),
            address=row.text("ADDRESS", required=False),
            qualification=row.text("QUALIFICATION", limit=500, required=False),
            note=row.text("NOTE", limit=500, required=False),
            state=_member(row, "STATE", AgencyState.LISTED),
            rating=_rating(row),
        )
        _check(row, lambda: ensure_agency(terms))
        offers = tuple(_offer(each, services) for each in row.rows("OFFERS"))
        department = departments.get(row.one_of("DEPT_KEY", departments), 0)
        return _Agency(code, department, terms, offers)

    accepted = content.accept("AGENCIES", read)
    fresh = [each for each in accepted if each.code not in known]
    for each in fresh:
        enter_agency(
            terms=each.terms,
            offers=each.offers,
            department_id=each.department_id,
            by=by,
            at=at,
            code=each.code,
        )
    return len(accepted), len(fresh)


def _rating(row: ContentRow) -> Rating | None:
    if row.values.get("RATING_TENTHS") is None:
        return None
    return Rating(
        tenths=row.whole("RATING_TENTHS", lowest=10, highest=50),
        count=row.whole("RATING_COUNT", lowest=1, highest=10_000_000),
        source=row.text("RATING_SOURCE", limit=100),
        counted_date=row.day("RATING_DATE") or date.min,
    )


def _offer(row: ContentRow, services: set[str]) -> OfferTerms:
    highest = MAX_FEN
    lowest_fen = row.whole("LOWEST_FEN", lowest=0, highest=highest)
    terms = OfferTerms(
        service=row.one_of("SERVICE", services),
        lowest_fen=lowest_fen,
        highest_fen=row.whole("HIGHEST_FEN", lowest=lowest_fen, highest=highest),
        unit=row.text("UNIT", limit=20),
        promised_days=row.whole("PROMISED_DAYS", lowest=1, highest=MAX_DAYS),
    )
    _check(row, lambda: ensure_offer(terms))
    return terms


def _check(row: ContentRow, ensure: Callable[[], None]) -> None:
    """Note what the rules object to, unless the row is known to be faulty already."""
    if row.faults:
        return
    try:
        ensure()
    except TermsNotAccepted as refusal:
        row.fault((refusal.field or "").upper(), refusal.text)


def _member(row: ContentRow, key: str, otherwise: Choice) -> Choice:
    """The member that the row names; `otherwise` where it names none, which is a fault."""
    kind = type(otherwise)
    value = row.one_of(key, [each.value for each in kind])
    return next((each for each in kind if each.value == value), otherwise)
