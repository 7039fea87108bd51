"""中介服务事项清单、中介机构名录: 优化营商环境条例 第四十三条."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.intermediaries import queries
from yangguan.registers.intermediaries.errors import (
    ChangedElsewhere,
    CreditCodeTaken,
    IntermediaryNotFound,
    NotYourIntermediaries,
    TermsNotAccepted,
)
from yangguan.registers.intermediaries.models import AgencyOffer, IntermediaryAgency
from yangguan.registers.intermediaries.operations.keep_agency import change_agency, enter_agency
from yangguan.registers.intermediaries.operations.keep_service import (
    change_service,
    enter_service,
)
from yangguan.registers.intermediaries.rules import (
    AgencyTerms,
    OfferTerms,
    Rating,
    ServiceTerms,
    price_words,
)
from yangguan.registers.intermediaries.states import AgencyState, PriceKind, ServiceState
from yangguan.registers.publications.tests.arranging import (
    MONDAY,
    TUESDAY,
    department,
    editor,
    editor_everywhere,
)

pytestmark = pytest.mark.django_db

SERVICE = ServiceTerms(
    name="骆驼体检",
    basis="《虚构条例》第一条",
    outcome="体检报告",
    is_mandatory=True,
    limit_days=5,
    price_kind=PriceKind.MARKET,
    payer="骆驼主人",
    state=ServiceState.LISTED,
    items=(),
)
RATING = Rating(tenths=46, count=27, source="虚构评价中心", counted_date=date(2026, 6, 30))


def agency_terms(**changes):
    values = {
        "name": "虚构驼医有限公司",
        "credit_code": "91620982XNFW000194",
        "contact": "0937-5550999",
        "address": "",
        "qualification": "",
        "note": "",
        "state": AgencyState.LISTED,
        "rating": RATING,
        **changes,
    }
    return AgencyTerms(**values)


def offer(of, **changes):
    terms = OfferTerms(of.code, 60_000, 300_000, "次", 3)
    return replace(terms, **changes)


def enter(terms=SERVICE):
    camels = department()
    return enter_service(terms=terms, department_id=camels.pk, by=editor(camels), at=MONDAY)


def enter_one(*offers, **changes):
    camels = department()
    IntermediaryAgency.objects.filter(credit_code="91620982XNFW000194").delete()
    return enter_agency(
        terms=agency_terms(**changes),
        offers=offers,
        department_id=camels.pk,
        by=editor(camels),
        at=MONDAY,
    )


def test_a_listed_service_shows_who_offers_it_at_what_price_and_time():
    service = enter()

    agency = enter_one(offer(service))

    (line,) = queries.offers_of_service(service.code).items
    assert (line.agency_code, line.price, line.promised_days) == (
        agency.code, "600 元—3,000 元 / 次", 3,
    )  # fmt: skip
    assert line.rating == RATING


@pytest.mark.parametrize("state", [AgencyState.SUSPENDED, AgencyState.REMOVED])
def test_an_agency_that_is_not_listed_offers_nothing(state):
    service = enter()

    enter_one(offer(service), state=state)

    assert queries.offers_of_service(service.code).items == ()


def test_a_removed_service_is_on_no_list_and_its_page_stays():
    service = enter(replace(SERVICE, state=ServiceState.REMOVED))

    assert service.code not in [code for code, _name in queries.service_choices()]
    assert queries.service(service.code).state is ServiceState.REMOVED


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"basis": ""}, "basis"),
        ({"limit_days": 0}, "limit_days"),
        ({"limit_days": 366}, "limit_days"),
        ({"payer": "人" * 101}, "payer"),
        ({"outcome": "有\x00字"}, "outcome"),
        ({"items": tuple(map(str, range(101)))}, "items"),
    ],
)
def test_a_service_that_cannot_be_kept_names_the_field(change, field):
    with pytest.raises(TermsNotAccepted) as refusal:
        enter(replace(SERVICE, **change))

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"contact": ""}, "contact"),
        ({"credit_code": "91620982XNFW000195"}, "credit_code"),
        ({"credit_code": "nonsense"}, "credit_code"),
        ({"rating": replace(RATING, tenths=51)}, "rating"),
        ({"rating": replace(RATING, tenths=9)}, "rating"),
        ({"rating": replace(RATING, count=0)}, "rating_count"),
        ({"rating": replace(RATING, source=" ")}, "rating_source"),
    ],
)
def test_an_agency_that_cannot_be_kept_names_the_field(change, field):
    with pytest.raises(TermsNotAccepted) as refusal:
        enter_one(**change)

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lowest_fen": -1}, "offers.0.lowest"),
        ({"highest_fen": 1}, "offers.0.highest"),
        ({"unit": ""}, "offers.0.unit"),
        ({"promised_days": 0}, "offers.0.promised_days"),
        ({"service": "nowhere"}, "offers"),
    ],
)
def test_an_offer_that_cannot_be_kept_names_the_field(change, field):
    service = enter()

    with pytest.raises(TermsNotAccepted) as refusal:
        enter_one(offer(service, **change))

    assert refusal.value.field == field


def test_one_service_stands_in_one_row():
    service = enter()

    with pytest.raises(TermsNotAccepted):
        enter_one(offer(service), offer(service, unit="项"))


def test_a_credit_code_stands_for_one_agency():
    camels = enter_one().department
    other = agency_terms(name="另一家")

    with pytest.raises(CreditCodeTaken) as refusal:
        enter_agency(terms=other, offers=(), department_id=camels.pk, by=editor(camels), at=MONDAY)

    assert "虚构驼医" in refusal.value.text


def test_changing_an_agency_replaces_all_that_it_offers():
    first, second = enter(), enter(replace(SERVICE, name="骆驼美容"))
    agency = enter_one(offer(first))

    change_agency(
        code=agency.code,
        terms=agency_terms(rating=None),
        offers=[offer(second)],
        seen_revision=1,
        by=editor(department()),
        at=TUESDAY,
    )

    found = queries.agency(agency.code)
    assert [each.service for each in found.offers] == ["骆驼美容"]
    assert (found.rating, found.revision) == (None, 2)


def test_the_second_of_two_editors_is_refused():
    service, agency = enter(), enter_one()
    by = editor(department())

    with pytest.raises(ChangedElsewhere):
        change_service(code=service.code, terms=SERVICE, seen_revision=0, by=by, at=TUESDAY)
    with pytest.raises(ChangedElsewhere):
        change_agency(
            code=agency.code, terms=agency_terms(), offers=(), seen_revision=9, by=by, at=TUESDAY
        )


def test_an_editor_of_another_department_keeps_nothing_here():
    service, stranger = enter(), editor(department("donkeys"))

    with pytest.raises(NotYourIntermediaries):
        change_service(code=service.code, terms=SERVICE, seen_revision=1, by=stranger, at=TUESDAY)
    with pytest.raises(NotYourIntermediaries):
        enter_service(terms=SERVICE, department_id=department().pk, by=stranger, at=TUESDAY)


def test_the_catalogue_office_keeps_all():
    service = enter()

    changed = change_service(
        code=service.code,
        terms=replace(SERVICE, name="骆驼年检"),
        seen_revision=1,
        by=editor_everywhere(),
        at=TUESDAY,
    )

    assert changed.name == "骆驼年检"


@pytest.mark.parametrize(
    "change", [partial(change_service, terms=SERVICE), partial(change_agency, offers=())]
)
def test_what_is_not_there_cannot_be_changed(change):
    terms = change.keywords.get("terms", agency_terms())

    with pytest.raises(IntermediaryNotFound):
        change(terms=terms, code="nowhere", seen_revision=1, by=editor_everywhere(), at=MONDAY)


def test_every_change_is_traced():
    service = enter()

    change_service(
        code=service.code, terms=SERVICE, seen_revision=1, by=editor_everywhere(), at=TUESDAY
    )

    entries = TraceEntry.objects.filter(stream__subject=f"intermediary-service:{service.code}")
    assert list(entries.order_by("position").values_list("action", flat=True)) == [
        "intermediary-service.enter", "intermediary-service.change",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"rating_source": ""},
        {"rating_count": 0},
        {"rating_tenths": 60},
        {"rating_tenths": None},
        {"rating_date": None},
    ],
)
def test_the_database_keeps_no_rating_without_its_source_and_count(change):
    agency = enter_one()

    with pytest.raises(DatabaseError), transaction.atomic():
        IntermediaryAgency.objects.filter(pk=agency.pk).update(**change)


@pytest.mark.parametrize("change", [{"highest_fen": 1}, {"promised_days": 0}])
def test_the_database_keeps_no_impossible_offer(change):
    service = enter()
    enter_one(offer(service))

    with pytest.raises(DatabaseError), transaction.atomic():
        AgencyOffer.objects.filter(service=service).update(**change)


@pytest.mark.parametrize(
    ("lowest", "highest", "words"),
    [(60_000, 300_000, "600 元—3,000 元 / 次"), (250, 250, "2.50 元 / 次")],
)
def test_a_price_in_words(lowest, highest, words):
    assert price_words(lowest, highest, "次") == words
