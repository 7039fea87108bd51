"""数据元: the list, one of them with where it is used, and changing it."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.editor.tests.standards_arranging import KEY, element, office_editor, table
from yangguan.registers.standards.queries.elements import element as element_of

CODE = "camel_kind"
URL = f"/editor/elements/{CODE}/"
TYPED = {
    "code": CODE,
    "name": "骆驼种类",
    "type": "text",
    "length": "",
    "unit": "",
    "code_table": "",
    "personal_data": "none",
    "source": "",
    "definition": "",
    "standard": "",
}


def test_elements_are_found_and_lead_to_their_page(desk):
    element(CODE, name="骆驼种类")
    client = desk.client(Role.EDITOR)

    assert URL in client.get("/editor/elements/", {"q": "luotuo"}).content.decode()
    assert URL not in client.get("/editor/elements/", {"q": "鲸鱼"}).content.decode()
    page = client.get("/editor/elements/", {"q": "骆驼", "personal": "sensitive"})
    assert "没有这样的数据元" in page.content.decode()


def test_a_character_that_no_text_can_hold_does_not_break_the_search(desk):
    element(CODE, name="骆驼种类")

    page = desk.client(Role.EDITOR).get("/editor/elements/", {"q": "骆\0驼"})

    assert (page.status_code, URL in page.content.decode()) == (200, True)


def test_htmx_gets_the_list_alone(desk):
    part = desk.client(Role.EDITOR).get("/editor/elements/", headers={"HX-Request": "true"})

    assert part.content.decode().lstrip().startswith('<div id="element-list"')


def test_a_page_says_what_an_element_is_and_which_items_ask_for_it(desk):
    used = b.content().fields()[0].element
    if element_of(used) is None:
        element(used, name="测试数据元", type=b.content().fields()[0].type)

    page = desk.client(Role.EDITOR).get(f"/editor/elements/{used}/").content.decode()

    assert f"/editor/items/{desk.town.item.task_code}/" in page
    assert "现行第 1 版" in page


def test_an_unknown_element_is_not_found(desk):
    client = desk.client(Role.EDITOR)

    assert client.get("/editor/elements/nowhere_at_all/").status_code == 404
    assert client.get("/editor/elements/nowhere_at_all/change/").status_code == 404


def test_an_element_is_entered_and_changed(desk):
    table()
    client = office_editor()

    added = client.post("/editor/elements/new/", {**TYPED, "length": "20"})
    changed = client.post(f"{URL}change/", {**TYPED, "type": "choice", "code_table": KEY})

    assert added.headers["Location"] == changed.headers["Location"] == URL
    assert element_of(CODE).code_table == KEY
    assert "骆驼种类" in client.get(f"{URL}change/").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "请写名称"),
        ({"length": "viel"}, "长度请写整数"),
        ({"code": "Ä"}, "标识用小写字母"),
        ({"code_table": "nowhere", "type": "choice"}, "没有这个代码表"),
    ],
)
def test_a_fault_is_said_and_what_was_typed_stays(desk, changes, words):
    answer = office_editor().post("/editor/elements/new/", {**TYPED, "unit": "峰", **changes})

    page = answer.content.decode()
    assert answer.status_code in {404, 422}
    assert words in page
    assert 'value="峰"' in page
    assert element_of(CODE) is None


def test_a_department_cannot_change_what_all_share(desk):
    element(CODE)
    client = desk.client(Role.EDITOR)

    assert client.post("/editor/elements/new/", {**TYPED, "code": "other"}).status_code == 403
    assert client.post(f"{URL}change/", TYPED).status_code == 403
    assert f"{URL}change/" not in client.get(URL).content.decode()


@pytest.mark.parametrize(("path", "most"), [("/editor/elements/", 7), (URL, 8)])
def test_a_page_has_a_known_cost(desk, django_assert_max_num_queries, path, most):
    for number in range(30):
        element(f"camel_{number:02}")
    element(CODE)
    client = desk.client(Role.EDITOR)

    with django_assert_max_num_queries(most):
        client.get(path)
