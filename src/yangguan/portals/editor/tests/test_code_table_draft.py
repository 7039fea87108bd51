"""起草新版: typed or pasted, every fault said, and nothing lost."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.portals.editor.tests.standards_arranging import (
    CODES,
    KEY,
    URL,
    draft,
    office_editor,
    table,
)
from yangguan.registers.standards.queries.code_tables import code_table

TYPED = {
    "source": "虚构标准第 2 版",
    "in_force_date": "2026-02-01",
    "entries": "1, 自有\n2\t租赁\n3，公共场地",
    "seen_digest": "",
}


def send(client, **changes):
    return client.post(f"{URL}draft/", {**TYPED, **changes})


def test_the_form_begins_with_what_is_in_force(desk):
    table()

    page = office_editor().get(f"{URL}draft/").content.decode()

    assert "1, 自有\n2, 租赁\n9, 其他" in page


def test_a_draft_is_saved_and_compared(desk):
    table()

    answer = send(office_editor())

    assert answer.headers["Location"] == f"{URL}2/"
    assert code_table(KEY).draft.source == "虚构标准第 2 版"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"entries": "1"}, "第 1 行：应当是"),
        ({"entries": "1, 自有\n1, 租赁"}, "出现两次"),
        ({"in_force_date": "bald"}, "请写施行日期"),
        ({"in_force_date": "0001-01-01"}, "请写施行日期"),
        ({"source": ""}, "写明来源"),
    ],
)
def test_a_fault_is_said_and_what_was_typed_stays(desk, changes, words):
    table()

    answer = send(office_editor(), **changes)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert {**TYPED, **changes}["entries"].split(",")[0] in page
    assert code_table(KEY).draft is None


def test_what_somebody_else_has_changed_is_not_overwritten(desk):
    table()
    draft(*CODES[:2])

    answer = send(office_editor())

    assert answer.status_code == 409
    assert "公共场地" in answer.content.decode()


def test_a_draft_can_be_deleted(desk):
    table()
    draft(*CODES[:2])

    answer = office_editor().post(f"{URL}draft/", {"act": "delete"})

    assert answer.status_code == 302
    assert code_table(KEY).draft is None


def test_a_department_may_read_but_not_save(desk):
    table()
    client = desk.client(Role.EDITOR)

    assert "您的岗位不能改" in client.get(f"{URL}draft/").content.decode()
    assert send(client).status_code == 403
    assert client.post(f"{URL}draft/", {"act": "delete"}).status_code == 403
