"""公开: by kind, by words, one by one."""

import pytest
from django.test import Client

from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.publications.models import Publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

URL = "/publications/"


def test_the_list_costs_a_known_number_of_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        page = Client().get(URL)

    assert page.status_code == 200
    assert Publication.objects.order_by("-publish_date").first().title in text_of(page)


def test_one_kind_shows_nothing_of_another():
    law, notice = (
        Publication.objects.filter(kind=kind).order_by("-publish_date").first()
        for kind in ("法律法规", "通知公告")
    )

    text = text_of(Client().get(URL, {"kind": "law"}))

    assert law.title in text
    assert notice.title not in text


def test_words_that_stand_nowhere_find_nothing_and_say_so():
    assert "没有找到" in text_of(Client().get(URL, {"q": "飞碟"}))


def test_a_publication_is_shown_with_its_text(django_assert_max_num_queries):
    known = Publication.objects.order_by("code").first()

    with django_assert_max_num_queries(2):
        text = text_of(Client().get(f"{URL}{known.code}/"))

    assert known.title in text
    assert known.issuer in text


def test_an_unknown_one_is_not_found():
    assert Client().get(f"{URL}nowhere/").status_code == 404
