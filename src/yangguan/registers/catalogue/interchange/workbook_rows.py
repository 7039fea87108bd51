"""
Reading a workbook that somebody sent: row by row, with bounds on everything that can be large.

A file may be a bomb, a formula, a picture, an old `.xls`, locked by a password. Each is told in
words; nothing of it is carried out, and no cell is longer in memory than a cell may be.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.sheets import (
    TABLES,
    TASK_CODE,
    columns_of,
    from_cell,
)
from yangguan.registers.catalogue.interchange.workbook import LONGEST_CELL, MOST_ROWS, REASON

MOST_ENTRIES = 1_000
MOST_UNPACKED = 4 * 1024**3
# The texts that a workbook keeps in one place are held in memory as a whole.
MOST_SHARED = 64 * 1024**2
MOST_STYLES = 16 * 1024**2
# Spreadsheets shrink to a tenth; a bomb to a thousandth.
HIGHEST_RATIO = 300
_SMALL = 1024**2
_LONGEST_TEXT = 12 * LONGEST_CELL
MOST_COLUMNS = 300
_HEAD_ROWS = 5
_OLD_OR_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a table, its number on the sheet, and which of its cells could not be taken."""

    table: str
    number: int
    values: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)
    is_national: bool = False


def workbook_fault(path: Path) -> Fault | None:
    """Why a file is no workbook that can be opened safely; None if it can."""
    with path.open("rb") as opened:
        head = opened.read(8)
    if head == _OLD_OR_LOCKED:
        return Fault(
            "", "old-or-locked", _("文件是旧的 .xls，或者加了密码。请另存为不加密码的 .xlsx")
        )
    fault = archive_fault(path)
    if fault is not None:
        return fault
    with zipfile.ZipFile(path) as archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
    if "[Content_Types].xml" not in sizes or "xl/workbook.xml" not in sizes:
        return Fault("", "not-a-workbook", _("文件不是 .xlsx 表格"))
    if any("vbaProject" in name for name in sizes):
        return Fault("", "macros", _("文件带宏。请另存为不带宏的 .xlsx"))
    shared = sum(size for name, size in sizes.items() if "sharedStrings" in name)
    styles = sum(size for name, size in sizes.items() if "styles" in name or "theme" in name)
    if shared > MOST_SHARED or styles > MOST_STYLES:
        return Fault("", "too-large", _("表格里的文字太多，请分成几个文件，或者改用 JSON 行"))
    with zipfile.ZipFile(path) as archive:
        faults = (_part_fault(archive, name) for name in sizes if name.endswith((".xml", ".rels")))
        return next((fault for fault in faults if fault is not None), None)


def _part_fault(archive: zipfile.ZipFile, name: str) -> Fault | None:
    """
    What the parser must not meet: entities of its own making, a cell of a hundred megabytes.

    A text runs from one `<` to the next; none is longer than a cell whose characters are all
    escaped.
    """
    run = 0
    tail = b""
    try:
        with archive.open(name) as part:
            while chunk := part.read(_SMALL):
                if b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk:
                    return Fault("", "entities", _("文件里有不该有的 XML 定义，没有打开"))
                first, last = chunk.find(b"<"), chunk.rfind(b"<")
                longest = max(map(len, chunk.split(b"<")))
                run = run + len(chunk) if first < 0 else max(run + first, longest)
                if run > _LONGEST_TEXT:
                    most = {"most": LONGEST_CELL}
                    return Fault("", "too-long", _("一个格子最多 %(most)d 个字") % most)
                run = run if first < 0 else len(chunk) - last
                tail = chunk[-16:]
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error):
        return Fault("", "damaged", _("压缩文件坏了，打不开"))
    return None


def archive_fault(path: Path) -> Fault | None:
    """Why a zip file is not unpacked: damaged, locked, or far larger than it looks."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Fault("", "damaged", _("压缩文件坏了，打不开"))
    if any(entry.flag_bits & 1 for entry in entries):
        return Fault("", "locked", _("压缩文件加了密码，请去掉密码再传"))
    bomb = Fault("", "bomb", _("压缩文件解开以后太大，不像是事项，没有打开"))
    # A list of names can itself be the bomb; a zip of item files may have many, and small ones.
    if len(entries) > MOST_ENTRIES * 1_000 or sum(each.file_size for each in entries) > (
        MOST_UNPACKED
    ):
        return bomb
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > _SMALL and ratio > HIGHEST_RATIO:
            return bomb
    return None


def sheet_rows(path: Path) -> Iterator[SheetRow | Fault]:
    """
    Every row of every table, sheet by sheet; a `Fault` for a sheet that cannot be read.

    Call `workbook_fault` first.
    """
    # Formulas are asked for as such, not as what some program once made of them.
    with path.open("rb") as opened:
        yield from _book_rows(opened)


def _book_rows(opened: IO[bytes]) -> Iterator[SheetRow | Fault]:
    try:
        book = load_workbook(opened, read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # the library's XML faults have no common class
        why = type(error).__name__
        yield Fault("", "damaged", _("表格读不出来（%(why)s）") % {"why": why})
        return
    try:
        for sheet in book.worksheets:
            # What a file claims of its size is not what it holds.
            sheet.reset_dimensions()
            name = str(sheet.title).strip().upper()
            rows = sheet.iter_rows(max_col=MOST_COLUMNS)
            try:
                yield from _table_rows(name, rows)
            except Exception as error:  # the library's XML faults have no common class
                why = type(error).__name__
                yield Fault(name, "damaged", _("工作表读不出来（%(why)s）") % {"why": why})
    finally:
        book.close()


def _table_rows(name: str, rows: Iterator[Any]) -> Iterator[SheetRow | Fault]:
    keys: dict[int, str] = {}
    before: Any = None
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            yield Fault(name, "too-many-rows", _("工作表的行太多"))
            return
        # Rows that a file leaves out, up to a million of them, come as one and the same row.
        is_left_out, before = row is before, row
        if is_left_out and keys:
            continue
        if not keys:
            keys = _keys(row)
            if not keys and number >= _HEAD_ROWS:
                if name in TABLES:
                    yield Fault(name, "no-head", _("工作表没有表头（要有 TASK_CODE 一列）"))
                return
            continue
        read = _row(name, number, row, keys)
        if read is not None:
            yield read


def _keys(row: Any) -> dict[int, str]:
    told = {
        place: str(cell.value).strip().upper()
        for place, cell in enumerate(row)
        if cell.value is not None
    }
    is_head = {TASK_CODE, "ROW_GUID", "TASK_GUID"} & set(told.values())
    return told if is_head else {}


def _row(name: str, number: int, row: Any, keys: dict[int, str]) -> SheetRow | None:
    is_national = "CD_OPERATION" in keys.values()
    known = {} if is_national or name not in TABLES else {
        column.key: column for column in columns_of(name)
    }  # fmt: skip
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for place, cell in enumerate(row):
        key = keys.get(place)
        if key is None or key == REASON or cell.value is None:
            continue
        value, fault = _value(cell)
        if fault:
            where = f"{get_column_letter(place + 1)}{number}"
            faults.append(Fault(key, fault[0], f"{where}：{fault[1]}"))
        if value in (None, ""):
            continue
        is_plain = is_national or key == TASK_CODE
        values[key] = value if is_plain else from_cell(known.get(key), value)
    return SheetRow(name, number, values, faults, is_national) if values or faults else None


def _value(cell: Any) -> tuple[Any, tuple[str, str] | None]:
    value = cell.value
    if cell.data_type == "f":
        text = str(getattr(value, "text", value))[:200]
        return f"{text}", ("formula", _("是算式，请改成它的值"))
    if cell.data_type == "e" or (isinstance(value, str) and value in _ERRORS):
        return None, ("cell-error", _("是出错的算式（%(value)s）") % {"value": value})
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        return None, ("too-long", _("一个格子最多 %(most)d 个字") % {"most": LONGEST_CELL})
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return (value.date().isoformat() if is_day else value.isoformat(sep=" ")), None
    if isinstance(value, date):
        return value.isoformat(), None
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return int(value), None
    if isinstance(value, str | int | float | bool):
        return value, None
    return str(value), None
