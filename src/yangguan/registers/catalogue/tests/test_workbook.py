"""Items in a workbook: the same after a round trip; hostile files are told, not carried out."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from openpyxl import Workbook, load_workbook

from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.item import BASIC, read_item
from yangguan.registers.catalogue.interchange.sheets import SINGLE
from yangguan.registers.catalogue.interchange.workbook import ItemWorkbook, WrittenItem
from yangguan.registers.catalogue.interchange.workbook_rows import (
    MOST_SHARED,
    sheet_rows,
    workbook_fault,
)
from yangguan.registers.catalogue.interchange.writer import write_item
from yangguan.registers.catalogue.tests.interchange_sample import sample_item
from yangguan.registers.catalogue.tests.written_contents import base, contents

ITEMS = sorted((Path(settings.BASE_DIR) / "content/dunhuang/items").glob("*.json"))


def unit(_name: str) -> str:
    return ""


def written(path: Path, *documents) -> Path:
    book = ItemWorkbook()
    for document in documents:
        book.add(WrittenItem(document))
    book.save(path)
    return path


def read(path: Path):
    """The documents of a workbook that has one item."""
    assert workbook_fault(path) is None
    document: dict[str, Any] = {}
    for row in sheet_rows(path):
        assert not isinstance(row, Fault)
        assert not row.faults
        values = {
            key: value
            for key, value in row.values.items()
            if row.table == BASIC or key != "TASK_CODE"
        }
        if row.table in SINGLE:
            document[row.table] = values
        else:
            document.setdefault(row.table, []).append(values)
    reading = read_item(document, resolve_unit=unit)
    assert reading.faults == ()
    assert reading.content is not None
    return reading.content


@pytest.mark.parametrize("path", ITEMS[::6], ids=lambda path: path.stem)
def test_an_item_of_the_city_is_the_same_after_a_workbook(path, tmp_path):
    content = read_item(json.loads(path.read_bytes()), resolve_unit=unit).content
    assert content is not None

    assert read(written(tmp_path / "x.xlsx", write_item(content, state="1", version=1))) == content


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=contents())
def test_any_item_is_the_same_after_a_workbook(content, tmp_path):
    assert read(written(tmp_path / "x.xlsx", write_item(content, state="1", version=1))) == content


def test_the_second_row_names_the_columns_and_codes_are_chosen_from_a_list(tmp_path):
    sheet = load_workbook(written(tmp_path / "x.xlsx", sample_item()))[BASIC]

    heads = {cell.value: number for number, cell in enumerate(sheet[2], start=1)}
    choices = {str(each.sqref).split(":")[0][:-1]: each.formula1
               for each in sheet.data_validations.dataValidation}  # fmt: skip
    column = sheet.cell(row=2, column=heads["TASK_TYPE"]).column_letter
    assert sheet.freeze_panes == "B3"
    assert sheet.cell(row=1, column=heads["TASK_TYPE"]).comment.text.startswith("必填")
    assert "01 行政许可" in choices[column]
    assert sheet.cell(row=3, column=heads["TASK_TYPE"]).value == "01 行政许可"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-无", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_text_that_looks_like_a_formula_is_written_as_a_text(tmp_path, text):
    document = write_item(base(process_text=text), state="1", version=1)

    sheet = load_workbook(written(tmp_path / "x.xlsx", document))[BASIC]

    cell = next(c for c in sheet[3] if c.value == text)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_a_formula_that_comes_in_is_refused_by_its_cell(tmp_path):
    written(tmp_path / "x.xlsx", sample_item())
    book = load_workbook(tmp_path / "x.xlsx")
    book[BASIC]["C3"] = "=1+1"
    book.save(tmp_path / "y.xlsx")

    row = next(row for row in sheet_rows(tmp_path / "y.xlsx") if row.table == BASIC)

    assert [(fault.code, fault.message[:2]) for fault in row.faults] == [("formula", "C3")]


def test_codes_that_a_spreadsheet_took_for_numbers_are_read(tmp_path):
    written(tmp_path / "x.xlsx", sample_item())
    book = load_workbook(tmp_path / "x.xlsx")
    sheet = book[BASIC]
    heads = {cell.value: number for number, cell in enumerate(sheet[2], start=1)}
    sheet.cell(row=3, column=heads["TASK_TYPE"]).value = 1
    sheet.cell(row=3, column=heads["USE_LEVEL"]).value = 4.0
    book.save(tmp_path / "y.xlsx")

    assert read(tmp_path / "y.xlsx").item_type == "01"


def archive(method: int = zipfile.ZIP_DEFLATED, /, **entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, raw in entries.items():
            made.writestr({"types": "[Content_Types].xml", "book": "xl/workbook.xml",
                           "sheet": "xl/worksheets/sheet1.xml", "shared": "xl/sharedStrings.xml",
                           "macro": "xl/vbaProject.bin"}[name], raw)  # fmt: skip
    return out.getvalue()


PLAIN = {"types": b"<Types/>", "book": b"<workbook/>"}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old-or-locked"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (archive(types=b"<Types/>"), "not-a-workbook"),
        (archive(**PLAIN, macro=b"x"), "macros"),
        (archive(**PLAIN, sheet=b"<x>" + b"a" * 20_000_000), "bomb"),
        (
            archive(zipfile.ZIP_STORED, **PLAIN, shared=b"<t>1</t>" * (MOST_SHARED // 8 + 1)),
            "too-large",
        ),
        (archive(**PLAIN, sheet=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "entities"),
        (archive(**PLAIN, sheet=bytes(range(256)).replace(b"<", b"") * 4_000), "too-long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_workbook_to_open_is_told_why(tmp_path, raw, code):
    (tmp_path / "x.xlsx").write_bytes(raw)

    assert workbook_fault(tmp_path / "x.xlsx").code == code


def test_a_row_far_below_does_not_make_millions_of_rows(tmp_path):
    written(tmp_path / "x.xlsx", sample_item())
    out = tmp_path / "y.xlsx"
    with zipfile.ZipFile(tmp_path / "x.xlsx") as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<row r="3"', b'<row r="999999999"'))

    found = list(sheet_rows(out))

    assert any(isinstance(row, Fault) and row.code == "too-many-rows" for row in found)


def test_a_sheet_without_the_head_is_told(tmp_path):
    book = Workbook()
    book.active.title = BASIC
    for _row in range(6):
        book.active.append(["事项", "名称"])
    book.save(tmp_path / "x.xlsx")

    assert [row.code for row in sheet_rows(tmp_path / "x.xlsx")] == ["no-head"]
