"""
Items as files: what is in force, item by item, in the order of the implementation codes.

Every file can be imported again and changes nothing. What is not streamed is written to a file
first; in memory there is one item at a time.
"""

import json
import tempfile
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from yangguan.registers.catalogue.content import EditionContent, decode
from yangguan.registers.catalogue.interchange.csv_tables import csv_writer, guarded
from yangguan.registers.catalogue.interchange.national import (
    DIRECTORY,
    Batch,
    national_rows,
    national_tables,
    row_faults,
)
from yangguan.registers.catalogue.interchange.workbook import (
    MOST_ROWS,
    ItemWorkbook,
    TooLargeForSheet,
    WrittenItem,
    text_cell,
)
from yangguan.registers.catalogue.interchange.writer import write_item
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.queries import ItemList, on_list
from yangguan.registers.imports.errors import ExportTooLarge

_PAGE = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportFormat(StrEnum):
    LINES = "jsonl"
    WORKBOOK = "xlsx"
    NATIONAL_LINES = "national-jsonl"
    NATIONAL_CSV = "national-csv"
    NATIONAL_WORKBOOK = "national-xlsx"


FORMAT_WORDS = {
    ExportFormat.WORKBOOK: gettext_lazy("表格（xlsx），每张表一页"),
    ExportFormat.LINES: gettext_lazy("JSON 行，每行一个事项"),
    ExportFormat.NATIONAL_WORKBOOK: gettext_lazy("国家交换表（xlsx）"),
    ExportFormat.NATIONAL_CSV: gettext_lazy("国家交换表（CSV 压缩包，附问题清单）"),
    ExportFormat.NATIONAL_LINES: gettext_lazy("国家交换表（JSON 行）"),
}
_SUFFIXES = {
    ExportFormat.LINES: (".jsonl", "application/jsonl"),
    ExportFormat.WORKBOOK: (".xlsx", XLSX),
    ExportFormat.NATIONAL_LINES: ("-UP_TASK.jsonl", "application/jsonl"),
    ExportFormat.NATIONAL_CSV: ("-UP_TASK.zip", "application/zip"),
    ExportFormat.NATIONAL_WORKBOOK: ("-UP_TASK.xlsx", XLSX),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which items; nothing said is all of them."""

    department_id: int | None = None
    item_list: ItemList | None = None


@dataclass(frozen=True, slots=True)
class _Exported:
    content: EditionContent
    state: str
    version: int

    def document(self) -> dict[str, Any]:
        return write_item(self.content, state=self.state, version=self.version)


def file_name(form: ExportFormat, *, at: datetime) -> tuple[str, str]:
    """The name and the media type of a file that is exported now."""
    suffix, media_type = _SUFFIXES[form]
    return f"事项-{localtime(at):%Y%m%d-%H%M}{suffix}", media_type


def is_streamed(form: ExportFormat) -> bool:
    """Whether the file can be sent while it is written."""
    return form in (ExportFormat.LINES, ExportFormat.NATIONAL_LINES)


def export_lines(selection: Selection, form: ExportFormat, *, at: datetime) -> Iterator[bytes]:
    """The lines of a streamed format. A statement for each 200 items."""
    if form is ExportFormat.LINES:
        for each in _items(selection):
            yield _line(each.document())
        return
    for table, row in _national(selection, at=at):
        yield _line({"TABLE": table, **row})


def write_export(selection: Selection, form: ExportFormat, path: Path, *, at: datetime) -> int:
    """
    Write a file of any format; the number of items. Raises `ExportTooLarge` for a workbook whose
    sheets would have more rows than the format knows; then nothing is left at `path`.
    """
    try:
        match form:
            case ExportFormat.WORKBOOK:
                return _write_workbook(selection, path)
            case ExportFormat.NATIONAL_WORKBOOK:
                return _write_national_workbook(selection, path, at=at)
            case ExportFormat.NATIONAL_CSV:
                return _write_csv(selection, path, at=at)
        with path.open("wb") as out:
            count = 0
            for line in export_lines(selection, form, at=at):
                out.write(line)
                count += form is ExportFormat.LINES or b'_BASIC"' in line[:60]
            return count
    except TooLargeForSheet as error:
        path.unlink(missing_ok=True)
        raise ExportTooLarge from error


def _items(selection: Selection) -> Iterator[_Exported]:
    chosen = Q(edition__isnull=False)
    if selection.department_id is not None:
        chosen &= Q(department_id=selection.department_id)
    if selection.item_list is not None:
        chosen &= on_list(selection.item_list)
    after = ""
    while True:
        page = list(
            ServiceItem.objects.filter(chosen, task_code__gt=after)
            .order_by("task_code")
            .values_list("task_code", "state", "edition__number", "edition__content")[:_PAGE]
        )
        for _code, state, version, content in page:
            yield _Exported(decode(content), state, version)
        if len(page) < _PAGE:
            return
        after = page[-1][0]


def _national(selection: Selection, *, at: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of all items; an entry of the directory that several items share comes once."""
    batch = Batch(number=uuid.uuid4().hex, at=localtime(at))
    told: set[str] = set()
    for each in _items(selection):
        rows = national_rows(each.content, state=each.state, version=each.version, batch=batch)
        for table, row in rows:
            if table == DIRECTORY:
                if row["ROW_GUID"] in told:
                    continue
                told.add(row["ROW_GUID"])
            yield table, row


def _write_workbook(selection: Selection, path: Path) -> int:
    book = ItemWorkbook()
    count = 0
    for each in _items(selection):
        book.add(WrittenItem(each.document()))
        count += 1
    book.save(path)
    return count


def _write_national_workbook(selection: Selection, path: Path, *, at: datetime) -> int:
    book = Workbook(write_only=True)
    sheets: dict[str, Any] = {}
    rows: dict[str, int] = {}
    count = 0
    for name, table in national_tables().items():
        sheets[name] = book.create_sheet(name)
        sheets[name].freeze_panes = "B3"
        sheets[name].append([WriteOnlyCell(sheets[name], column.title) for column in table.columns])
        sheets[name].append([column.name for column in table.columns])
        rows[name] = 2
    for table_name, row in _national(selection, at=at):
        if rows[table_name] == MOST_ROWS:
            raise TooLargeForSheet(str(row.get("TASK_CODE")), table_name)
        sheet = sheets[table_name]
        sheet.append([text_cell(sheet, value) for value in row.values()])
        rows[table_name] += 1
        count += table_name.endswith("_BASIC")
    book.save(path)
    return count


def _write_csv(selection: Selection, path: Path, *, at: datetime) -> int:
    """One file for each table, and what the receiver would send back in one of its own."""
    count = 0
    with tempfile.TemporaryDirectory(prefix="yangguan-export-") as name, ExitStack() as opened:
        folder = Path(name)

        def new(table: str, head: list[str]) -> Any:
            out = opened.enter_context(
                (folder / f"{table}.csv").open("w", encoding="utf-8", newline="")
            )
            writer = csv_writer(out)
            writer.writerow(head)
            return writer

        writers = {
            table: new(table, [column.name for column in each.columns])
            for table, each in national_tables().items()
        }
        report = new("问题清单", ["TABLE", "ROW_GUID", "TASK_CODE", "FIELD", "MESSAGE"])
        for table, row in _national(selection, at=at):
            writers[table].writerow([guarded(value) for value in row.values()])
            count += table.endswith("_BASIC")
            for fault in row_faults(table, row):
                key = (row["ROW_GUID"], row.get("TASK_CODE") or row.get("CATALOG_CODE"))
                report.writerow([table, *key, fault.field, fault.message])
        opened.close()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.iterdir()):
                archive.write(file, file.name)
    return count


def _line(values: dict[str, Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False) + "\n").encode()
