"""Rows of many tables gathered into items, in a database file of their own and not in memory."""

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.spelling import plain
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.downward import NATIONAL_TABLE
from yangguan.registers.catalogue.interchange.item import BASIC
from yangguan.registers.catalogue.interchange.sheets import SINGLE, TABLES, TASK_CODE
from yangguan.registers.catalogue.interchange.workbook_rows import SheetRow

# So many rows of one item at most: what has more is no item.
MOST_ROWS_OF_ITEM = 5_000


class Told(msgspec.Struct, frozen=True, array_like=True):
    """A fault, as it is kept with its item."""

    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class GatheredItem:
    place: str
    rows: dict[str, list[dict[str, Any]]]
    is_national: bool
    faults: tuple[Told, ...]


class Gathering:
    """A place for rows; `items` gives them back together, in the order of the basic rows."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="yangguan-import-")
        self._db = sqlite3.connect(Path(self._folder.name) / "rows.sqlite", isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;"
            "CREATE TABLE basic (place INTEGER PRIMARY KEY, key TEXT, line INTEGER, source TEXT,"
            " national INTEGER, row TEXT);"
            "CREATE TABLE child (id INTEGER PRIMARY KEY, key TEXT, part TEXT, line INTEGER,"
            " row TEXT);"
            "CREATE TABLE fault (place TEXT, code TEXT, message TEXT);"
        )
        self._db.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._db.close()
        self._folder.cleanup()

    def add(self, row: SheetRow | Fault) -> None:
        """A row of a table; of tables that are not known, nothing is kept."""
        if isinstance(row, Fault):
            self._db.execute(
                "INSERT INTO fault VALUES (?, ?, ?)", (row.field, row.code, row.message)
            )
            return
        national = NATIONAL_TABLE.fullmatch(row.table) if row.is_national else None
        if national is not None:
            is_basic = national["part"] == "BASIC"
            key = str(row.values.get("ROW_GUID" if is_basic else "TASK_GUID", "")).strip()
            self._keep(row, key, national["part"], is_basic=is_basic)
        elif not row.is_national and row.table in TABLES:
            key = plain(str(row.values.get(TASK_CODE, "")))
            self._keep(row, key, row.table, is_basic=row.table == BASIC)

    def add_line(self, line: bytes, number: int) -> bool:
        """A line that is a row of a national table (`{"TABLE": …}`); False if it is none."""
        try:
            values = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError):
            return False
        if not isinstance(values, dict):
            return False
        told = {str(key).upper(): value for key, value in values.items()}
        table = str(told.pop("TABLE", "")).upper()
        if not table.startswith(("UP_TASK_", "DN_TASK_")):
            return False
        self.add(SheetRow(table, number, told, [], is_national=True))
        return True

    def items(self) -> Iterator[GatheredItem]:
        """Each basic row with what belongs to it; then what belongs to nothing, with the reason."""
        self._db.execute("COMMIT")
        self._db.execute("CREATE INDEX child_key ON child (key)")
        self._db.execute("CREATE INDEX basic_key ON basic (key)")
        for place, fault in self._sheet_faults():
            yield GatheredItem(place, {}, False, (fault,))
        basics = self._db.execute("SELECT place, key, line, source, national, row FROM basic")
        for number, key, line, source, national, row in basics:
            yield self._item(number, key, _line_words(source, line), bool(national), row)
        orphans = self._db.execute(
            "SELECT key, min(part), min(line), count(*) FROM child"
            " WHERE key NOT IN (SELECT key FROM basic) GROUP BY key ORDER BY min(id)"
        )
        for key, part, line, count in orphans:
            message = _("主表里没有“%(key)s”，这 %(count)d 行不知道属于哪个事项")
            told = Told(part, "no-item", message % {"key": str(key)[:60], "count": count})
            yield GatheredItem(_line_words(part, line), {}, False, (told,))

    def _item(self, place: int, key: str, words: str, national: bool, row: str) -> GatheredItem:
        faults: list[Told] = []
        part = "BASIC" if national else BASIC
        rows: dict[str, list[dict[str, Any]]] = {}
        self._take(rows, faults, part, row)
        earlier = self._db.execute(
            "SELECT line FROM basic WHERE key = ? AND place < ? LIMIT 1", (key, place)
        ).fetchone()
        if earlier:
            message = _("主表第 %(line)d 行已经是这个事项") % {"line": earlier[0]}
            faults.append(Told(f"{BASIC}.{TASK_CODE}", "duplicate", message))
            return GatheredItem(words, rows, national, tuple(faults))
        children = self._db.execute(
            "SELECT part, row FROM child WHERE key = ? ORDER BY id LIMIT ?",
            (key, MOST_ROWS_OF_ITEM + 1),
        )
        for count, (part, child) in enumerate(children):
            if count == MOST_ROWS_OF_ITEM:
                most = {"most": MOST_ROWS_OF_ITEM}
                faults.append(Told("", "too-many-rows", _("一个事项最多 %(most)d 行") % most))
                break
            self._take(rows, faults, part, child)
        return GatheredItem(words, rows, national, tuple(faults))

    def _take(self, rows: dict[str, Any], faults: list[Told], part: str, row: str) -> None:
        values, told = json.loads(row)
        place = len(rows.setdefault(part, []))
        rows[part].append(values)
        path = part if part in SINGLE else f"{part}[{place}]"
        faults.extend(Told(f"{path}.{key}", code, message) for key, code, message in told)

    def _keep(self, row: SheetRow, key: str, part: str, *, is_basic: bool) -> None:
        values = dict(row.values)
        if not is_basic:
            values.pop(TASK_CODE, None)
        told = [(fault.field, fault.code, fault.message) for fault in row.faults]
        kept = json.dumps([values, told], ensure_ascii=False, default=str)
        # Lone surrogates fit into no database; the reader of the item refuses them by their escape.
        kept = kept.encode("utf-8", "backslashreplace").decode()
        if is_basic:
            self._db.execute(
                "INSERT INTO basic (key, line, source, national, row) VALUES (?, ?, ?, ?, ?)",
                (key, row.number, row.table, row.is_national, kept),
            )
        else:
            self._db.execute(
                "INSERT INTO child (key, part, line, row) VALUES (?, ?, ?, ?)",
                (key, part, row.number, kept),
            )

    def _sheet_faults(self) -> Iterator[tuple[str, Told]]:
        for place, code, message in self._db.execute("SELECT place, code, message FROM fault"):
            yield str(place)[:200], Told(str(place), code, message)


def _line_words(table: str, line: int) -> str:
    return _("%(table)s 第 %(line)d 行") % {"table": table, "line": line}
