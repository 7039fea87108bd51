"""Lights: one rule, told in Python for a row and in SQL for filters and counts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.states import CaseState
from yangguan.handling.cases.tests import builders as b
from yangguan.oversight.supervision.queries import (
    Light,
    city_counts,
    counts_by_department,
    light_of,
    near_until,
    open_cases,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)  # a Wednesday
DAYS = [TODAY + timedelta(days=n) for n in (-9, -1, 0, 1, 2, 9)]


@pytest.fixture
def department(db: None) -> int:
    """Open cases with every pair of due dates that can occur, and some that wait."""
    town = b.city()
    for due in DAYS:
        for law in (None, *DAYS):
            if law is not None and law < due:
                continue
            case = b.submitted_case(town)
            if law is not None:
                accept_case(case_id=case.pk, by=town.officer(Role.INTAKE), at=timezone.now())
                Case.objects.filter(pk=case.pk).update(statutory_due_date=law)
            Case.objects.filter(pk=case.pk).update(due_date=due)
    waiting = b.submitted_case(town)
    Case.objects.filter(pk=waiting.pk).update(state=CaseState.CORRECTION, due_date=TODAY)
    return town.department.pk


@pytest.mark.parametrize("light", list(Light))
def test_the_filter_finds_exactly_the_cases_whose_row_shows_the_light(department, light):
    everything = open_cases(on=TODAY, department_id=department, limit=500).items

    found = open_cases(on=TODAY, department_id=department, light=light, limit=500).items

    assert found
    assert {case.id for case in found} == {case.id for case in everything if case.light is light}


def test_the_counts_are_those_of_the_list(department):
    everything = open_cases(on=TODAY, department_id=department, limit=500).items

    counts = next(
        each for each in counts_by_department(on=TODAY) if each.department_id == department
    )

    for light in Light:
        assert counts.of(light) == sum(case.light is light for case in everything)
    assert counts.total == len(everything)


def test_the_city_is_the_sum_of_its_departments(department):
    departments = counts_by_department(on=TODAY)

    city = city_counts(departments, name="全市")

    assert city.total == sum(each.total for each in departments)
    assert city.due_today == sum(each.due_today for each in departments)


def test_a_list_reads_on_where_it_ended(department):
    first = open_cases(on=TODAY, department_id=department, limit=5)
    second = open_cases(on=TODAY, department_id=department, limit=500, cursor=first.on)
    whole = open_cases(on=TODAY, department_id=department, limit=500)

    assert (*first.items, *second.items) == whole.items


def test_near_reaches_over_the_weekend():
    assert near_until(date(2026, 6, 12)) == date(2026, 6, 15)


def test_without_a_calendar_only_today_is_near():
    assert near_until(date(1990, 1, 5)) == date(1990, 1, 5)


@pytest.mark.parametrize(
    ("due", "law", "light"),
    [
        (TODAY + timedelta(days=9), None, Light.GREEN),
        (TODAY, None, Light.NEAR),
        (TODAY - timedelta(days=1), TODAY, Light.YELLOW),
        (TODAY - timedelta(days=2), TODAY - timedelta(days=1), Light.RED),
        (TODAY - timedelta(days=1), None, Light.RED),
    ],
)
def test_a_light_follows_from_dates_alone(due, law, light):
    near = near_until(TODAY)

    told = light_of(
        state=CaseState.ACCEPTED, due_date=due, statutory_date=law, today=TODAY, near=near
    )

    assert told is light


def test_supervision_costs_one_statement_each(department, django_assert_num_queries):
    with django_assert_num_queries(1):
        open_cases(on=TODAY, department_id=department)
    with django_assert_num_queries(1):
        counts_by_department(on=TODAY)
