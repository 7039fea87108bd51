"""标准与代码: every table with the version in force."""

from yangguan.foundation.actors.actor import Role
from yangguan.portals.editor.tests.standards_arranging import (
    CODES,
    URL,
    draft,
    office_editor,
    table,
)


def test_tables_are_listed_and_lead_to_their_page(desk):
    table()
    draft(*CODES[:2])

    page = desk.client(Role.EDITOR).get("/editor/standards/").content.decode()

    assert URL in page
    assert "第 1 版" in page
    assert "有草稿" in page


def test_only_who_may_change_them_is_offered_to(desk):
    assert "新增代码表" not in desk.client(Role.EDITOR).get("/editor/standards/").content.decode()
    assert "新增代码表" in office_editor().get("/editor/standards/").content.decode()


def test_only_editors_may_look(desk):
    assert desk.client(Role.DECISION).get("/editor/standards/").status_code == 403


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    table()
    client = desk.client(Role.EDITOR)

    with django_assert_max_num_queries(7):
        client.get("/editor/standards/")
