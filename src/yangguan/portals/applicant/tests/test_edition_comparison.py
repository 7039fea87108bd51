"""两版对比: anybody reads what changed from one edition of an item to another."""

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.catalogue.content import Limit
from yangguan.registers.catalogue.operations.publish_edition import publish_content

pytestmark = pytest.mark.django_db


def url(old, new):
    return reverse("edition-comparison", args=[b.TASK_CODE, old, new])


@pytest.fixture
def two_editions(street):
    publish_content(
        b.content(promised_limit=Limit(days=4), conditions=("有相应的场所和设备",)),
        department=street.town.department,
        source="",
        slug="",
        by=street.town.officer(Role.EDITOR),
        at=b.TUESDAY,
    )


def test_what_changed_is_marked_within_what_stayed(two_editions):
    page = text_of(Client().get(url(1, 2)))

    assert "承诺时限" in page
    assert '<del><span class="visually-hidden">删去：</span>5</del>' in page
    assert '<ins><span class="visually-hidden">新增：</span>4</ins> 个工作日' in page
    assert "有相应的场所和设备" in page
    assert "法定时限" not in page


def test_backwards_it_tells_what_was_taken_back(two_editions):
    page = text_of(Client().get(url(2, 1)))

    assert '<ins><span class="visually-hidden">新增：</span>5</ins> 个工作日' in page


def test_an_edition_beside_itself_says_so(two_editions):
    assert "两版一字不差" in text_of(Client().get(url(2, 2)))


@pytest.mark.parametrize(("old", "new"), [(1, 3), (0, 1), (3, 4)])
def test_an_edition_that_is_not_there_is_not_found(two_editions, old, new):
    assert Client().get(url(old, new)).status_code == 404


def test_the_guide_leads_there(two_editions):
    assert url(1, 2) in text_of(Client().get(reverse("guide", args=[b.TASK_CODE])))


def test_the_page_costs_a_known_number_of_statements(two_editions, django_assert_max_num_queries):
    Client().get(url(1, 2))
    with django_assert_max_num_queries(8):
        Client().get(url(2, 1))
