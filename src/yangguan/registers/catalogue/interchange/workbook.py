"""
Items as a workbook (xlsx), written row by row: nothing but the row at hand is kept in memory.

A sheet's first row has the names that people read, with what belongs into the column as a comment;
the second has the names of the interchange. A refused item comes back with its reasons in front.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from yangguan.foundation.language.chinese import in_chinese
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.item import BASIC
from yangguan.registers.catalogue.interchange.sheets import (
    SINGLE,
    TABLES,
    TASK_CODE,
    CellKind,
    SheetColumn,
    choice_words,
    columns_of,
    to_cell,
)

REASON = "FAULTS"
# Excel's own bound.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
_FIRST_ROW = 3
_HEAD = PatternFill("solid", fgColor="E4EFEA")
_REQUIRED = Font(bold=True, color="A4262C")
_PLAIN = Font(bold=True)
_KEY = Font(size=8, color="6B6B6B")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
# A cell that begins so is a formula to many a program: it is marked as text.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_WIDE = {CellKind.TEXT: 24, CellKind.LIST: 24, CellKind.JSON: 32}


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """A document, and why it was refused, if it comes back."""

    document: Mapping[str, Any]
    faults: tuple[Fault, ...] = ()


class TooLargeForSheet(Exception):
    """A value is longer than a cell may be, or a sheet has more rows than the format knows."""

    def __init__(self, task_code: str, column: str) -> None:
        super().__init__(f"{task_code} {column}")
        self.task_code = task_code
        self.column = column


def text_cell(sheet: Any, value: object) -> Any:
    """A value for a row of a sheet; a text that looks like a formula stays a text."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not _FORMULA.match(text):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


class ItemWorkbook:
    """A workbook that items are added to, one after the other."""

    def __init__(self, *, with_reasons: bool = False) -> None:
        self._book = Workbook(write_only=True)
        self._with_reasons = with_reasons
        self._sheets = {table: self._new_sheet(table) for table in TABLES}
        self._rows = dict.fromkeys(TABLES, _FIRST_ROW - 1)

    def add(self, item: WrittenItem) -> None:
        """One item, a row in each table that it has. Raises `TooLargeForSheet`; then no row."""
        basic = item.document.get(BASIC)
        code = str(basic.get(TASK_CODE, "")) if isinstance(basic, Mapping) else ""
        lines: list[tuple[str, list[Any]]] = []
        for table in TABLES:
            lines.extend((table, line) for line in self._lines(table, item, code))
        for table, line in lines:
            self._sheets[table].append(line)
            self._rows[table] += 1

    def save(self, path: Path) -> None:
        """Write the file; nothing can be added afterwards."""
        for table in TABLES:
            self._add_lists(table)
        self._book.save(path)

    def _lines(self, table: str, item: WrittenItem, code: str) -> Iterable[list[Any]]:
        told = item.document.get(table)
        rows = [told] if table in SINGLE else told
        if not isinstance(rows, list):
            return
        if self._rows[table] + len(rows) > MOST_ROWS:
            raise TooLargeForSheet(code, table)
        for place, row in enumerate(rows):
            if not isinstance(row, Mapping):
                continue
            cells = [] if table == BASIC else [self._cell(table, code)]
            cells.extend(
                self._cell(table, self._bounded(to_cell(column, row.get(column.key)), code, column))
                for column in columns_of(table)
            )
            if self._with_reasons:
                path = table if table in SINGLE else f"{table}[{place}]"
                cells.insert(0, self._cell(table, _reasons(item.faults, table, path)))
            yield cells

    def _bounded(self, value: str | int | None, code: str, column: SheetColumn) -> Any:
        if isinstance(value, str) and len(value) > LONGEST_CELL:
            raise TooLargeForSheet(code, column.key)
        return value

    def _cell(self, table: str, value: str | int | None) -> Any:
        return text_cell(self._sheets[table], value)

    def _columns(self, table: str) -> list[SheetColumn]:
        columns = list(columns_of(table))
        if table != BASIC:
            columns.insert(0, SheetColumn(TASK_CODE, "实施编码", required=True))
        if self._with_reasons:
            columns.insert(0, SheetColumn(REASON, "退回原因"))
        return columns

    def _new_sheet(self, table: str) -> Any:
        sheet = self._book.create_sheet(table)
        sheet.freeze_panes = "B3"
        columns = self._columns(table)
        for number, column in enumerate(columns, start=1):
            width = 33 if column.key == TASK_CODE else _WIDE.get(column.kind, 12)
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([self._head(sheet, column) for column in columns])
        keys = []
        for column in columns:
            cell = WriteOnlyCell(sheet, value=column.key)
            cell.font, cell.fill = _KEY, _HEAD
            keys.append(cell)
        sheet.append(keys)
        return sheet

    def _head(self, sheet: Any, column: SheetColumn) -> Any:
        cell = WriteOnlyCell(sheet, value=in_chinese(column.title))
        cell.font, cell.fill = (_REQUIRED if column.required else _PLAIN), _HEAD
        cell.alignment = _WRAPPED
        if words := _comment(column):
            cell.comment = Comment(words, "阳关", height=40 + 18 * words.count("\n"), width=320)
        return cell

    def _add_lists(self, table: str) -> None:
        last = max(self._rows[table] + 500, _FIRST_ROW)
        for number, column in enumerate(self._columns(table), start=1):
            options = _options(column)
            # Excel takes 255 characters at most.
            if options is None or len(options) > 255:
                continue
            letter = get_column_letter(number)
            choice = DataValidation(type="list", formula1=options, allow_blank=not column.required)
            choice.add(f"{letter}{_FIRST_ROW}:{letter}{min(last, MOST_ROWS)}")
            self._sheets[table].data_validations.append(choice)


def _options(column: SheetColumn) -> str | None:
    if column.kind is CellKind.YES_NO:
        return '"是,否"'
    if column.kind is not CellKind.CHOICE or not column.table:
        return None
    words = [in_chinese(choice_words(column, code)) for code in column.table if code]
    return f'"{",".join(word.replace(",", "，") for word in words)}"'


def _comment(column: SheetColumn) -> str:
    lines = []
    if column.required:
        lines.append("必填。")
    if column.note:
        lines.append(column.note)
    lines.extend(f"{code} {words}" for code, words in (column.table or {}).items() if code)
    return "\n".join(lines)


def _reasons(faults: Collection[Fault], table: str, path: str) -> str:
    """The reasons that belong to this row; those that name no row stand in the basic table."""
    told = []
    for fault in faults:
        place = fault.field.partition(".")[0]
        is_here = place == path or (
            table == BASIC and not any(place == one or place.startswith(f"{one}[")
                                       for one in TABLES if one != BASIC)
        )  # fmt: skip
        if is_here:
            field = fault.field.partition(".")[2] or fault.field
            told.append(f"{field}：{fault.message}" if field else fault.message)
    return "\n".join(told)[:LONGEST_CELL]
