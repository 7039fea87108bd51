"""Lights: one rule, told in Python for a row and in SQL for filters and counts."""

from datetime import date, timedelta
from itertools import product

import pytest

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
    open_cases,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)  # a Wednesday
DAYS = [TODAY + timedelta(days=n) for n in (-9, -1, 0, 1, 2, 9)]


@pytest.fixture
def department(db: None) -> int:
    """Open cases with every pair of due dates that can occur, and some that wait."""
    town = b.city()
    for due, law, days_before in product(DAYS, (None, *DAYS), (0, 2)):
        if law is not None and law < due:
            continue
        case = b.submitted_case(town)
        if law is not None:
            accept_case(case_id=case.pk, by=town.officer(Role.INTAKE), at=b.MONDAY)
            Case.objects.filter(pk=case.pk).update(statutory_due_date=law)
        near = due - timedelta(days=days_before)
        Case.objects.filter(pk=case.pk).update(due_date=due, near_date=near)
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


@pytest.mark.parametrize(
    ("due", "near", "law", "light"),
    [
        (9, 1, None, Light.GREEN),
        (9, 0, None, Light.NEAR),
        (0, -1, None, Light.NEAR),
        (-1, -2, 0, Light.YELLOW),
        (-2, -3, -1, Light.RED),
        (-1, -2, None, Light.RED),
    ],
)
def test_a_light_follows_from_dates_alone(due, near, law, light):
    told = light_of(
        state=CaseState.ACCEPTED,
        due_date=TODAY + timedelta(days=due),
        near_date=TODAY + timedelta(days=near),
        statutory_date=None if law is None else TODAY + timedelta(days=law),
        today=TODAY,
    )

    assert told is light


def test_what_silence_has_accepted_is_counted_and_found(department):
    case = Case.objects.filter(department_id=department, accepted_at__isnull=False)[0]
    Case.objects.filter(pk=case.pk).update(silence_recorded_at=b.TUESDAY)

    found = open_cases(on=TODAY, department_id=department, by_silence=True, limit=500).items

    assert [each.id for each in found] == [case.pk]
    assert found[0].is_by_silence
    counts = counts_by_department(on=TODAY)
    assert next(each for each in counts if each.department_id == department).by_silence == 1
    assert city_counts(counts, name="全市").by_silence == 1


def test_supervision_costs_one_statement_each(department, django_assert_num_queries):
    with django_assert_num_queries(1):
        open_cases(on=TODAY, department_id=department)
    with django_assert_num_queries(1):
        counts_by_department(on=TODAY)
