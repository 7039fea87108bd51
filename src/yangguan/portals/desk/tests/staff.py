"""Officers with accounts for the tests of the staff portals, beside `cases.tests.builders`."""

from datetime import date

from django.test import Client

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.registers.accounts.actors import actor_of_account
from yangguan.registers.accounts.models import Account
from yangguan.registers.organisations.models import Appointment, Department, Officer, Post

SINCE = date(2020, 1, 1)


def account_of(
    *roles: Role, department: Department, name: str = "测柜台", number: str = "G90001"
) -> Account:
    """An officer's account with a post of each role at the department."""
    officer = Officer.objects.create(staff_number=number, name=name, department=department)
    for role in roles:
        post, _ = Post.objects.get_or_create(
            code=f"{department.key}-{role.value}",
            defaults={"title": f"{role.value}岗", "role": role.value, "department": department},
        )
        Appointment.objects.create(officer=officer, post=post, from_date=SINCE)
    return Account.objects.create(officer=officer, username=number, display_name=name, password="!")


def actor_of(account: Account) -> Actor:
    """The actor that a request of this account has."""
    actor = actor_of_account(account.pk, on=date(2026, 6, 8))
    assert actor is not None
    return actor


def client_of(account: Account) -> Client:
    """A browser in which the account has signed in."""
    client = Client()
    client.force_login(account)
    return client
