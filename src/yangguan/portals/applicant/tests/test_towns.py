"""镇和社区: each town with its hall, its items and the places in its villages."""

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.organisations.models import Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


def test_every_town_is_listed_in_a_known_number_of_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        text = text_of(Client().get("/towns/"))

    for town in Region.objects.filter(level=4):
        assert town.name in text


def test_a_town_shows_its_hall_and_its_villages(django_assert_max_num_queries):
    town = Region.objects.get(name="沙州镇")

    with django_assert_max_num_queries(3):
        text = text_of(Client().get(reverse("town", args=[town.code])))

    assert "沙州镇" in text
    assert "政务服务中心" in text
