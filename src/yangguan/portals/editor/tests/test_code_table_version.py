"""和现行版的不同: what changes, whom it would break, and putting it in force."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Role
from yangguan.portals.editor.tests.standards_arranging import (
    CODES,
    KEY,
    URL,
    draft,
    office_editor,
    table,
)
from yangguan.registers.standards.ports import Use, term_of_code
from yangguan.registers.standards.queries.code_tables import code_table
from yangguan.registers.standards.rules import Entry

NEXT = f"{URL}2/"


def one_item(terms, *, most):
    return [
        Use(term, "item", "62098200", "骆驼登记", "现行第 1 版")
        for term in terms
        if term == term_of_code(KEY, "9")
    ]


@pytest.fixture
def nine_is_used(settings):
    settings.USERS_OF_STANDARDS = (f"{__name__}.one_item",)


def without_nine(since: date = date(2026, 1, 1)) -> None:
    table()
    draft(Entry(code="1", name="自己的"), CODES[1], Entry(code="3", name="公共场地"), since=since)


@pytest.mark.usefixtures("nine_is_used")
def test_every_change_is_shown_and_who_uses_what_goes(desk):
    without_nine()

    page = office_editor().get(NEXT).content.decode()

    for words in ("去掉", "改名", "新增", "公共场地", "骆驼登记", "/editor/items/62098200/"):
        assert words in page
    assert 'name="successor-9"' in page
    assert 'name="successor-1"' not in page


@pytest.mark.usefixtures("nine_is_used")
def test_what_breaks_something_is_refused_until_something_takes_its_place(desk):
    without_nine()
    client = office_editor()

    refused = client.post(NEXT, {"successor-9": "", "reason": ""})
    assert refused.status_code == 422
    assert "去掉的代码还在用：9" in refused.content.decode()
    assert code_table(KEY).in_force.number == 1

    done = client.post(NEXT, {"successor-9": "3"})
    assert done.headers["Location"] == URL
    assert code_table(KEY).in_force.successors == {"9": "3"}


def test_what_breaks_nothing_is_put_in_force(desk):
    without_nine()
    client = office_editor()
    assert "不会让在用的事项出问题" in client.get(NEXT).content.decode()

    client.post(NEXT)

    assert code_table(KEY).in_force.number == 2


def test_before_its_day_it_cannot_be_put_in_force(desk):
    without_nine(since=localdate() + timedelta(days=1))
    client = office_editor()

    page = client.get(NEXT).content.decode()

    assert "到那一天才能启用" in page
    assert "启用这一版 <kbd" not in page
    assert client.post(NEXT).status_code == 422


def test_a_department_may_read_but_not_put_in_force(desk):
    without_nine()
    client = desk.client(Role.EDITOR)

    assert client.get(NEXT).status_code == 200
    assert client.post(NEXT).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_only_a_draft_is_compared(desk, number):
    without_nine()

    assert desk.client(Role.EDITOR).get(f"{URL}{number}/").status_code == 404


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    without_nine()
    client = desk.client(Role.EDITOR)

    with django_assert_max_num_queries(14):
        client.get(NEXT)
