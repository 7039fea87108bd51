"""镇和社区: each town and village with its items, its hall, its hours, who is there."""

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.organisations.models import Appointment, Hall, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


def page_of(region: Region) -> str:
    return text_of(Client().get(reverse("town", args=[region.code])))


def test_every_town_is_listed_in_a_known_number_of_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        text = text_of(Client().get("/towns/"))

    for town in Region.objects.filter(level=4):
        assert town.name in text


def test_a_town_shows_its_hall_its_windows_and_its_villages(django_assert_max_num_queries):
    town = Region.objects.get(name="沙州镇")

    with django_assert_max_num_queries(8):
        text = page_of(town)

    assert "沙州镇政务服务中心" in text
    assert "社保医保就业窗口" in text
    for village in town.children.all():
        assert reverse("town", args=[village.code]) in text


def test_a_town_shows_the_items_of_the_town_and_of_its_villages():
    for item in ServiceItem.objects.exclude(town_code=""):
        assert item.name in page_of(Region.objects.get(code=item.town_code))


def test_a_village_shows_its_own_items_and_those_of_its_town_but_not_its_neighbours(
    django_assert_max_num_queries,
):
    own = ServiceItem.objects.exclude(village_code="").order_by("name")[0]
    village = Region.objects.get(code=own.village_code)
    neighbour = Region.objects.filter(parent=village.parent).exclude(pk=village.pk)[0]

    with django_assert_max_num_queries(7):
        text = page_of(village)

    assert own.name in text
    assert village.parent.name in text
    assert own.name not in page_of(neighbour)


def test_a_village_names_the_hall_that_is_next():
    village = Region.objects.filter(level=5, parent__name="阳关镇").order_by("code")[0]
    hall = Hall.objects.get(region__name="阳关镇", kind="镇政务服务中心")

    assert hall.name in page_of(village)


def test_a_town_without_a_hall_leads_to_the_citys():
    base = Region.objects.get(name="青海石油管理局生活基地")

    assert Hall.objects.get(kind="市级政务大厅").name in page_of(base)


def test_who_holds_a_post_at_the_hall_is_named_with_the_post():
    held = Appointment.objects.filter(post__hall__region__name="沙州镇").order_by("pk")[0]

    text = page_of(Region.objects.get(name="沙州镇"))

    assert held.officer.name in text
    assert held.post.title in text
    assert held.officer.staff_number not in text


@pytest.mark.parametrize("code", ["620982000000", "999999999999", "none"])
def test_what_is_neither_town_nor_village_is_not_found(code):
    assert Client().get(reverse("town", args=[code])).status_code == 404
