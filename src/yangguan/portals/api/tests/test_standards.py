"""Code tables as open data."""

import pytest
from django.utils import timezone

from yangguan.portals.editor.tests.standards_arranging import CODES, KEY, SYSTEM, draft, table
from yangguan.registers.standards.operations.put_in_force import put_in_force

pytestmark = pytest.mark.django_db
URL = f"/api/v1/code-tables/{KEY}"


def test_tables_are_listed_with_what_is_in_force(client):
    table()

    found = client.get("/api/v1/code-tables").json()

    mine = next(line for line in found if line["key"] == KEY)
    assert (mine["number"], mine["count"], mine["standard"]) == (1, 3, "虚构标准")


def test_the_codes_in_force_and_those_before_can_be_read(client):
    table()
    draft(*CODES[:2])
    put_in_force(key=KEY, number=2, successors={"9": "1"}, by=SYSTEM, at=timezone.now())

    now, before = client.get(URL).json(), client.get(f"{URL}?version=1").json()

    assert [code["code"] for code in now["codes"]] == ["1", "2"]
    assert now["successors"] == {"9": "1"}
    assert (now["state"], before["state"]) == ("in-force", "replaced")
    assert before["codes"][2]["name"] == "其他"


@pytest.mark.parametrize("path", [f"{URL}?version=2", f"{URL}?version=7", "/api/v1/code-tables/x"])
def test_a_draft_is_not_public_and_what_is_not_there_is_not_found(client, path):
    table()
    draft(*CODES[:2])

    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.json()["code"] == "code-table-not-found"
