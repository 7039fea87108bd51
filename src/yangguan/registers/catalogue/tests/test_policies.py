"""Who may publish whose items: place × post."""

import json
from datetime import UTC, datetime

import pytest

from yangguan.foundation.actors.actor import Actor, ActorKind, Role, Seat, system_actor
from yangguan.registers.catalogue import policies
from yangguan.registers.catalogue.errors import NotYourItems
from yangguan.registers.catalogue.models import Edition
from yangguan.registers.catalogue.operations.import_item import import_item_file
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN, sample_item
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)


def department(code: str, key: str) -> Department:
    # The city that other tests share may be there, with this office in it.
    found, _ = Department.objects.get_or_create(
        key=key, defaults={"credit_code": code, "name": f"敦煌市{key}", "kind": "部门"}
    )
    return found


def officer_at(place: Department, role: Role = Role.EDITOR) -> Actor:
    seat = Seat(
        role=role, title="岗", office=place.name, department_id=place.pk, hall_id=None,
        serves=frozenset({place.pk}),
    )  # fmt: skip
    return Actor(
        kind=ActorKind.OFFICER, name="测编", officer_id=1, seats=(seat,), roles=frozenset({role})
    )


def send(by: Actor, *, check_only: bool = False):
    raw = json.dumps(sample_item(), ensure_ascii=False).encode()
    return import_item_file(raw, by=by, at=NOON, check_only=check_only)


@pytest.fixture
def own() -> Department:
    return department(ORGAN, "sample-own")


@pytest.fixture
def other() -> Department:
    return department("11620982XNTX00099X", "sample-other")


@pytest.fixture
def office() -> Department:
    return department("11620982XNTX00088A", CATALOGUE_OFFICE)


def test_a_departments_editor_publishes_its_own_items(own):
    assert send(officer_at(own)).is_accepted


@pytest.mark.parametrize("check_only", [True, False])
@pytest.mark.usefixtures("own")
def test_another_departments_editor_is_told_in_the_report_and_nothing_is_published(
    other, check_only
):
    outcome = send(officer_at(other), check_only=check_only)

    assert [fault.code for fault in outcome.faults] == ["not-your-items"]
    assert not Edition.objects.filter(item__department__credit_code=ORGAN).exists()


@pytest.mark.usefixtures("own")
def test_the_office_that_keeps_the_catalogue_publishes_any_item(office):
    assert send(officer_at(office)).is_accepted


def test_only_that_office_brings_in_a_department_that_is_not_registered(office, other):
    assert not policies.may_publish(officer_at(other), None)
    assert policies.may_publish(officer_at(office), None)


def test_another_post_at_that_office_does_not_publish(own, office):
    with pytest.raises(NotYourItems):
        policies.ensure_may_publish(officer_at(office, Role.SUPERVISOR), own.pk, own.name)


@pytest.mark.usefixtures("own")
def test_the_platform_loads_the_items_of_all():
    assert send(system_actor()).is_accepted
