"""One code table: the codes of a version, every version, who keeps it."""

from django.utils import timezone

from yangguan.foundation.actors.actor import Role
from yangguan.portals.editor.tests.standards_arranging import (
    CODES,
    KEY,
    SYSTEM,
    URL,
    draft,
    element,
    office_editor,
    table,
)
from yangguan.registers.standards.operations.put_in_force import put_in_force


def test_the_version_in_force_is_shown_with_its_source_and_who_uses_it(desk):
    table()
    element("site_kind_of_camel", code_table=KEY)

    page = desk.client(Role.EDITOR).get(URL).content.decode()

    for words in (
        "租赁",
        "虚构标准",
        "现行",
        "/editor/elements/site_kind_of_camel/",
        "由审改办管理",
    ):
        assert words in page
    assert "起草新版" not in page


def test_another_version_can_be_read(desk):
    table()
    draft(*CODES[:2])

    page = desk.client(Role.EDITOR).get(f"{URL}?version=2").content.decode()

    assert "第 2 版的代码" in page
    assert "其他" not in page.split("各版")[0]


def test_what_took_the_place_of_a_code_and_why_it_went_can_be_read(desk):
    table()
    draft(*CODES[:2])
    put_in_force(
        key=KEY, number=2, successors={"9": "1"}, reason="标准已改", by=SYSTEM, at=timezone.now()
    )

    page = desk.client(Role.EDITOR).get(URL).content.decode()

    assert "9 → 1" in page
    assert "标准已改" in page


def test_an_unknown_table_or_version_is_not_found(desk):
    table()
    client = desk.client(Role.EDITOR)

    assert client.get("/editor/standards/nowhere/").status_code == 404
    assert client.get(f"{URL}?version=9").status_code == 404
    assert client.get(f"{URL}?version=x").status_code == 404


def test_a_table_without_a_version_says_what_to_do(desk):
    client = office_editor()

    answer = client.post(
        "/editor/standards/new/", {"key": KEY, "title": "场所种类", "standard": "虚构"}
    )

    assert answer.headers["Location"] == f"{URL}draft/"
    assert "起草第 1 版" in client.get(URL).content.decode()


def test_a_table_that_is_there_is_not_added_again(desk):
    table()

    answer = office_editor().post(
        "/editor/standards/new/", {"key": KEY, "title": "场所种类", "standard": "虚构"}
    )

    assert answer.status_code == 422
    assert "已经有了" in answer.content.decode()


def test_a_department_cannot_add_a_table(desk):
    answer = desk.client(Role.EDITOR).post(
        "/editor/standards/new/", {"key": KEY, "title": "场所种类", "standard": "虚构"}
    )

    assert answer.status_code == 403


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    table()
    client = desk.client(Role.EDITOR)

    with django_assert_max_num_queries(9):
        client.get(URL)
