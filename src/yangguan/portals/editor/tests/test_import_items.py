"""导入事项: whole or not at all, every fault at once, a check that changes nothing."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from yangguan.foundation.actors.actor import Role
from yangguan.portals.desk.tests import staff
from yangguan.portals.editor.views.import_items import MOST_FILES
from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.imports.models import ImportRun
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

CONTENT = Path(settings.BASE_DIR) / "content" / "dunhuang"


def sample() -> SimpleUploadedFile:
    path = sorted((CONTENT / "items").glob("*.json"))[0]
    return SimpleUploadedFile(path.name, path.read_bytes(), content_type="application/json")


def wrong(name: str = "错的.json", raw: bytes = b"{}") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, content_type="application/json")


def send(desk, act, *files, **more):
    data = {"act": act, "files": list(files), **more}
    return desk.client(Role.EDITOR).post("/editor/import/", data)


@pytest.fixture
def reviewer(db):
    """An editor of the office that reviews: what it imports it may publish."""
    office, _ = Department.objects.get_or_create(
        key=CATALOGUE_OFFICE,
        defaults={"credit_code": "11620982XNTX00088A", "name": "敦煌市审改办", "kind": "部门"},
    )
    return staff.client_of(
        staff.account_of(Role.EDITOR, department=office, name="测审", number="G97900")
    )


@pytest.mark.usefixtures("loaded_city")
def test_checking_changes_nothing(reviewer):
    before = Edition.objects.count()

    answer = reviewer.post("/editor/import/", {"act": "check", "files": [sample()]})

    assert answer.status_code == 200
    assert "没有变动" in answer.content.decode()
    assert Edition.objects.count() == before


def test_a_refused_file_names_every_fault_and_changes_nothing(reviewer):
    before = ServiceItem.objects.count()
    uploads = [wrong(), wrong("不是.json", b"not json")]

    answer = reviewer.post("/editor/import/", {"act": "publish", "files": uploads})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "UP_TASK_GENERAL_BASIC.TASK_NAME" in page
    assert "不是合格的 JSON" in page
    assert ServiceItem.objects.count() == before


@pytest.mark.usefixtures("loaded_city")
def test_a_department_is_told_that_another_departments_item_is_not_its_own(desk):
    answer = send(desk, "submit", sample(), reason="按新条例改")

    page = desk.client(Role.EDITOR).get(answer.url).content.decode()
    assert "只能发布本部门的" in page
    assert "not-your-items" in page


@pytest.mark.parametrize("act", ["submit", "publish"])
def test_a_department_says_why_before_anything_is_taken_in(desk, act):
    answer = send(desk, act, sample(), good="1", reason=" ")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#f-reason"' in page
    assert re.search(r'name="good"[^>]* checked', page)
    assert not ImportRun.objects.exists()


def test_a_department_cannot_publish_by_an_import_and_is_not_offered_to(desk, reviewer):
    own = desk.client(Role.EDITOR).get("/editor/import/").content.decode()
    office = reviewer.get("/editor/import/").content.decode()

    assert 'value="publish"' not in own
    assert 'value="submit"' in own
    assert 'value="publish"' in office


def test_no_file_is_no_import(desk):
    answer = send(desk, "check")

    assert answer.status_code == 422
    assert "请先选择文件" in answer.content.decode()


def test_a_file_of_more_than_one_item_becomes_an_import_of_its_own(desk):
    answer = send(desk, "check", wrong("两个.jsonl", b'{"a": 1}\n{"b": 2}\n'))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/editor/imports/")


def test_several_such_files_lead_to_the_list_of_imports(desk):
    answer = send(desk, "check", wrong("a.jsonl"), wrong("b.xlsx"))

    assert answer.headers["Location"] == "/editor/imports/"


def test_too_many_files_are_refused_together(desk):
    answer = send(desk, "check", *(wrong(f"{n}.json") for n in range(MOST_FILES + 1)))

    assert f"一次最多 {MOST_FILES} 个文件" in answer.content.decode()


def test_only_editors_may_import(desk):
    assert desk.client(Role.DECISION).get("/editor/import/").status_code == 403
