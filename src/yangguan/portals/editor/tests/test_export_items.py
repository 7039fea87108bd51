"""导出事项: every form downloads, of all items or of one department."""

import io
import json
import zipfile

import pytest
from openpyxl import load_workbook

from yangguan.foundation.actors.actor import Role
from yangguan.portals.desk.tests import staff
from yangguan.registers.imports.exports import ExportFormat
from yangguan.registers.organisations.models import Department

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(loaded_city):
    return staff.client_of(staff.account_of(Role.EDITOR, department=department()))


def department():
    return Department.objects.get(key="scj")


def raw_of(answer):
    return b"".join(answer.streaming_content)


def test_the_page_offers_every_form(editor):
    page = editor.get("/editor/export/").content.decode()

    assert all(f'value="{each.value}"' in page for each in ExportFormat)


def test_lines_are_streamed_item_by_item(editor):
    answer = editor.get("/editor/export/file/?format=jsonl")

    lines = raw_of(answer).decode().splitlines()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert len([json.loads(line) for line in lines]) == 60


def test_one_department_alone(editor):
    answer = editor.get(f"/editor/export/file/?format=jsonl&department={department().pk}")

    codes = {
        json.loads(line)["UP_TASK_GENERAL_BASIC"]["DEPT_CODE"]
        for line in raw_of(answer).decode().splitlines()
    }
    assert codes == {department().credit_code}


def test_the_national_tables_come_with_what_the_receiver_would_send_back(editor):
    answer = editor.get("/editor/export/file/?format=national-csv")

    with zipfile.ZipFile(io.BytesIO(raw_of(answer))) as archive:
        names = set(archive.namelist())
        head = archive.read("UP_TASK_GENERAL_BASIC.csv").decode("utf-8-sig").splitlines()[0]
    assert {"UP_TASK_DIRECTORY.csv", "UP_TASK_PUBLIC_BASIC.csv", "问题清单.csv"} <= names
    assert head.startswith("ROW_GUID,TASK_NAME,CATALOG_CODE")


def test_a_form_that_is_not_known_is_a_workbook(editor):
    answer = editor.get("/editor/export/file/?format=docx&department=abc&list=x")

    book = load_workbook(io.BytesIO(raw_of(answer)), read_only=True)
    assert "UP_TASK_GENERAL_BASIC" in book.sheetnames


def test_only_editors_export(desk):
    assert desk.client(Role.DECISION).get("/editor/export/file/").status_code == 403
