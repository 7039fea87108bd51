"""`yangguan accounts`: enough for a script to play the whole life of a case."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from yangguan.portals.console import accounts as accounts_module
from yangguan.portals.console.accounts import accounts
from yangguan.portals.console.errors import CommandFailed
from yangguan.portals.console.tests.running import run
from yangguan.registers.accounts.actors import actor_of_token
from yangguan.registers.accounts.models import Account
from yangguan.registers.accounts.sign_in import find_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

AT = datetime(2026, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 10, 12)


@pytest.fixture
def report(monkeypatch):
    return json.loads(run(monkeypatch, accounts_module, accounts, "--json").stdout)


def test_every_printed_token_opens_its_account(report):
    for each in [*report["persons"][:3], *report["officers"][:3]]:
        actor = actor_of_token(each["token"], at=AT, on=TODAY)

        assert actor is not None
        assert actor.name == each["name"]


def test_the_printed_password_opens_the_account_of_the_printed_number(report):
    for number, password in [
        (report["persons"][0]["id_number"], report["persons"][0]["password"]),
        (report["officers"][0]["staff_number"], report["officers"][0]["password"]),
    ]:
        account = find_account(number)

        assert account is not None
        assert account.check_password(password)


def test_a_person_names_the_parties_it_acts_for(report):
    person = next(each for each in report["persons"] if each["name"] == "测鸣沙")
    actor = actor_of_token(person["token"], at=AT, on=TODAY)

    assert actor is not None
    assert {each["party_id"] for each in person["principals"]} == {
        str(party) for party in actor.principals
    }
    assert all(each["credit_code"] for each in person["principals"])


def test_an_officer_names_role_department_and_hall(report):
    posts = {post["code"]: post for each in report["officers"] for post in each["posts"]}

    assert posts["scj-decision"]["role"] == "decision"
    assert posts["scj-decision"]["department"] == "scj"
    assert posts["scj-decision"]["hall"] is None
    assert posts["DH-H001-intake"]["hall"] == "DH-H001"


def test_people_read_how_to_sign_in_and_no_token(monkeypatch):
    result = run(monkeypatch, accounts_module, accounts)

    assert "19900000001" in result.stdout
    assert "G9" in result.stdout
    assert "demo-" not in result.stdout


def test_a_database_without_demonstration_accounts_is_refused_with_a_hint(monkeypatch):
    Account.objects.update(is_demonstration=False)

    result = run(monkeypatch, accounts_module, accounts, "--json")

    assert isinstance(result.exception, CommandFailed)
    assert "yangguan load" in str(result.exception)
