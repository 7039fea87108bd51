"""Demonstration accounts: opened once, one password, a token that only the key folder gives."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from yangguan.registers.accounts import actors
from yangguan.registers.accounts.models import Account, ApiToken
from yangguan.registers.accounts.operations import open_accounts
from yangguan.registers.accounts.operations.open_accounts import (
    DEMONSTRATION_PASSWORD,
    demonstration_token,
    open_demonstration_accounts,
)
from yangguan.registers.organisations.models import Officer
from yangguan.registers.organisations.operations.register_department import ensure_department

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 10, 12)


@pytest.fixture
def officer():
    department = ensure_department(credit_code="91620982XNQY000105", name="虚构局")
    return Officer.objects.create(staff_number="G77001", name="测虚构", department=department)


def open_for(officer):
    return open_demonstration_accounts(persons=(), officers=(officer.pk,), at=AT)


def test_an_officer_can_sign_in_with_the_demonstration_password(officer):
    open_for(officer)

    account = Account.objects.get(officer=officer)

    assert account.check_password(DEMONSTRATION_PASSWORD)
    assert account.is_demonstration
    assert "G77001" not in account.username


def test_the_token_opens_the_account_and_is_not_stored(officer):
    open_for(officer)
    account = Account.objects.get(officer=officer)
    token = demonstration_token(account.pk)

    actor = actors.actor_of_token(token, at=AT, on=TODAY)

    assert actor is not None
    assert actor.account_id == account.pk
    assert token.encode() not in bytes(ApiToken.objects.get(account=account).digest)


def test_opening_again_leaves_account_and_password_alone(officer, monkeypatch):
    open_for(officer)
    Account.objects.filter(officer=officer).update(password="changed")
    monkeypatch.setattr(open_accounts, "make_password", pytest.fail)

    again = open_for(officer)

    assert (again.count, again.new) == (1, 0)
    assert Account.objects.get(officer=officer).password == "changed"
    assert ApiToken.objects.filter(account__officer=officer).count() == 1


def test_one_hash_serves_all_accounts_of_a_load(officer, monkeypatch):
    hashed = []

    def make_password(text):
        hashed.append(text)
        return "hash"

    monkeypatch.setattr(open_accounts, "make_password", make_password)
    other = Officer.objects.create(
        staff_number="G77002", name="测样例", department=officer.department
    )

    open_demonstration_accounts(persons=(), officers=(officer.pk, other.pk), at=AT)

    assert hashed == [DEMONSTRATION_PASSWORD]


def test_a_token_of_a_lost_key_is_replaced(officer, monkeypatch):
    open_for(officer)
    account = Account.objects.get(officer=officer)
    old = demonstration_token(account.pk)
    monkeypatch.setattr(open_accounts, "demo_token_key", lambda: b"k" * 32)

    open_for(officer)

    assert actors.actor_of_token(old, at=AT, on=TODAY) is None
    assert actors.actor_of_token(demonstration_token(account.pk), at=AT, on=TODAY) is not None


def test_other_tokens_of_an_account_stay(officer):
    open_for(officer)
    account = Account.objects.get(officer=officer)
    digest = actors.token_digest("own")
    ApiToken.objects.create(digest=digest, account=account, label="自己的", created_at=AT)

    open_for(officer)

    assert ApiToken.objects.filter(digest=digest).exists()
