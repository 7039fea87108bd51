"""What pages read of intermediary services and agencies (中介服务事项、中介机构)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.web.pages import Cursor, Keyset, KeysetPage
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.intermediaries import policies
from yangguan.registers.intermediaries.models import (
    AgencyOffer,
    IntermediaryAgency,
    IntermediaryService,
)
from yangguan.registers.intermediaries.rules import Rating, price_words
from yangguan.registers.intermediaries.states import AgencyState, PriceKind, ServiceState
from yangguan.registers.organisations.models import Department

PAGE = 30
BY_NAME = Keyset(("name", "code"))
# No order speaks for one agency: the reader chooses it.
ORDERS = {
    "price": Keyset(("lowest_fen", "id")),
    "time": Keyset(("promised_days", "id")),
    "rating": Keyset(("-rating", "id")),
}


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service in a list."""

    code: str
    name: str
    department: str
    is_mandatory: bool
    limit_days: int | None
    state: ServiceState
    may_keep: bool = False


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency in a list."""

    code: str
    name: str
    contact: str
    state: AgencyState
    rating: Rating | None
    may_keep: bool = False


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What an agency offers; `price` in words."""

    agency_code: str
    agency: str
    contact: str
    service_code: str
    service: str
    price: str
    lowest_fen: int
    highest_fen: int
    unit: str
    promised_days: int
    rating: Rating | None


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service with the items that it is for."""

    code: str
    name: str
    department_id: int
    department: str
    basis: str
    outcome: str
    is_mandatory: bool
    limit_days: int | None
    price_kind: PriceKind
    payer: str
    state: ServiceState
    items: tuple[tuple[str, str], ...]  # task code, name
    revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency with all that it offers, by name of the service."""

    code: str
    name: str
    credit_code: str
    department_id: int
    department: str
    contact: str
    address: str
    qualification: str
    note: str
    state: AgencyState
    rating: Rating | None
    offers: tuple[OfferLine, ...]
    revision: int
    changed_at: datetime


def services(
    *, is_listed: bool = True, by: Actor | None = None, cursor: Cursor | None = None
) -> KeysetPage[ServiceLine]:
    """The list of services by name; `by` marks what the actor keeps. Two queries at most."""
    rows = IntermediaryService.objects.select_related("department")
    if is_listed:
        rows = rows.filter(state=ServiceState.LISTED)
    kept = policies.kept_departments(by) if by else frozenset()

    def line(row: IntermediaryService) -> ServiceLine:
        return _service_line(row, may_keep=kept is None or row.department_id in kept)

    return BY_NAME.page(rows, cursor=cursor, limit=PAGE, show=line)


def agencies(
    *, is_listed: bool = True, by: Actor | None = None, cursor: Cursor | None = None
) -> KeysetPage[AgencyLine]:
    """The directory of agencies by name; `by` marks what the actor keeps. Two queries at most."""
    rows = IntermediaryAgency.objects.all()
    if is_listed:
        rows = rows.filter(state=AgencyState.LISTED)
    kept = policies.kept_departments(by) if by else frozenset()

    def line(row: IntermediaryAgency) -> AgencyLine:
        return AgencyLine(
            code=row.code,
            name=row.name,
            contact=row.contact,
            state=AgencyState(row.state),
            rating=_rating(row),
            may_keep=kept is None or row.department_id in kept,
        )

    return BY_NAME.page(rows, cursor=cursor, limit=PAGE, show=line)


def service(code: str) -> ServiceView | None:
    """One service, listed or not. Two queries."""
    row = IntermediaryService.objects.select_related("department").filter(pk=code).first()
    if row is None:
        return None
    return ServiceView(
        code=row.code,
        name=row.name,
        department_id=row.department_id,
        department=row.department.name,
        basis=row.basis,
        outcome=row.outcome,
        is_mandatory=row.is_mandatory,
        limit_days=row.limit_days,
        price_kind=PriceKind(row.price_kind),
        payer=row.payer,
        state=ServiceState(row.state),
        items=tuple(row.items.order_by("name").values_list("task_code", "name")),
        revision=row.revision,
        changed_at=row.changed_at,
    )


def offers_of_service(
    code: str, *, order: str = "price", cursor: Cursor | None = None
) -> KeysetPage[OfferLine]:
    """What listed agencies offer of a service, in an order of `ORDERS`. One query."""
    rows = (
        AgencyOffer.objects.filter(service_id=code, agency__state=AgencyState.LISTED)
        .select_related("agency", "service")
        .annotate(rating=Coalesce(F("agency__rating_tenths"), 0))
    )
    keyset = ORDERS.get(order, ORDERS["price"])
    return keyset.page(rows, cursor=cursor, limit=PAGE, show=_offer_line)


def agency(code: str) -> AgencyView | None:
    """One agency, listed or not. Two queries."""
    row = IntermediaryAgency.objects.select_related("department").filter(pk=code).first()
    if row is None:
        return None
    offers = row.offers.select_related("agency", "service").order_by("service__name", "id")
    return AgencyView(
        code=row.code,
        name=row.name,
        credit_code=row.credit_code,
        department_id=row.department_id,
        department=row.department.name,
        contact=row.contact,
        address=row.address,
        qualification=row.qualification,
        note=row.note,
        state=AgencyState(row.state),
        rating=_rating(row),
        offers=tuple(_offer_line(each) for each in offers),
        revision=row.revision,
        changed_at=row.changed_at,
    )


def services_for_item(task_code: str) -> list[ServiceLine]:
    """The listed services that an item needs or may use, by name. One query."""
    rows = IntermediaryService.objects.filter(
        items__task_code=task_code, state=ServiceState.LISTED
    ).select_related("department")
    return [_service_line(row) for row in rows.order_by("name", "code")]


def service_choices() -> list[tuple[str, str]]:
    """Code and name of every listed service, by name. One query."""
    rows = IntermediaryService.objects.filter(state=ServiceState.LISTED)
    return list(rows.order_by("name", "code").values_list("code", "name"))


def kept_department_choices(*, by: Actor) -> list[tuple[int, str]]:
    """Id and name of the departments that the actor keeps registers for. Two queries at most."""
    kept = policies.kept_departments(by)
    rows: QuerySet[Department] = Department.objects.order_by("name")
    if kept is not None:
        rows = rows.filter(pk__in=kept)
    return list(rows.values_list("pk", "name"))


def item_choices(task_codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Code and name of items, by name. One query, none without codes."""
    if not task_codes:
        return ()
    rows = ServiceItem.objects.filter(task_code__in=task_codes).order_by("name")
    return tuple(rows.values_list("task_code", "name"))


def _service_line(row: IntermediaryService, *, may_keep: bool = False) -> ServiceLine:
    return ServiceLine(
        code=row.code,
        name=row.name,
        department=row.department.name,
        is_mandatory=row.is_mandatory,
        limit_days=row.limit_days,
        state=ServiceState(row.state),
        may_keep=may_keep,
    )


def _offer_line(row: AgencyOffer) -> OfferLine:
    return OfferLine(
        agency_code=row.agency_id,
        agency=row.agency.name,
        contact=row.agency.contact,
        service_code=row.service_id,
        service=row.service.name,
        price=price_words(row.lowest_fen, row.highest_fen, row.unit),
        lowest_fen=row.lowest_fen,
        highest_fen=row.highest_fen,
        unit=row.unit,
        promised_days=row.promised_days,
        rating=_rating(row.agency),
    )


def _rating(row: IntermediaryAgency) -> Rating | None:
    if row.rating_tenths is None:
        return None
    return Rating(
        tenths=row.rating_tenths,
        count=row.rating_count,
        source=row.rating_source,
        counted_date=row.rating_date or date.min,
    )
