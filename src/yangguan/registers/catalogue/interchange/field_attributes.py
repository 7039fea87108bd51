"""
What a row of `FORM` or `SITUATION` says beyond the question itself; nothing of it must be there.

| key | meaning | shape |
| --- | --- | --- |
| UNIT | unit shown behind the input | text |
| EXAMPLE | an answer as an example | text |
| MINIMUM, MAXIMUM | bounds of numbers, money in yuan, dates of ISO 8601 | number or text |
| LONGEST | most characters of a text | whole number |
| DECIMALS | most digits after the point; those of a computed value | whole number, 0 to 6 |
| COLUMN_TYPES | types of a table's columns, in their order; `text` where it ends | list of texts |
| COLUMN_CHOICES | choices of each column, in their order | list of lists of texts |
| ROWS_MIN, ROWS_MAX | fewest and most rows of a table | whole number |
| CODE_TABLE | the code table that the choices were taken from | text |
| COMPUTE | JSONLogic of a computed value | object |
"""

import math
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.answers import MAX_LONG_TEXT, MAX_ROWS
from yangguan.registers.catalogue.content import COLUMN_TYPES
from yangguan.registers.catalogue.interchange.reader import Row
from yangguan.registers.catalogue.logic import logic_faults
from yangguan.registers.catalogue.logic_operations import MOST_DECIMALS


def read_attributes(row: Row, *, kind: str, columns: Collection[str]) -> dict[str, Any]:
    """The attributes by the names that `FormField` gives them; faults are noted in the row."""
    return {
        "unit": row.text("UNIT", limit=20),
        "example": row.text("EXAMPLE", limit=200),
        "minimum": _bound(row, "MINIMUM"),
        "maximum": _bound(row, "MAXIMUM"),
        "longest": _whole(row, "LONGEST", highest=MAX_LONG_TEXT),
        "decimals": _whole(row, "DECIMALS", highest=MOST_DECIMALS),
        "column_types": _column_types(row, len(columns)),
        "column_choices": _column_choices(row, len(columns)),
        "rows_min": _whole(row, "ROWS_MIN", highest=MAX_ROWS),
        "rows_max": _whole(row, "ROWS_MAX", highest=MAX_ROWS),
        "code_table": row.text("CODE_TABLE", limit=60),
        "compute": _compute(row, kind),
    }


def _bound(row: Row, key: str) -> int | float | str | None:
    raw = row.values.get(key)
    if raw is None or raw == "":
        return None
    is_odd = isinstance(raw, float) and not math.isfinite(raw)
    if is_odd or isinstance(raw, bool) or not isinstance(raw, int | float | str):
        row.faults.add(f"{row.path}.{key}", "wrong-type", _("应当是数字或者日期"))
        return None
    return raw


def _whole(row: Row, key: str, *, highest: int) -> int | None:
    raw = row.values.get(key)
    return None if raw is None or raw == "" else row.whole(key, highest=highest)


def _column_types(row: Row, count: int) -> tuple[str, ...]:
    types = row.texts("COLUMN_TYPES")
    for each in types:
        if each not in COLUMN_TYPES:
            row.faults.add(
                f"{row.path}.COLUMN_TYPES",
                "unknown-code",
                _("表格的栏目不能是“%(kind)s”类型") % {"kind": each},
            )
            return ()
    if len(types) > count:
        row.faults.add(f"{row.path}.COLUMN_TYPES", "too-many", _("栏目类型比栏目多"))
        return ()
    return types


def _column_choices(row: Row, count: int) -> tuple[tuple[str, ...], ...]:
    raw = row.values.get("COLUMN_CHOICES")
    if raw is None or raw == "":
        return ()
    fits = isinstance(raw, list) and all(
        isinstance(column, list) and all(isinstance(each, str) for each in column) for column in raw
    )
    if not fits or len(raw) > count:
        row.faults.add(
            f"{row.path}.COLUMN_CHOICES", "wrong-type", _("应当按栏目的顺序列出每一栏的选项")
        )
        return ()
    return tuple(tuple(column) for column in raw)


def _compute(row: Row, kind: str) -> dict[str, Any] | None:
    raw = row.values.get("COMPUTE")
    if raw is None or raw == "":
        if kind == "computed":
            row.faults.add(f"{row.path}.COMPUTE", "missing", _("计算项要写明怎样计算"))
        return None
    path = f"{row.path}.COMPUTE"
    if kind != "computed":
        row.faults.add(path, "not-computed", _("只有计算项才能写算式"))
        return None
    if not isinstance(raw, Mapping):
        row.faults.add(path, "wrong-type", _("算式应当是 JSONLogic"))
        return None
    for fault in logic_faults(raw)[:1]:
        row.faults.add(path, "unreadable-rule", fault)
    return dict(raw)
