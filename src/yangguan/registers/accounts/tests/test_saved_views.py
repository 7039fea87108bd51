"""Saved views: each person's own, a name once, not without end."""

import uuid

import pytest

from yangguan.foundation.actors.actor import Actor, ActorKind
from yangguan.registers.accounts.errors import TooManyViews, ViewNameMissing
from yangguan.registers.accounts.models import Account
from yangguan.registers.accounts.operations.saved_views import MOST_VIEWS, remove_view, save_view
from yangguan.registers.accounts.saved_views import saved_views
from yangguan.registers.organisations.models import Department, Officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Actor:
    return new_person()


def new_person() -> Actor:
    account = Account.objects.create(
        username=uuid.uuid4().hex, display_name="测", password="!", **owner()
    )
    return Actor(kind=ActorKind.OFFICER, name="测", account_id=account.pk)


def owner():
    place, _ = Department.objects.get_or_create(
        credit_code="11620982XNTX00015N", defaults={"name": "局", "kind": "部门"}
    )
    number = uuid.uuid4().hex[:8]
    return {"officer": Officer.objects.create(staff_number=number, name="测", department=place)}


def save(person, name, query="state=2"):
    return save_view(page="list", name=name, query=query, by=person)


def test_a_view_is_there_again_with_its_filters(person):
    save(person, "停办的")

    assert [(view.name, view.query) for view in saved_views("list", by=person)] == [
        ("停办的", "state=2")
    ]


def test_the_same_name_again_replaces_it(person):
    save(person, "我的")
    save(person, " 我的 ", query="q=x")

    assert [view.query for view in saved_views("list", by=person)] == ["q=x"]


def test_another_person_neither_sees_nor_removes_it(person):
    view = save(person, "我的")
    other = new_person()

    remove_view(view_id=view.pk, by=other)

    assert saved_views("list", by=other) == []
    assert len(saved_views("list", by=person)) == 1


def test_a_view_has_a_name(person):
    with pytest.raises(ViewNameMissing):
        save(person, "  ")


def test_there_is_an_end_to_views(person):
    for number in range(MOST_VIEWS):
        save(person, f"视图{number}")

    with pytest.raises(TooManyViews):
        save(person, "再一个")
