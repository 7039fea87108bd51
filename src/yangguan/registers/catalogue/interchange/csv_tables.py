"""
Tables as CSV in a zip, one file each: what many a system takes and sends.

A text that begins like a formula gets an apostrophe in front when it is written, and loses it when
it is read, so that no spreadsheet carries it out and nothing is changed.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, TextIO

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.sheets import TABLES, columns_of, from_cell
from yangguan.registers.catalogue.interchange.workbook import LONGEST_CELL
from yangguan.registers.catalogue.interchange.workbook_rows import SheetRow

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def csv_writer(out: TextIO) -> Any:
    """A writer of rows; the file begins with the mark by which spreadsheets know UTF-8."""
    out.write("\ufeff")
    return csv.writer(out, lineterminator="\r\n")


def guarded(value: object) -> str:
    """The value as a cell of a CSV file."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The inverse of `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def csv_rows(archive: zipfile.ZipFile, entry: str) -> Iterator[SheetRow | Fault]:
    """The rows of one CSV file of a zip (UTF-8 or GB18030), named after its table."""
    table = PurePosixPath(entry).stem.upper()
    encoding = _encoding(archive, entry)
    if encoding is None:
        yield Fault(entry, "not-text", _("文件既不是 UTF-8 也不是 GB18030 文字"))
        return
    csv.field_size_limit(LONGEST_CELL * 4)
    with archive.open(entry) as raw, io.TextIOWrapper(raw, encoding=encoding, newline="") as text:
        rows = csv.reader(text, strict=True)
        try:
            head = [key.strip().upper() for key in next(rows, [])]
            for values in rows:
                if row := _row(table, rows.line_num, head, values):
                    yield row
        except (csv.Error, UnicodeDecodeError) as error:
            place = {"line": rows.line_num, "why": error}
            yield Fault(entry, "damaged", _("第 %(line)d 行读不出来：%(why)s") % place)


def _row(table: str, number: int, head: list[str], cells: list[str]) -> SheetRow | None:
    is_national = "CD_OPERATION" in head
    known = (
        {} if is_national or table not in TABLES else {each.key: each for each in columns_of(table)}
    )
    values: dict[str, Any] = {}
    for key, cell in zip(head, cells, strict=False):
        if cell and key:
            column = known.get(key)
            values[key] = from_cell(column, unguarded(cell)) if column else unguarded(cell)
    return SheetRow(table, number, values, [], is_national) if values else None


def _encoding(archive: zipfile.ZipFile, entry: str) -> str | None:
    """Told by reading all of it once: a file may change its mind in the last line."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            with archive.open(entry) as raw, io.TextIOWrapper(raw, encoding=encoding) as text:
                while text.read(1024 * 1024):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    return None
