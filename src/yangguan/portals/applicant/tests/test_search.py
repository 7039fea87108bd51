"""搜索: results and what was done for them, suggestions, filters, and ways on without a hit."""

import pytest
from django.test import Client

from yangguan.portals.applicant.tests.citizens import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

URL = "/search/"


def search(**query):
    return Client().get(URL, query)


def test_words_of_an_item_find_it_in_a_known_number_of_statements(django_assert_num_queries):
    with django_assert_num_queries(2):  # departments, items
        page = search(q="食品经营许可")

    assert "食品经营许可" in text_of(page)


def test_what_was_searched_for_instead_is_said():
    assert "按法律上的说法“食品经营”替您找了" in text_of(search(q="开饭馆"))


def test_that_not_all_words_were_found_is_said():
    assert "下面的含有一部分" in text_of(search(q="食品飞碟"))


def test_nothing_found_leads_on():
    page = search(q="飞碟")

    assert page.status_code == 200
    assert "没有找到“飞碟”" in text_of(page)
    assert "问一问" in text_of(page)


def test_without_words_every_item_can_be_paged_through():
    text = text_of(search())

    assert "全部事项" in text
    assert "后面的事项" in text


def test_filters_of_nonsense_are_ignored():
    page = search(audience="martians", department="x", after="?", **{"from": "-1"})

    assert page.status_code == 200
    assert "全部事项" in text_of(page)


def test_a_query_is_shown_as_text_never_as_markup():
    assert "<script>alert" not in text_of(search(q="<script>alert(1)</script>"))


@pytest.mark.parametrize(("typed", "is_found"), [("食品", True), ("食", False), ("飞碟", False)])
def test_suggestions_are_links_once_two_characters_are_typed(typed, is_found):
    text = text_of(Client().get(f"{URL}suggestions/", {"q": typed}))

    assert ("/items/" in text) is is_found
    assert "<html" not in text
