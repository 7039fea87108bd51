"""
The code tables in force, in the memory of each process: to read one costs no statement.

A process begins with the tables as delivered (`national`), reads those of the database at its
beginning and looks every few seconds whether a version was put in force since. The process that
puts one in force knows it at once, when its transaction has committed.
"""

import contextlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.conf import settings
from django.db import DatabaseError

from yangguan.registers.standards.models import CodeEntry, CodeTableVersion
from yangguan.registers.standards.national import NATIONAL
from yangguan.registers.standards.rules import Entry
from yangguan.registers.standards.states import VersionState

# How often a process looks whether a version was put in force.
DEFAULT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a table's codes: those in use, and those that were."""

    offered: Mapping[str, str]
    retired: Mapping[str, str]


def _delivered() -> Mapping[str, Names]:
    return {key: Names(table.names, {}) for key, table in NATIONAL.items()}


@dataclass(frozen=True, slots=True)
class _Known:
    """What a process knows; replaced as a whole, so that threads never see half of it."""

    tables: Mapping[str, Names]
    stamp: int | None  # how many versions have ever been in force
    day: date | None


class _Memory:
    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.known = _Known(_delivered(), None, None)
        self.looked_at = float("-inf")


_memory = _Memory()


def names(key: str) -> Names:
    """The names of a table that the program reads. Raises `KeyError` for another table."""
    return _memory.known.tables[key]


def forget() -> None:
    """Know only what was delivered, as a process does at its beginning."""
    _memory.forget()


def look_if_due(*, on: date, at: float) -> None:
    """
    Read the tables anew if a version was put in force or the day has changed.

    `at`: monotonic seconds. No statement if this process has looked a moment ago, else one, and
    one more if there is something new.
    """
    seconds = float(getattr(settings, "CODE_TABLE_SECONDS", DEFAULT_SECONDS))
    if seconds <= 0 or at - _memory.looked_at < seconds:
        return
    _memory.looked_at = at
    known = _memory.known
    # A database that is away for a moment says so to whoever needs it; words can wait.
    with contextlib.suppress(DatabaseError):
        if known.day != on or known.stamp != _stamp():
            read(on=on)


def read(*, on: date) -> None:
    """Read the tables in force on a day. Two statements."""
    # The stamp first: what is put in force meanwhile is then read once more, not missed.
    stamp = _stamp()
    _memory.known = _Known({**_delivered(), **_in_force(on)}, stamp, on)


def _stamp() -> int:
    return CodeTableVersion.objects.exclude(state=VersionState.DRAFT).count()


def _in_force(on: date) -> dict[str, Names]:
    rows = (
        CodeEntry.objects.filter(version__table__key__in=NATIONAL)
        .exclude(version__state=VersionState.DRAFT)
        .order_by("version__table__key", "version__number", "position")
        .values_list(
            "version__table__key", "version__state", "code", "name", "valid_from", "valid_to"
        )
    )
    offered: dict[str, dict[str, str]] = {}
    retired: dict[str, dict[str, str]] = {}
    for key, state, code, name, valid_from, valid_to in rows:
        entry = Entry(code=code, name=name, valid_from=valid_from, valid_to=valid_to)
        is_offered = state == VersionState.IN_FORCE and entry.may_be_used(on=on)
        (offered if is_offered else retired).setdefault(key, {})[code] = name
    return {
        key: Names(MappingProxyType(found), MappingProxyType(retired.get(key, {})))
        for key, found in offered.items()
    }


class CurrentCodes(Mapping[str, str]):
    """
    The codes of a table with their names, as they are in force at the moment of reading.

    A code that has been retired is not among them any more, but asked by its code it still has
    its name: editions that were published with it are read for ever.
    """

    def __init__(self, key: str) -> None:
        self.key = key

    def __getitem__(self, code: str) -> str:
        found = names(self.key)
        return found.offered[code] if code in found.offered else found.retired[code]

    def __iter__(self) -> Iterator[str]:
        return iter(names(self.key).offered)

    def __len__(self) -> int:
        return len(names(self.key).offered)

    def __contains__(self, code: object) -> bool:
        return code in names(self.key).offered

    def __repr__(self) -> str:
        return f"CurrentCodes({self.key!r})"


class CodesBut(Set[str]):
    """The codes of a table but some, as they are in force at the moment of reading."""

    def __init__(self, table: CurrentCodes, *left_out: str) -> None:
        self._table = table
        self._left_out = frozenset(left_out)

    def __contains__(self, code: object) -> bool:
        return code in self._table and code not in self._left_out

    def __iter__(self) -> Iterator[str]:
        return (code for code in self._table if code not in self._left_out)

    def __len__(self) -> int:
        return sum(1 for _code in self)
