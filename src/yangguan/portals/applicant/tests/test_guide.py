"""办事指南: the edition in force or an older one, the papers, and what its QR code opens."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.catalogue.material_queries import papers_of
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.operations.item_state import change_item_state
from yangguan.registers.catalogue.operations.publish_edition import publish_content
from yangguan.registers.catalogue.queries import guide, task_codes_in_use
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.intermediaries.queries import services_for_item

pytestmark = pytest.mark.django_db

URL = reverse("guide", args=[b.TASK_CODE])


@pytest.fixture
def food(loaded_city):
    """The address of an item whose materials depend on questions."""
    item = ServiceItem.objects.get(slug="food-business-licence")
    return reverse("guide", args=[item.task_code])


def test_a_guide_says_who_what_how_long_how_much_and_where(street):
    text = text_of(Client().get(URL))

    for words in ("谁能办", "您要带", "1 样材料", "5 个工作日", "不收费", "在线申报", "布局图"):
        assert words in text


def test_a_stranger_costs_a_known_number_of_statements(food, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        Client().get(food)


def test_an_answer_changes_list_and_count_together(food):
    before, after = (
        re.search(r"<dt>您要带</dt><dd><b>(.+?)</b>", text_of(Client().get(food, query)))[1]
        for query in ({}, {"business_mode": "自动设备经营"})
    )

    assert before != after


def test_the_fragment_brings_the_count_along(food):
    text = text_of(Client().get(food, headers={"hx-request": "true"}))

    assert 'hx-select-oob="#facts,#begin,#steps,#fees"' in text
    assert 'id="facts"' in text


def test_an_older_edition_says_so_and_cannot_be_applied_for(street):
    publish_content(
        b.content(conditions=("有新的条件",)),
        department=street.town.department,
        source="",
        slug="",
        by=street.town.officer(Role.EDITOR),
        at=b.TUESDAY,
    )

    old, new = text_of(Client().get(URL, {"edition": "1"})), text_of(Client().get(URL))

    assert "这是过去的版本" in old
    assert "在线申报" not in old
    assert "有新的条件" in new


@pytest.mark.parametrize("edition", ["9", "0", "x", "-1", "１", "999999999999"])
def test_an_edition_that_is_not_there_is_not_found(street, edition):
    assert Client().get(URL, {"edition": edition}).status_code == 404


def test_an_item_that_is_not_there_is_not_found():
    assert Client().get("/items/nowhere/").status_code == 404


def test_the_printed_code_tells_whether_the_paper_is_current(street):
    def current(number):
        return Client().get(reverse("guide-current", args=[b.TASK_CODE, number]))

    assert "这一版是现行版" in text_of(current(1))
    assert current(2).status_code == 404


@pytest.mark.parametrize("name", ["guide-print", "blank-form", "sample-form"])
def test_a_paper_is_a_pdf_that_anybody_may_keep(street, name):
    answer = Client().get(reverse(name, args=[b.TASK_CODE]))

    assert answer.content.startswith(b"%PDF")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" not in answer.get("Cache-Control", "")


def test_who_can_only_apply_for_oneself_begins_with_one_click(street):
    text = text_of(street.citizen.get(URL))

    assert f'name="applicant" value="{street.town.applicant.pk}"' in text


def test_a_material_of_the_city_catalogue_has_its_papers_beside_it(loaded_city):
    code, (definition, paper) = next(
        (code, kept[0])
        for code in task_codes_in_use()
        for kept in papers_of(guide(code).edition.id).values()
    )

    text = text_of(Client().get(reverse("guide", args=[code])))

    assert reverse("material-paper", args=[definition, paper]) in text


def test_services_that_applicants_buy_are_named_with_a_link(loaded_city):
    code, service = next(
        (code, found[0]) for code in task_codes_in_use() if (found := services_for_item(code))
    )

    text = text_of(Client().get(reverse("guide", args=[code])))

    assert reverse("intermediary-service", args=[service.code]) in text


def test_the_history_says_when_and_why_an_item_was_suspended(street):
    change_item_state(
        task_code=b.TASK_CODE,
        state=ItemState.SUSPENDED,
        reason="系统升级，六月底恢复",
        by=street.town.officer(Role.EDITOR),
        at=b.TUESDAY,
    )

    text = text_of(Client().get(URL))

    assert "停办和恢复" in text
    assert text.count("系统升级，六月底恢复") == 2  # in the warning, and in the history
