"""导入事项: whole or not at all, every fault at once, a check that changes nothing."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from yangguan.foundation.actors.actor import Role
from yangguan.portals.desk.tests import staff
from yangguan.portals.editor.views.import_items import MOST_FILES
from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

CONTENT = Path(settings.BASE_DIR) / "content" / "dunhuang"


def sample() -> SimpleUploadedFile:
    path = sorted((CONTENT / "items").glob("*.json"))[0]
    return SimpleUploadedFile(path.name, path.read_bytes(), content_type="application/json")


def wrong(name: str = "错的.json", raw: bytes = b"{}") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, content_type="application/json")


def send(desk, act, *files):
    return desk.client(Role.EDITOR).post("/editor/import/", {"act": act, "files": list(files)})


@pytest.mark.usefixtures("loaded_city")
def test_checking_changes_nothing(db):
    office = Department.objects.get(key=CATALOGUE_OFFICE)
    editor = staff.client_of(staff.account_of(Role.EDITOR, department=office))
    before = Edition.objects.count()

    answer = editor.post("/editor/import/", {"act": "check", "files": [sample()]})

    assert answer.status_code == 200
    assert "没有变动" in answer.content.decode()
    assert Edition.objects.count() == before


def test_a_refused_file_names_every_fault_and_changes_nothing(desk):
    before = ServiceItem.objects.count()

    answer = send(desk, "publish", wrong(), wrong("不是.json", b"not json"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "UP_TASK_GENERAL_BASIC.TASK_NAME" in page
    assert "不是合格的 JSON" in page
    assert ServiceItem.objects.count() == before


@pytest.mark.usefixtures("loaded_city")
def test_a_department_is_told_that_another_departments_item_is_not_its_own(desk):
    answer = send(desk, "publish", sample())

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "只能发布本部门的" in page
    assert "not-your-items" in page


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
