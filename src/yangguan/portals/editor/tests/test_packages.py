"""一件事: the editors' list, and beginning a new one."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.registers.packages.models import Package


@pytest.fixture
def lead(desk):
    return desk.town.department


def begin(desk, **sent):
    values = {
        "code": "ONE-51",
        "name": "样例一件事",
        "audience": "person",
        "lead_department": desk.town.department.credit_code,
    }
    return desk.client(Role.EDITOR).post("/editor/packages/new/", values | sent)


def test_a_new_package_begins_as_a_draft_and_is_listed(desk):
    answer = begin(desk)

    assert answer.headers["Location"] == "/editor/packages/ONE-51/"
    page = desk.client(Role.EDITOR).get("/editor/packages/").content.decode()
    assert "样例一件事" in page
    assert "有草稿" in page


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"code": "one 51"}, "编码用大写字母"),
        ({"name": " "}, "请填写名称"),
        ({"lead_department": "nobody"}, "请选择牵头部门"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_begins(desk, sent, words):
    answer = begin(desk, **sent)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Package.objects.filter(name="样例一件事").exists()


def test_a_code_is_given_once(desk):
    begin(desk)

    answer = begin(desk)

    assert answer.status_code == 422
    assert "已经有人用了" in answer.content.decode()


def test_only_editors_may_look(desk):
    assert desk.client(Role.INTAKE).get("/editor/packages/").status_code == 403


def test_the_list_has_a_known_cost(desk, django_assert_max_num_queries):
    client = desk.client(Role.EDITOR)

    with django_assert_max_num_queries(5):
        client.get("/editor/packages/")
