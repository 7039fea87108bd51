"""搜索: results and what was done for them, suggestions, filters, and ways on without a hit."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.search_models import MissedSearch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

URL = "/search/"


def search(**query):
    return Client().get(URL, query)


def test_words_of_an_item_find_it_in_a_known_number_of_statements(django_assert_num_queries):
    with django_assert_num_queries(3):  # departments, towns, items
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


def test_that_only_something_close_was_found_is_said():
    text = text_of(search(q="食品经赢许可"))

    assert "没有找到和“食品经赢许可”完全一样的，以下是相近的" in text
    assert "食品经营许可" in text


def test_that_items_only_mention_the_words_is_said():
    assert "在依据、材料或者常见问题里提到它" in text_of(search(q="娱乐场所管理条例"))


class TestFilters:
    def test_a_filter_is_kept_in_every_link_and_can_be_taken_off(self):
        text = text_of(search(q="登记", audience="person", online="1"))

        assert "?q=%E7%99%BB%E8%AE%B0&amp;online=1" in text  # without the audience
        assert "?q=%E7%99%BB%E8%AE%B0&amp;audience=person&amp;online=1&amp;department=" in text
        assert '<input type="hidden" name="audience" value="person">' in text

    def test_themes_are_offered_for_the_audience_and_go_with_it(self):
        assert "theme=" not in text_of(search(q="登记"))
        text = text_of(search(q="登记", audience="person"))
        assert "audience=person&amp;theme=" in text

        assert "theme" not in search(q="登记", theme="010").context["filters"].query

    def test_results_are_those_of_the_filters(self):
        department = ServiceItem.objects.get(name="食品经营许可").department

        results = search(q="许可", department=str(department.pk)).context["results"]

        assert {item.department_name for item in results.items} == {department.name}

    def test_browsing_knows_the_same_filters(self):
        results = search(online="1", list="public-services").context["results"]

        assert results.items
        assert all(item.is_online for item in results.items)

    def test_nothing_within_filters_leads_to_searching_without(self):
        text = text_of(search(q="食品经营许可", list="nearby-services", town="620982100000"))

        assert "去掉筛选" in text
        assert "?q=%E9%A3%9F%E5%93%81%E7%BB%8F%E8%90%A5%E8%AE%B8%E5%8F%AF" in text

    def test_nothing_is_counted(self):
        """A department without items of a kind has hundreds: no number is worth reading them."""
        with CaptureQueriesContext(connection) as queries:
            search(q="许可")

        assert not any("COUNT(" in query["sql"] for query in queries)


class TestMissedSearches:
    def test_what_finds_nothing_is_counted(self):
        search(q="骑骆驼飞碟")

        assert MissedSearch.objects.get().text == "骑骆驼飞碟"

    @pytest.mark.parametrize(
        "query",
        [
            {"q": "食品经营许可"},
            {"q": "开饭馆"},
            {"q": "食品经赢许可"},
            {"q": "飞碟", "online": "1"},
            {"q": "飞碟", "from": "20"},
            {"q": "测三 13993712345"},
            {},
        ],
    )
    def test_nothing_is_counted_of(self, query):
        search(**query)

        assert not MissedSearch.objects.exists()

    def test_looking_without_reading_counts_nothing(self):
        Client().head(URL, {"q": "飞碟"})
        Client().get(f"{URL}suggestions/", {"q": "飞碟"})

        assert not MissedSearch.objects.exists()


@pytest.mark.parametrize("text", ["\0", "%", "_", "'", "<b>", "食" * 10_000, "😀", "a\0b"])
def test_hostile_text_is_answered_on_every_parameter(text):
    names = ("q", "audience", "department", "town", "theme", "list", "online", "from", "after")

    for query in ({"q": text}, dict.fromkeys(names, text), {"after": text}):
        assert Client().get(URL, query).status_code == 200
        assert Client().get(f"{URL}suggestions/", query).status_code == 200


@pytest.mark.parametrize(("typed", "is_found"), [("食品", True), ("食", False), ("飞碟", False)])
def test_suggestions_are_links_once_two_characters_are_typed(typed, is_found):
    text = text_of(Client().get(f"{URL}suggestions/", {"q": typed}))

    assert ("/items/" in text) is is_found
    assert "<html" not in text
