"""
A file taken apart: one line for each item, in the order of the file, whatever the file is.

Known: one item as JSON; a list or lines of them; packages of a province; rows of the national
tables; a workbook; a zip of any of these. Tables are gathered item by item in a database file
beside, so that nothing but the item at hand is in memory and the rows may come in any order.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

import msgspec
from django.utils.translation import gettext as _

from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.csv_tables import csv_rows
from yangguan.registers.catalogue.interchange.file import MAX_BYTES
from yangguan.registers.catalogue.interchange.workbook_rows import (
    SheetRow,
    archive_fault,
    sheet_rows,
    workbook_fault,
)
from yangguan.registers.imports.gathering import Gathering, Told

# An array cannot be read a piece at a time; lines can.
MOST_ARRAY = 64 * 1024**2
# Of any text with items, so much has at least one bracket of JSON.
_PIECE = 64 * 1024
_ROW_MARKS = (b'"TABLE"', b'"table"')


class Staged(msgspec.Struct, omit_defaults=True):
    """One item: its text as sent (`raw`), or the rows of its tables."""

    place: str
    raw: str = ""
    rows: dict[str, list[dict[str, Any]]] = {}
    is_national: bool = False
    faults: tuple[Told, ...] = ()


class Unreadable(Exception):
    """The file as a whole cannot be taken."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(slots=True)
class Summary:
    """What was found, known when all has been read."""

    items: int = 0
    is_workbook: bool = False
    sources: list[str] = field(default_factory=list)


def staged_lines(path: Path, summary: Summary) -> Iterator[bytes]:
    """The items of a file as lines of JSON. Raises `Unreadable`."""
    encoder = msgspec.json.Encoder()
    for staged in _items(path, summary):
        summary.items += 1
        yield encoder.encode(staged) + b"\n"


def _items(path: Path, summary: Summary) -> Iterator[Staged]:
    with path.open("rb") as opened:
        head = opened.read(_PIECE)
    if head.startswith(b"PK"):
        yield from _archive_items(path, summary)
    elif head.startswith(bytes.fromhex("d0cf11e0")):
        raise Unreadable(workbook_fault(path) or _nothing())
    elif head.strip() and not re.search(rb"[\[{]", head):
        raise Unreadable(_no_item_in_it())
    else:
        with path.open("rb") as opened, Gathering() as tables:
            yield from _text_items(opened, path.stat().st_size, "", tables)
            yield from _gathered(tables)


def _archive_items(path: Path, summary: Summary) -> Iterator[Staged]:
    fault = archive_fault(path)
    if fault:
        raise Unreadable(fault)
    with zipfile.ZipFile(path) as archive:
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
        is_workbook = "[Content_Types].xml" in names
    if is_workbook:
        fault = workbook_fault(path)
        if fault:
            raise Unreadable(fault)
        summary.is_workbook = True
        yield from _table_items(sheet_rows(path))
        return
    with zipfile.ZipFile(path) as archive, Gathering() as tables:
        for name in sorted(names):
            suffix = PurePosixPath(name).suffix.lower()
            if suffix == ".csv":
                for row in csv_rows(archive, name):
                    tables.add(row)
            elif suffix in {".json", ".jsonl", ".ndjson"}:
                size = archive.getinfo(name).file_size
                with archive.open(name) as opened:
                    yield from _text_items(opened, size, name[:100], tables)
        yield from _gathered(tables)


def _table_items(rows: Iterator[SheetRow | Fault]) -> Iterator[Staged]:
    with Gathering() as tables:
        for row in rows:
            tables.add(row)
        yield from _gathered(tables)


def _gathered(tables: Gathering) -> Iterator[Staged]:
    for item in tables.items():
        yield Staged(
            place=item.place, rows=item.rows, is_national=item.is_national, faults=item.faults
        )


def _text_items(opened: IO[bytes], size: int, source: str, tables: Gathering) -> Iterator[Staged]:
    """The items of a JSON text: lines, a list, or one item on many lines."""
    first = opened.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""
    if first:
        raw = _raw_items(first)
        if raw is not None:
            yield from _line_items(iter(raw), source, tables)
            return
        yield from _line_items(iter(first.splitlines(keepends=True)), source, tables)
        return
    start = opened.read(64)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        if size > MOST_ARRAY:
            raise Unreadable(
                Fault(
                    "",
                    "array-too-large",
                    _("太大的列表请改为 JSON 行：每行一个事项，不要外面的方括号"),
                )
            )
        array = _raw_items(start + opened.read())
        if array is None:
            raise Unreadable(Fault("", "not-json", _("不是合格的 JSON 列表")))
        yield from _line_items(iter(array), source, tables)
        return
    yield from _line_items(_lines(opened, start), source, tables)


def _raw_items(text: bytes) -> list[bytes] | None:
    """The elements of a list, or the one object; None if the text is neither."""
    decoded = _decoded(text)
    if decoded is None:
        return None
    stripped = decoded.strip()
    if not stripped:
        return []
    try:
        if stripped.startswith("["):
            return [bytes(raw) for raw in msgspec.json.decode(stripped, type=list[msgspec.Raw])]
        msgspec.json.decode(stripped, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        # One item that is no JSON is told so as one; lines begin anew at each brace.
        lines = [line for line in stripped.splitlines() if line.strip()]
        is_lines = (
            len(lines) > 1
            and sum(line.lstrip().startswith("{") for line in lines) > 1
            and (not stripped.startswith("{\n"))
        )
        return None if is_lines else [text]
    return [text]


def _lines(opened: IO[bytes], start: bytes) -> Iterator[bytes]:
    """Lines with a bound: of one that is longer, only the beginning is kept."""
    rest = opened.readline(MAX_BYTES + 1)
    pieces = (start + rest).splitlines(keepends=True)
    yield from pieces[:-1]
    line = pieces[-1] if pieces else b""
    while line:
        yield line
        whole = line.endswith(b"\n")
        while not whole:
            skipped = opened.readline(MAX_BYTES)
            whole = not skipped or skipped.endswith(b"\n")
            if not skipped:
                return
        line = opened.readline(MAX_BYTES + 1)


def _line_items(lines: Iterator[bytes], source: str, tables: Gathering) -> Iterator[Staged]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = _place(source, number)
        if any(mark in line[:200] for mark in _ROW_MARKS) and tables.add_line(line, number):
            continue
        yield _staged(line, place)


def _staged(raw: bytes, place: str) -> Staged:
    if len(raw) > MAX_BYTES:
        told = Told("", "file-too-large", _("文件超过 4 MB，不像是一个事项"))
        return Staged(place=place, faults=(told,))
    text = _decoded(raw)
    if text is None:
        told = Told("", "not-text", _("文件既不是 UTF-8 也不是 GB18030 文字"))
        return Staged(place=place, faults=(told,))
    return Staged(place=place, raw=text)


def _decoded(raw: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _place(source: str, number: int) -> str:
    words = _("第 %(number)d 项") % {"number": number}
    return f"{source} {words}".strip()


def _no_item_in_it() -> Fault:
    return Fault(
        "",
        "no-items",
        _(
            "里面没有事项。请用 JSON、xlsx，或者把它们打成 zip；"
            "单独一张 csv 表，请和其他表一起打成 zip"
        ),
    )


def _nothing() -> Fault:
    return Fault("", "unreadable", _("读不出文件"))
