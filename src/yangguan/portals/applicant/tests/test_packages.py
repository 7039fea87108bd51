"""一件事: the situation is asked first, then each item, material and question stands once."""

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.packages.queries import packages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]
RESTAURANT = "ONE-06"
COMPANY = {"business_licence_state": "还没有，开公司"}


def page_of(code: str, **answers: str) -> str:
    return text_of(Client().get(reverse("package", args=[code]), answers))


def part(text: str, heading: str, until: str) -> str:
    return text.split(heading, 1)[1].split(until, 1)[0]


def test_every_package_is_listed_and_its_page_opens(django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        text = text_of(Client().get("/packages/"))

    for line in packages():
        assert line.name in text
        assert line.name in page_of(line.code)


def test_an_open_question_leaves_its_items_open():
    text = page_of(RESTAURANT)

    needed = part(text, "要办的事项", "看情况要办的")
    maybe = part(text, "看情况要办的", "一套材料")
    assert "食品经营许可" in needed
    assert "有限责任公司设立登记" in maybe


def test_an_answer_moves_items_to_needed_and_not_needed():
    text = page_of(RESTAURANT, **COMPANY)

    needed = part(text, "要办的事项", "看情况要办的")
    assert "有限责任公司设立登记" in needed
    assert "个体工商户设立登记" in part(text, "您不用办的", "一套材料")


def test_what_an_earlier_item_issues_is_not_asked_for():
    with_licence = page_of(RESTAURANT, business_licence_state="已经有了")
    without = page_of(RESTAURANT, **COMPANY)

    assert "由本事项办出" not in with_licence
    assert "由本事项办出" in without


def test_an_answer_that_is_none_of_the_choices_counts_as_no_answer():
    def result_of(text: str) -> str:
        return text.split('id="situation-result"', 1)[1].split("</main>", 1)[0]

    assert result_of(page_of(RESTAURANT, business_licence_state="火星")) == result_of(
        page_of(RESTAURANT)
    )


def test_the_page_says_that_each_item_is_applied_for_by_itself_and_leads_there():
    text = page_of(RESTAURANT, **COMPANY)

    assert "现在每个事项分别申请" in text
    assert "/apply/" in text


def test_a_page_costs_two_statements_once_its_editions_are_in_memory(
    django_assert_max_num_queries,
):
    page_of(RESTAURANT)

    with django_assert_max_num_queries(2):
        page_of(RESTAURANT, **COMPANY)


def test_an_unknown_package_is_not_found():
    assert Client().get(reverse("package", args=["ONE-99"])).status_code == 404
