"""Loading code tables: those that the program reads, and those of a content folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.loading.rows import (
    ContentRow,
    Loaded,
    Rejected,
    Seen,
    read_content,
)
from yangguan.registers.standards import rules
from yangguan.registers.standards.errors import StandardsRefusal
from yangguan.registers.standards.models import CodeTable, CodeTableVersion
from yangguan.registers.standards.national import NATIONAL, NationalTable
from yangguan.registers.standards.operations.put_in_force import put_in_force
from yangguan.registers.standards.operations.versions import add_code_table, save_draft
from yangguan.registers.standards.rules import Entry
from yangguan.registers.standards.states import VersionState

FILE = "code-tables.json"


@dataclass(frozen=True, slots=True)
class _Table:
    key: str
    title: str
    standard: str
    source: str
    in_force_date: date
    entries: Sequence[Entry]


@transaction.atomic
def load_code_tables(folder: Path, *, by: Actor, at: datetime) -> Loaded:
    """
    Enter the code tables that the program reads (`national`) and those of the folder.

    A table that is there already gets a next version only if its source is younger than the
    version in force: what editors have changed since is not undone by loading again. A version
    that would break something in use is rejected. Two queries, about twelve for each new version.
    """
    content = read_content(folder, FILE)
    known = {table.key: table for table in CodeTable.objects.all()}
    in_force = {
        version.table_id: version
        for version in CodeTableVersion.objects.filter(state=VersionState.IN_FORCE)
    }
    new = 0

    def enter(table: _Table) -> None:
        nonlocal new
        there = known.get(table.key)
        version = in_force.get(there.pk) if there else None
        if version and (
            version.in_force_date >= table.in_force_date
            or version.digest == rules.digest_of(table.entries)
        ):
            return
        _enter(table, is_new=there is None, by=by, at=at)
        new += there is None

    def refusal_of(table: _Table) -> str:
        try:
            # In a transaction of its own: a table is entered whole or not at all.
            with transaction.atomic():
                enter(table)
        except StandardsRefusal as refusal:
            return f"{refusal.text}{refusal.advice}"
        return ""

    for each in NATIONAL.values():
        if reason := refusal_of(_national(each)):
            content.rejected.append(Rejected(FILE, each.key, reason))
    seen = Seen()

    def read(row: ContentRow) -> None:
        table = _table(row)
        seen.once(row, "KEY", table.key)
        if table.key in NATIONAL:
            row.fault("KEY", _("这个代码表随程序提供，请在页面上为它起草新版"))
        if not row.faults and (reason := refusal_of(table)):
            row.fault("ENTRIES", reason)

    count = len(NATIONAL) + len(content.accept("CODE_TABLES", read))
    return Loaded("code-tables", count, new, tuple(content.rejected))


def _enter(table: _Table, *, is_new: bool, by: Actor, at: datetime) -> None:
    if is_new:
        add_code_table(key=table.key, title=table.title, standard=table.standard, by=by, at=at)
    version = save_draft(
        key=table.key,
        source=table.source,
        in_force_date=table.in_force_date,
        entries=table.entries,
        # An editor's draft is not overwritten: the row is rejected then.
        seen_digest="",
        by=by,
        at=at,
    )
    put_in_force(key=table.key, number=version.number, successors={}, by=by, at=at)


def _national(table: NationalTable) -> _Table:
    entries = [Entry(code=code, name=name) for code, name in table.names.items()]
    return _Table(
        table.key, table.title, table.standard, table.standard, table.in_force_date, entries
    )


def _table(row: ContentRow) -> _Table:
    entries = [
        Entry(
            code=each.text("CODE", limit=rules.LONGEST_CODE),
            name=each.text("NAME", limit=rules.LONGEST_NAME),
            parent=each.text("PARENT", limit=rules.LONGEST_CODE, required=False),
            valid_from=each.day("VALID_FROM", required=False),
            valid_to=each.day("VALID_TO", required=False),
        )
        for each in row.rows("ENTRIES")
    ]
    standard = row.text("STANDARD")
    return _Table(
        key=row.text("KEY", limit=40),
        title=row.text("TITLE", limit=100),
        standard=standard,
        source=row.text("SOURCE", required=False) or standard,
        in_force_date=row.day("IN_FORCE") or date.min,
        entries=entries,
    )
