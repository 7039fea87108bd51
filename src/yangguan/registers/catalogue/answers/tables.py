"""Tables: rows of cells, each cell a text in the shape of its column's type."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.answers.reading import MAX_ROWS, text
from yangguan.registers.catalogue.content import FormField

Read = Callable[[FormField, object], object]
Check = Callable[[FormField, object], str]


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with one cell; rows and columns counted from 0."""

    row: int
    column: int
    label: str
    message: str


def column_fields(field: FormField) -> tuple[FormField, ...]:
    """Each column as a field of its type."""
    return tuple(
        FormField(
            element=f"{field.element}.{index}", label=name, type=kind, required=False,
            choices=choices,
        )
        for index, (name, kind, choices) in enumerate(field.typed_columns())
    )  # fmt: skip


def read_rows(field: FormField, raw: object, read: Read) -> object | None:
    """Rows of texts, empty ones left out; a row may come as a list or as an object by column."""
    if not isinstance(raw, list):
        return text(raw)
    columns = column_fields(field)
    rows: list[object] = []
    for row in raw:
        if isinstance(row, Mapping):
            sent: list[object] = [row.get(column.label) for column in columns]
        elif isinstance(row, list):
            sent = row
        else:
            return text(raw)
        cells = [_cell(columns, place, each, read) for place, each in enumerate(sent)]
        if any(cells):
            rows.append(cells)
    return rows or None


def _cell(columns: tuple[FormField, ...], place: int, raw: object, read: Read) -> str:
    if raw is None:
        return ""
    if place >= len(columns):
        return text(raw) or ""
    found = read(columns[place], raw)
    return "" if found is None else str(found)


def table_fault(field: FormField, value: object, check: Check) -> str:
    """The first thing wrong with a table, with its row and column."""
    if not isinstance(value, list) or not all(
        isinstance(row, list) and len(row) == len(field.columns) for row in value
    ):
        return _("表格的栏目不对，请重新填写。")
    most = min(field.rows_max or MAX_ROWS, MAX_ROWS)
    if len(value) > most:
        return _("最多 %(most)d 行。") % {"most": most}
    if len(value) < (field.rows_min or 0):
        return _("至少填 %(least)d 行，现在有 %(now)d 行。") % {
            "least": field.rows_min,
            "now": len(value),
        }
    fault = next(cell_faults(field, value, check), None)
    if fault is None:
        return ""
    return _("第 %(row)d 行的“%(column)s”：%(message)s") % {
        "row": fault.row + 1,
        "column": fault.label,
        "message": fault.message,
    }


def cell_faults(field: FormField, value: object, check: Check) -> Iterator[CellFault]:
    """Everything wrong with the cells of a table of the right width."""
    columns = column_fields(field)
    for number, row in enumerate(value if isinstance(value, list) else []):
        cells = row if isinstance(row, list) else []
        for place, (column, cell) in enumerate(zip(columns, cells, strict=False)):
            message = check(column, cell) if cell != "" else ""
            if message:
                yield CellFault(number, place, column.label, message)
