"""中介服务: what, from whom, at what price; the reader chooses the order."""

import pytest
from django.test import Client

from yangguan.portals.applicant.tests.citizens import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

URL = "/intermediaries/"


@pytest.mark.parametrize(
    ("path", "statements"),
    [("", 1), ("agencies/", 1), ("services/DH-ZJS02/", 3), ("agencies/DH-ZJJ01/", 2)],
)
def test_a_page_is_open_to_anybody_and_costs_a_known_number_of_statements(
    path, statements, django_assert_max_num_queries
):
    with django_assert_max_num_queries(statements):
        page = Client().get(f"{URL}{path}")

    assert page.status_code == 200


def test_a_service_shows_price_time_and_rating_of_each_agency_and_its_items():
    text = text_of(Client().get(f"{URL}services/DH-ZJS02/"))

    assert "600 元—3,000 元 / 次" in text
    assert "10 个工作日" in text
    assert "4.8 分" in text
    assert "公共场所卫生许可" in text


@pytest.mark.parametrize(
    ("order", "first"),
    [("price", "酒泉虚构"), ("time", "敦煌虚构检验"), ("rating", "敦煌虚构检验")],
)
def test_the_reader_chooses_the_order(order, first):
    page = Client().get(f"{URL}services/DH-ZJS02/", {"order": order})

    assert page.context["offers"][0].agency.startswith(first)


@pytest.mark.parametrize("path", ["services/nowhere/", "agencies/nowhere/"])
def test_an_unknown_one_is_not_found(path):
    assert Client().get(f"{URL}{path}").status_code == 404


def test_an_agency_without_a_rating_says_so():
    assert "还没有评分" in text_of(Client().get(f"{URL}agencies/DH-ZJJ04/"))


def test_a_rating_says_who_counted_it():
    assert "示例数据" in text_of(Client().get(f"{URL}agencies/DH-ZJJ01/"))
