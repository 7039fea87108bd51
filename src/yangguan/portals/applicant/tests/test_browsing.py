"""Themes, life events, departments: every item is found without searching."""

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.organisations.models import Department

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


@pytest.mark.parametrize(
    ("url", "words", "statements"),
    [
        ("/themes/", "户籍办理", 4),
        ("/themes/person/020/", "出生", 3),
        ("/life-events/C02/", "食品经营许可", 2),
        ("/departments/", "市公安局", 2),
    ],
)
def test_a_page_of_ways_costs_what_it_says(url, words, statements, django_assert_max_num_queries):
    with django_assert_max_num_queries(statements):
        page = Client().get(url)

    assert page.status_code == 200
    assert words in text_of(page)


def test_a_department_shows_its_items():
    department = Department.objects.get(short_name="市公安局")

    text = text_of(Client().get(reverse("department", args=[department.pk])))

    assert "/items/" in text
    assert department.name in text


@pytest.mark.parametrize(
    "url",
    [
        "/themes/person/999/",
        "/themes/martians/020/",
        "/life-events/X99/",
        "/departments/0/",
        "/towns/620982000000/",
    ],
)
def test_what_is_not_there_is_not_found(url):
    assert Client().get(url).status_code == 404
