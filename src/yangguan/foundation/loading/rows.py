"""
Rows of a city's content files: read with typed access, each loaded whole or rejected with reasons.

A file holds named tables of objects (`{"REGIONS": [{…}, …]}`). A row collects all its faults, so
that whoever mends the file learns of everything at once.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

T = TypeVar("T")

# No row of a city's registers is older, and counting years on from a day must stay possible.
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a row was not loaded: file, place in it (`REGIONS[3].CODE`), what to do."""

    file: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the rows of one kind."""

    kind: str
    count: int  # rows of the file that are in the database now
    new: int  # of these, rows that were not there before
    rejected: tuple[Rejected, ...] = ()


@dataclass(slots=True)
class ContentRow:
    """One object of a table. Getters note a fault and give an empty value instead of raising."""

    path: str
    values: Mapping[str, Any]
    faults: list[tuple[str, str]] = field(default_factory=list)

    def fault(self, key: str, reason: str) -> None:
        self.faults.append((f"{self.path}.{key}" if key else self.path, reason))

    def text(self, key: str, *, limit: int = 200, required: bool = True) -> str:
        value = self.values.get(key)
        if value is None or value == "":
            if required:
                self.fault(key, _("必填，请补上"))
            return ""
        if not isinstance(value, str):
            self.fault(key, _("应当是文字"))
            return ""
        if len(value) > limit:
            self.fault(key, _("最多 %(limit)d 个字") % {"limit": limit})
        if not _is_storable(value):
            self.fault(key, _("含有不能保存的字符"))
            return ""
        return value

    def one_of(self, key: str, known: Collection[str], *, required: bool = True) -> str:
        """A text that must be one of `known`: a code, or a key of another table."""
        value = self.text(key, required=required)
        if value and value not in known:
            self.fault(key, _("没有“%(value)s”") % {"value": value})
        return value

    def whole(self, key: str, *, lowest: int, highest: int) -> int:
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            words = _("应当是 %(lowest)d 到 %(highest)d 的整数")
            self.fault(key, words % {"lowest": lowest, "highest": highest})
            return lowest
        return value

    def day(self, key: str, *, required: bool = True) -> date | None:
        value = self.text(key, required=required)
        if not value:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fault(key, _("应当是日期，例如 2026-07-01"))
            return None
        if not FIRST_DAY <= day <= LAST_DAY:
            limits = {"first": FIRST_DAY.isoformat(), "last": LAST_DAY.isoformat()}
            self.fault(key, _("应当在 %(first)s 和 %(last)s 之间") % limits)
            return None
        return day

    def flag(self, key: str) -> bool:
        value = self.values.get(key)
        if not isinstance(value, bool):
            self.fault(key, _("应当是 true 或 false"))
        return value is True

    def texts(self, key: str, *, known: Collection[str] | None = None) -> list[str]:
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.fault(key, _("应当是文字的列表"))
            return []
        unknown = [each for each in value if known is not None and each not in known]
        if unknown:
            self.fault(key, _("没有“%(value)s”") % {"value": "、".join(unknown)})
        if not all(map(_is_storable, value)):
            self.fault(key, _("含有不能保存的字符"))
            return []
        return value

    def rows(self, key: str) -> list["ContentRow"]:
        """The objects of a list inside this row; their faults count as this row's."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
            self.fault(key, _("应当是对象的列表"))
            return []
        return [
            ContentRow(f"{self.path}.{key}[{index}]", each, self.faults)
            for index, each in enumerate(value)
        ]


@dataclass(slots=True)
class ContentFile:
    """One file of a content folder, and what of it was rejected so far."""

    name: str
    tables: Mapping[str, Any]
    rejected: list[Rejected] = field(default_factory=list)

    def accept(self, table: str, read: Callable[[ContentRow], T]) -> list[T]:
        """
        What `read` makes of every row of a table; rows with a fault are rejected instead.

        A table inside another object is named with a dot: `TOPIC_CODES.USER`.
        """
        accepted: list[T] = []
        for row in self._rows(table):
            value = read(row)
            if row.faults:
                self._reject(row.faults)
            else:
                accepted.append(value)
        return accepted

    def _rows(self, table: str) -> Iterator[ContentRow]:
        if self.rejected and not self.tables:
            return
        value: object = self.tables
        for name in table.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        if not isinstance(value, list):
            self._reject([(table, _("应当是列表"))])
            return
        for index, entry in enumerate(value):
            path = f"{table}[{index}]"
            if isinstance(entry, Mapping):
                yield ContentRow(path, entry)
            else:
                self._reject([(path, _("应当是一个对象"))])

    def _reject(self, faults: list[tuple[str, str]]) -> None:
        self.rejected.extend(Rejected(self.name, path, reason) for path, reason in faults)


def read_content(folder: Path, name: str) -> ContentFile:
    """A content file; one that cannot be read has no rows and one rejection."""
    try:
        tables = json.loads((folder / name).read_bytes())
    except OSError as error:
        reason = _("读不出文件：%(reason)s") % {"reason": error.strerror or error}
        return ContentFile(name, {}, [Rejected(name, "", reason)])
    except (ValueError, RecursionError):
        return ContentFile(name, {}, [Rejected(name, "", _("不是合格的 JSON（UTF-8）"))])
    if not isinstance(tables, dict):
        return ContentFile(name, {}, [Rejected(name, "", _("文件的最外层应当是一个对象"))])
    return ContentFile(name, tables)


class Seen:
    """Notes a fault on a row whose key an earlier row of the table has."""

    def __init__(self) -> None:
        self._keys: set[object] = set()

    def once(self, row: ContentRow, key: str, value: object) -> None:
        if value and value in self._keys:
            row.fault(key, _("“%(value)s”出现两次") % {"value": value})
        self._keys.add(value)


def _is_storable(value: str) -> bool:
    # A lone surrogate is legal in JSON and in Python, NUL in both; no database keeps either.
    return not any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in value)
