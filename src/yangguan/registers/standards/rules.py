"""What a list of codes must be, and how two lists differ: no ORM, no clock."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec
from django.utils.translation import gettext as _

from yangguan.foundation.cipher.algorithms import sm3

# `new` is the address of the page that adds one.
KEY = re.compile(r"(?!new$)[a-z][a-z0-9-]{1,39}")
MOST_ENTRIES = 5_000
LONGEST_CODE = 40
LONGEST_NAME = 200
# More lines of faults help nobody.
MOST_FAULTS = 20
_COLUMNS = 5


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One code of a list."""

    code: str
    name: str
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def may_be_used(self, *, on: date) -> bool:
        """Whether the code is offered on a day; what already has it, keeps it."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


class ChangeKind(StrEnum):
    """What became of a code from one version to the next."""

    DROPPED = "dropped"
    RENAMED = "renamed"
    ADDED = "added"
    CHANGED = "changed"  # parent or validity, the name is the same


@dataclass(frozen=True, slots=True)
class CodeChange:
    """One code that differs between two versions; `before` or `after` is missing."""

    kind: ChangeKind
    before: Entry | None
    after: Entry | None

    @property
    def code(self) -> str:
        entry = self.after if self.before is None else self.before
        return entry.code if entry else ""


def digest_of(entries: Sequence[Entry]) -> str:
    """SM3 over the list, hex: equal digests are equal lists."""
    return sm3(msgspec.json.encode(tuple(entries), order="deterministic")).hex()


def changes(before: Sequence[Entry], after: Sequence[Entry]) -> list[CodeChange]:
    """Every code that differs: dropped ones first, then renamed, added and otherwise changed."""
    old, new = ({entry.code: entry for entry in entries} for entries in (before, after))
    found = [CodeChange(ChangeKind.DROPPED, old[code], None) for code in old if code not in new]
    both = [code for code in old if code in new and old[code] != new[code]]
    found += [
        CodeChange(ChangeKind.RENAMED, old[code], new[code])
        for code in both
        if old[code].name != new[code].name
    ]
    found += [CodeChange(ChangeKind.ADDED, None, new[code]) for code in new if code not in old]
    found += [
        CodeChange(ChangeKind.CHANGED, old[code], new[code])
        for code in both
        if old[code].name == new[code].name
    ]
    return found


def faults(entries: Sequence[Entry]) -> list[str]:
    """Everything that is wrong with a list of codes, in the reader's language."""
    return list(_faults(entries))[:MOST_FAULTS]


def _faults(entries: Sequence[Entry]) -> Iterator[str]:
    if not entries:
        yield _("至少要有一个代码")
    if len(entries) > MOST_ENTRIES:
        yield _("最多 %(most)d 个代码") % {"most": MOST_ENTRIES}
    codes = {entry.code: entry for entry in entries}
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        for fault in _entry_faults(entry, codes):
            yield _("第 %(number)d 行：%(fault)s") % {"number": number, "fault": fault}
        if entry.code in seen:
            yield _("第 %(number)d 行：代码“%(code)s”出现两次") % {
                "number": number,
                "code": entry.code,
            }
        seen.add(entry.code)


def _entry_faults(entry: Entry, codes: Mapping[str, Entry]) -> Iterator[str]:
    if not entry.code or not entry.name:
        yield _("代码和名称都要写")
    if len(entry.code) > LONGEST_CODE or re.search(r"[\s=]", entry.code):
        yield _("代码最多 %(most)d 个字符，不能有空格和等号") % {"most": LONGEST_CODE}
    if len(entry.name) > LONGEST_NAME:
        yield _("名称最多 %(most)d 个字") % {"most": LONGEST_NAME}
    if entry.parent and entry.parent not in codes:
        yield _("没有上级代码“%(code)s”") % {"code": entry.parent}
    elif _is_below_itself(entry, codes):
        yield _("代码“%(code)s”是自己的上级") % {"code": entry.code}
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        yield _("停用日期不能早于启用日期")


def _is_below_itself(entry: Entry, codes: Mapping[str, Entry]) -> bool:
    seen = {entry.code}
    parent = entry.parent
    while parent in codes:
        if parent in seen:
            return True
        seen.add(parent)
        parent = codes[parent].parent
    return False


def read_lines(text: str) -> tuple[list[Entry], list[str]]:
    """
    The codes of a text and what could not be read: one a line, as it is copied from a spreadsheet
    (tabs) or typed (commas): code, name, parent, first day, last day.
    """
    entries: list[Entry] = []
    wrong: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = _cells(line)
        reason = ""
        days: list[date | None] = []
        if len(cells) < 2 or len(cells) > _COLUMNS:
            reason = _("应当是：代码, 名称, 上级代码, 启用日期, 停用日期（后三项可以不写）")
        else:
            cells += [""] * (_COLUMNS - len(cells))
            try:
                days = [date.fromisoformat(cell) if cell else None for cell in cells[3:]]
            except ValueError:
                reason = _("日期应当像 2026-07-01")
        if reason:
            wrong.append(_("第 %(number)d 行：%(fault)s") % {"number": number, "fault": reason})
            continue
        entries.append(
            Entry(
                code=cells[0],
                name=cells[1],
                parent=cells[2],
                valid_from=days[0],
                valid_to=days[1],
            )
        )
    return entries, wrong[:MOST_FAULTS]


def as_lines(entries: Iterable[Entry]) -> str:
    """The codes as the text that `read_lines` reads."""
    return "\n".join(_line(entry) for entry in entries)


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    # strict=False: a stray quotation mark is a character like others.
    plain = line.replace("，", ",")
    return [cell.strip() for cell in next(csv.reader([plain], skipinitialspace=True))]


def _line(entry: Entry) -> str:
    cells = [
        entry.code,
        entry.name,
        entry.parent,
        entry.valid_from.isoformat() if entry.valid_from else "",
        entry.valid_to.isoformat() if entry.valid_to else "",
    ]
    while not cells[-1]:
        cells.pop()
    has_comma = any("," in cell or "，" in cell or '"' in cell for cell in cells)
    return ("\t" if has_comma else ", ").join(cells)
