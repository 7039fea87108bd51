"""Whatever a file is, its items are found; what is none is told by its place (R2.6)."""

import json
from datetime import UTC, datetime

import pytest

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.imports.exports import ExportFormat, Selection, write_export
from yangguan.registers.imports.operations.carry_out import carry_out
from yangguan.registers.imports.operations.start_import import start_import
from yangguan.registers.imports.queries import refused_lines
from yangguan.registers.imports.states import ImportAct, RunState
from yangguan.registers.imports.tests import files

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)


def carried_out(raw, act=ImportAct.GOOD_ONES, name="x"):
    run = start_import([raw], name=name, act=act, by=system_actor("测试"), at=NOON)
    carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True)
    run.refresh_from_db()
    return run


def codes_of(run):
    return [fault.code for line in refused_lines(run.pk)[0] for fault in line.faults]


def faults_of(run):
    """With the place and the words: what a failing test shows."""
    return [
        (line.place, fault.field, fault.code, fault.message)
        for line in refused_lines(run.pk)[0]
        for fault in line.faults
    ]


def as_array(*items):
    return json.dumps(items, ensure_ascii=False).encode()


def one_indented(item):
    return json.dumps(item, ensure_ascii=False, indent=2).encode()


@pytest.mark.parametrize(
    "raw",
    [
        files.lines(files.item(1), files.item(2)),
        files.lines(files.item(1)) + b"\r\n\n" + files.lines(files.item(2), encoding="gb18030"),
        b"\xef\xbb\xbf" + files.lines(files.item(1), files.item(2)),
        as_array(files.item(1), files.item(2)),
        files.zipped(
            a__json=one_indented(files.item(1)),
            b__json=json.dumps(files.item(2), ensure_ascii=False).encode("gb18030"),
        ),
        files.zipped(a__jsonl=files.lines(files.item(1), files.item(2)), readme__txt=b"x"),
    ],
    ids=["lines", "lines of two encodings", "mark", "list", "zip of files", "zip of lines"],
)
def test_the_items_of_a_file_are_found(raw):
    run = carried_out(raw)

    assert faults_of(run) == []
    assert (run.state, run.total, run.published) == (RunState.DONE, 2, 2)


def test_rows_of_a_workbook_may_come_in_any_order(tmp_path):
    run = carried_out(files.workbook(tmp_path / "x.xlsx", files.item(2), files.item(1)))

    assert (run.total, run.published) == (2, 2)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"   ", "没有事项"),
        (b"PK\x05\x06" + b"\0" * 18, "没有事项"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, ".xls"),
        (b"PK\x03\x04 broken", "压缩文件坏了"),
        (files.zipped(a__json=b" " * 50_000_000), "太大"),
        ("事项名称,实施编码\n食品经营许可,1\n".encode(), "csv"),
    ],
    ids=["blank", "empty zip", "old workbook", "broken zip", "bomb", "one table"],
)
def test_a_file_that_cannot_be_read_is_told_as_a_whole(raw, words):
    run = carried_out(raw)

    assert run.state == RunState.FAILED
    assert words in run.fault


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"<html>502</html>", "not-json"),
        (b'{"a": ', "not-json"),
        (b"\xff\xfe\xfd", "not-text"),
        (b"[1, 2]", "wrong-type"),
        (b'{"UP_TASK_GENERAL_BASIC": {"TASK_NAME": "\\ud800"}}', "unstorable"),
        (b'{"errCode": 0, "msg": "\xe6\x9c\xaa\xe6\x89\xbe\xe5\x88\xb0"}', "no-item"),
        (b'{"x": "' + b"a" * 5_000_000 + b'"}', "file-too-large"),
    ],
)
def test_a_line_that_is_no_item_is_told_and_the_others_stand(line, code):
    run = carried_out(files.lines(files.item(1)) + line + b"\n" + files.lines(files.item(2)))

    assert (run.total, run.published, run.refused) == (3, 2, 1)
    assert code in codes_of(run)


@pytest.mark.parametrize("form", list(ExportFormat))
def test_what_is_exported_and_imported_again_changes_nothing(loaded_city, tmp_path, form):
    """Whole documents and national rows alike: 60 items, not one new edition."""
    write_export(Selection(), form, tmp_path / "out", at=NOON)
    editions = Edition.objects.count()

    run = carried_out((tmp_path / "out").read_bytes(), name="out")

    assert faults_of(run) == []
    assert (run.state, run.total, run.unchanged) == (RunState.DONE, 60, 60)
    assert Edition.objects.count() == editions


def test_a_national_row_that_says_something_new_changes_that_and_nothing_else(
    loaded_city, tmp_path
):
    write_export(Selection(), ExportFormat.NATIONAL_LINES, tmp_path / "out", at=NOON)
    rows = [json.loads(line) for line in (tmp_path / "out").read_text("utf-8").splitlines()]
    item = ServiceItem.objects.filter(item_type="01").order_by("task_code")[0]
    before = decode(item.edition.content)
    told = [row for row in rows if row.get("TASK_CODE") == item.task_code]
    told[0]["LINK_WAY"] = "0937-5559999（示例号码）"

    run = carried_out("".join(json.dumps(row) + "\n" for row in told).encode())

    item.refresh_from_db()
    after = decode(item.edition.content)
    assert (run.total, run.published) == (1, 1)
    assert after.service.enquiries == "0937-5559999（示例号码）"
    assert (after.form, after.process, after.laws, after.materials) == (
        before.form, before.process, before.laws, before.materials,
    )  # fmt: skip


def test_an_item_that_the_platform_does_not_know_comes_from_national_rows_alone(
    loaded_city, tmp_path
):
    write_export(Selection(), ExportFormat.NATIONAL_LINES, tmp_path / "out", at=NOON)
    text = (tmp_path / "out").read_text("utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    item = ServiceItem.objects.filter(item_type="01").order_by("task_code")[0]
    told = [row for row in rows if row.get("TASK_CODE") == item.task_code]
    for row in told:
        row["TASK_CODE"] = row["TASK_CODE"][:-3] + "977"
        if "CATALOG_CODE" in row:
            row |= {"CATALOG_CODE": row["CATALOG_CODE"][:-3] + "977", "TASK_NAME": "新下发的许可"}

    run = carried_out("".join(json.dumps(row) + "\n" for row in told).encode())

    assert faults_of(run) == []
    content = decode(ServiceItem.objects.get(name="新下发的许可").edition.content)
    assert [step.name for _key, step in content.process.steps()] == ["受理", "决定", "送达"]
    assert content.laws


def test_rows_that_belong_to_no_item_are_told(loaded_city):
    orphan = {"TABLE": "DN_TASK_GENERAL_MATERIAL", "TASK_GUID": "x", "MATERIAL_NAME": "甲",
              "CD_OPERATION": "I", "ROW_GUID": "y"}  # fmt: skip

    run = carried_out(json.dumps(orphan).encode() + b"\n")

    assert codes_of(run) == ["no-item"]


def test_a_withdrawal_from_above_is_applied(loaded_city, tmp_path):
    write_export(Selection(), ExportFormat.NATIONAL_LINES, tmp_path / "out", at=NOON)
    rows = [json.loads(line) for line in (tmp_path / "out").read_text("utf-8").splitlines()]
    basic = next(row for row in rows if row["TABLE"].endswith("_BASIC"))
    told = [row for row in rows if row.get("TASK_CODE") == basic["TASK_CODE"]]
    told[0]["CD_OPERATION"] = "D"

    carried_out("".join(json.dumps(row) + "\n" for row in told).encode())

    assert ServiceItem.objects.get(task_code=basic["TASK_CODE"]).state == "3"
