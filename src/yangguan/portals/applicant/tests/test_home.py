"""首页: one box, the seven things, every way to an item; the same for every stranger."""

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.foundation.web import page_cache
from yangguan.portals.applicant.tests.citizens import sample_client, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


def test_every_way_in_is_one_click_away():
    text = text_of(Client().get("/"))

    for name in ("search", "lookup", "licence-check", "consult", "my-cases", "appointment"):
        assert f'href="{reverse(name)}' in text
    assert reverse("life-event", args=["C02"]) in text


def test_a_page_costs_five_statements(django_assert_num_queries):
    with django_assert_num_queries(5):
        Client().get("/")


def test_the_next_stranger_costs_none(settings, django_assert_num_queries):
    settings.PAGE_CACHE_SECONDS = 60
    Client().get("/")

    with django_assert_num_queries(0):
        page = Client().get("/")

    page_cache.forget()
    assert "登录" in text_of(page)


def test_who_is_signed_in_is_named():
    assert "测鸣沙" in text_of(sample_client("测鸣沙").get("/"))


def test_what_is_offered_below_the_box_finds_something():
    page = Client().get("/").content.decode()

    for query in ("饭馆", "医保", "换身份证", "高龄津贴"):
        assert f"{reverse('search')}?q=" in page
        assert "没有找到" not in text_of(Client().get(reverse("search"), {"q": query}))
