"""中介服务 on the editor's pages: entered, changed, and refused beside the field."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.portals.desk.tests import staff
from yangguan.registers.intermediaries import queries
from yangguan.registers.intermediaries.models import IntermediaryAgency, IntermediaryService
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

URL = "/editor/intermediaries/"
SERVICE = {
    "name": "骆驼体检", "is_mandatory": "true", "basis": "《虚构条例》第一条", "outcome": "报告",
    "limit_days": "5", "price_kind": "market", "payer": "主人", "state": "listed",
}  # fmt: skip
AGENCY = {
    "name": "虚构驼医", "contact": "0937-5550999",
    "state": "listed", "offers-0-service": "DH-ZJS02", "offers-0-lowest": "600",
    "offers-0-highest": "2,999.50", "offers-0-unit": "次", "offers-0-promised_days": "3",
}  # fmt: skip


@pytest.fixture
def office(db):
    return Department.objects.get(key=CATALOGUE_OFFICE)


@pytest.fixture
def client(office):
    return staff.client_of(staff.account_of(Role.EDITOR, department=office))


def valid_code(number):
    from yangguan.foundation.identifiers.credit_code import (
        credit_check_character,
        organisation_check_character,
    )

    organ = f"XNFW{number:04}"
    body = f"91620982{organ}{organisation_check_character(organ)}"
    return body + credit_check_character(body)


def test_a_service_is_entered_and_everybody_reads_it(client, office):
    client.post(f"{URL}services/new/", {**SERVICE, "department": office.pk})

    made = IntermediaryService.objects.get(name="骆驼体检")
    assert "《虚构条例》第一条" in text_of(client.get(f"/intermediaries/services/{made.code}/"))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"basis": ""}, "basis"),
        ({"limit_days": "很快"}, "limit_days"),
        ({"price_kind": "free"}, "price_kind"),
    ],
)
def test_a_service_that_cannot_be_kept_names_the_field(client, office, change, field):
    page = client.post(f"{URL}services/new/", {**SERVICE, "department": office.pk, **change})

    assert page.status_code == 422
    assert f'href="#f-{field}"' in page.content.decode()


def test_a_service_without_department_is_refused(client):
    page = client.post(f"{URL}services/new/", SERVICE)

    assert page.status_code == 422
    assert 'href="#f-department"' in page.content.decode()


def test_a_service_is_changed_with_its_items(client):
    found = queries.service("DH-ZJS02")
    codes = [code for code, _name in found.items]

    client.post(f"{URL}services/DH-ZJS02/", {**SERVICE, "revision": found.revision, "items": codes})

    changed = queries.service("DH-ZJS02")
    assert (changed.name, changed.items) == ("骆驼体检", found.items)


def test_the_second_editor_is_told_and_keeps_what_was_typed(client):
    page = client.post(f"{URL}services/DH-ZJS02/", {**SERVICE, "revision": 0})

    assert page.status_code == 409
    assert 'value="骆驼体检"' in page.content.decode()


def test_an_agency_is_entered_with_its_prices_in_fen(client, office):
    client.post(
        f"{URL}agencies/new/",
        {**AGENCY, "credit_code": valid_code(7001), "department": office.pk},
    )

    made = IntermediaryAgency.objects.get(name="虚构驼医")
    offer = made.offers.get()
    assert (offer.lowest_fen, offer.highest_fen) == (60_000, 299_950)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"credit_code": "91620982XNFW000195"}, "credit_code"),
        ({"credit_code": "91620982XNFW000194"}, "credit_code"),
        ({"offers-0-lowest": "便宜"}, "offers"),
        ({"offers-0-lowest": "1e9999"}, "offers"),
        ({"offers-0-highest": "1"}, "offers"),
        ({"offers-0-promised_days": "-1"}, "offers"),
        ({"offers-0-service": ""}, "offers"),
        ({"rating": "9"}, "rating_date"),
        ({"rating": "很好"}, "rating"),
        ({"rating": "NaN"}, "rating"),
    ],
)
def test_an_agency_that_cannot_be_kept_names_the_field(client, office, change, field):
    sent = {**AGENCY, "credit_code": valid_code(7002), "department": office.pk, **change}

    page = client.post(f"{URL}agencies/new/", sent)

    assert page.status_code == 422
    assert f'href="#f-{field}"' in page.content.decode()
    assert not IntermediaryAgency.objects.filter(name="虚构驼医").exists()


def test_an_agency_shows_what_is_kept_and_saving_it_unchanged_changes_nothing(client):
    before = queries.agency("DH-ZJJ02")
    page = client.get(f"{URL}agencies/DH-ZJJ02/")
    fields = {each.name: each for each in page.context["fields"]}
    sent = {name: each.value for name, each in fields.items() if name not in {"offers", "state"}}
    for index, row in enumerate(fields["offers"].rows):
        sent |= {f"offers-{index}-{name}": value for name, value in row.items()}

    done = client.post(
        f"{URL}agencies/DH-ZJJ02/", {**sent, "state": "listed", "revision": before.revision}
    )

    after = queries.agency("DH-ZJJ02")
    assert done.status_code == 302
    assert (after.offers, after.rating) == (before.offers, before.rating)


def test_one_more_row_is_asked_for_without_saving(client):
    page = client.post(f"{URL}agencies/DH-ZJJ02/", {**AGENCY, "add_row": "offers"})

    assert page.status_code == 200
    assert 'name="offers-1-service"' in page.content.decode()


def test_an_editor_of_another_department_only_reads(db):
    other = Department.objects.get(key="sfj")
    stranger = staff.client_of(staff.account_of(Role.EDITOR, department=other))

    page = stranger.get(f"{URL}services/DH-ZJS02/")
    refused = stranger.post(f"{URL}services/DH-ZJS02/", {**SERVICE, "revision": 1})

    assert "您只能看" in text_of(page)
    assert refused.status_code == 403


@pytest.mark.parametrize(("path", "statements"), [("", 5), ("agencies/", 5)])
def test_a_list_costs_a_known_number_of_statements(
    client, path, statements, django_assert_max_num_queries
):
    with django_assert_max_num_queries(statements):
        assert client.get(f"{URL}{path}").status_code == 200


@pytest.mark.parametrize("path", ["services/nowhere/", "agencies/nowhere/"])
def test_an_unknown_one_is_not_found(client, path):
    assert client.get(f"{URL}{path}").status_code == 404
