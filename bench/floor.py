"""
The floor: what a life costs the database alone.

One real life is lived and watched: every row that each of its transactions made or changed is read
back by the transaction's number. From these rows a pgbench script is written that does the same
in prepared statements: as many transactions, and in each the same rows with the same content in
copies of the same tables with the same indexes, one statement for each table and kind of change.
Nothing is read, no key is checked, no trigger runs, nothing is computed.
"""

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from bench.ground import client_environment, program
from bench.life import Act, Cast, Life, do, take_in
from yangguan.foundation.postgres.location import Description as Server

SCHEMA = "bench_floor"
_PREFIXES = (
    "cases_", "licences_", "trace_", "procrastinate_", "evaluation_", "files_", "accounts_",
    "catalogue_", "parties_", "organisations_", "publications_", "idempotency_",
)  # fmt: skip

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    unique: frozenset[str]  # columns of a unique index: each life needs other values
    generated: frozenset[str]  # identity columns and such: the database fills them


@dataclass(frozen=True, slots=True)
class Change:
    """One row made (`old` is None) or changed; values as SQL literals."""

    table: Table
    new: dict[str, str]
    old: dict[str, str] | None


@dataclass(slots=True)
class Watched:
    """A life as the database saw it: its changes, transaction by transaction."""

    transactions: list[list[Change]] = field(default_factory=list)

    def rows(self) -> dict[str, tuple[int, int]]:
        """Table → rows made, rows changed."""
        counts: dict[str, tuple[int, int]] = {}
        for change in (change for changes in self.transactions for change in changes):
            made, changed = counts.get(change.table.name, (0, 0))
            is_made = change.old is None
            counts[change.table.name] = (made + is_made, changed + (not is_made))
        return counts


def watch(played: Cast, acts: list[Act]) -> Watched:
    """Live one life and read back what each of its transactions wrote."""
    tables, watched = _tables(), Watched()
    known = {table.name: _rows(table, None) for table in tables}
    lives: list[Life] = []

    def see(act: Act | None) -> None:
        with transaction.atomic():
            if act is None:
                lives.append(take_in(played, at=timezone.now()))
            else:
                do(act, lives[0], at=timezone.now())
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_current_xact_id()::xid::text")
                (number,) = cursor.fetchone()
        changes = []
        for table in tables:
            for key, row in _rows(table, number).items():
                changes.append(Change(table, row, known[table.name].get(key)))
                known[table.name][key] = row
        watched.transactions.append(changes)

    for act in (None, *acts):
        see(act)
    return watched


def _tables() -> list[Table]:
    """Every table that an act may write, with its columns in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT class.relname, attribute.attname,
                   attribute.attidentity <> '' OR default_.adbin IS NOT NULL,
                   EXISTS (SELECT 1 FROM pg_index WHERE indrelid = class.oid AND indisprimary
                           AND attribute.attnum = ANY(indkey)),
                   EXISTS (SELECT 1 FROM pg_index WHERE indrelid = class.oid AND indisunique
                           AND attribute.attnum = ANY(indkey))
            FROM pg_class class
            JOIN pg_namespace space ON space.oid = class.relnamespace AND space.nspname = 'public'
            JOIN pg_attribute attribute ON attribute.attrelid = class.oid AND attribute.attnum > 0
                 AND NOT attribute.attisdropped
            LEFT JOIN pg_attrdef default_ ON default_.adrelid = class.oid
                 AND default_.adnum = attribute.attnum
            WHERE class.relkind = 'r'
            ORDER BY class.relname, attribute.attnum
            """
        )
        rows = cursor.fetchall()
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, *column in rows:
        if name.startswith(_PREFIXES):
            found.setdefault(name, []).append(tuple(column))
    return [
        Table(
            name=name,
            columns=tuple(column for column, *_ in columns),
            key=tuple(column for column, _, in_key, _ in columns if in_key),
            unique=frozenset(column for column, _, _, is_unique in columns if is_unique),
            generated=frozenset(
                column for column, is_filled, in_key, _ in columns if is_filled and in_key
            ),
        )
        for name, columns in found.items()
    ]


def _rows(table: Table, written_by: str | None) -> dict[Key, dict[str, str]]:
    """Rows by primary key, values as literals; all, or those that one transaction wrote."""
    shown = ", ".join(f'quote_nullable("{column}"::text)' for column in table.columns)
    only = "" if written_by is None else f"WHERE xmin = '{int(written_by)}'::xid"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {shown} FROM "{table.name}" {only}')
        rows = [dict(zip(table.columns, row, strict=True)) for row in cursor.fetchall()]
    return {tuple(row[column] for column in table.key): row for row in rows}


class Script:
    """The pgbench script that writes what a watched life wrote, under other keys in each run."""

    def __init__(self, watched: Watched) -> None:
        self.watched = watched
        self._fresh: dict[str, str] = {}
        self._standing: dict[str, set[Key]] = {}
        for change in (change for changes in watched.transactions for change in changes):
            self._note(change)

    def text(self) -> str:
        lines = ["\\set life random(1, 9000000000000000)"]
        for changes in self.watched.transactions:
            lines.append("BEGIN;")
            made: dict[str, list[Change]] = {}
            for change in changes:
                if change.old is None:
                    made.setdefault(change.table.name, []).append(change)
                elif sets := self._changed(change):
                    lines.append(sets)
            lines.extend(self._inserted(each) for each in made.values())
            lines.append("COMMIT;")
        return "\n".join(lines) + "\n"

    def standing_rows(self) -> dict[str, set[Key]]:
        """Rows that were there before the life and are changed by it: number series."""
        return self._standing

    def _note(self, change: Change) -> None:
        table = change.table
        if change.old is not None:
            key = tuple(change.new[column] for column in table.key)
            if not set(key) & set(self._fresh):
                self._standing.setdefault(table.name, set()).add(key)
            return
        for column in sorted(table.unique - table.generated):
            value = change.new[column]
            if value == "NULL" or value in self._fresh or len(value) < 14:
                continue  # part of a longer key, such as a position
            place = len(self._fresh)
            if re.fullmatch(r"'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'", value):
                self._fresh[value] = f"md5(:life::text || '{place}')::uuid"
            else:
                kept = _escaped(value[:-1] + "'", cut=13)
                self._fresh[value] = f"({kept} || lpad(:life::text, 16, '0') || '{place}')"

    def _value(self, value: str) -> str:
        return self._fresh.get(value) or _escaped(value)

    def _inserted(self, changes: list[Change]) -> str:
        table = changes[0].table
        columns = [column for column in table.columns if column not in table.generated]
        rows = ", ".join(
            "(" + ", ".join(self._value(change.new[column]) for column in columns) + ")"
            for change in changes
        )
        # With one row, VALUES takes each column's type by itself; with more it must be told.
        named = ", ".join(f'"{column}"' for column in columns)
        return f'INSERT INTO {SCHEMA}."{table.name}" ({named}) VALUES {rows};'

    def _changed(self, change: Change) -> str:
        table, old = change.table, change.old or {}
        sets = ", ".join(
            f'"{column}" = {self._value(value)}'
            for column, value in change.new.items()
            if value != old[column] and column not in table.key
        )
        where = " AND ".join(
            f'"{column}" = {self._value(change.new[column])}' for column in table.key
        )
        return f'UPDATE {SCHEMA}."{table.name}" SET {sets} WHERE {where};' if sets else ""


def _escaped(literal: str, *, cut: int = 0) -> str:
    """A literal in which pgbench sees no variable: every colon written as an escape."""
    if literal == "NULL":
        return literal
    if literal.startswith("E'") or literal.startswith(" E'"):
        body = literal.strip()[2:-1]
    else:
        body = literal[1:-1].replace("\\", "\\\\")
    if cut:
        body = body[: max(0, len(body) - cut)]
    return "E'" + body.replace(":", "\\x3A") + "'"


def lay(server: Server, script: Script) -> Path:
    """Make the copies of the tables and write the script; returns its path."""
    names = sorted(script.watched.rows())
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for name in names:
            # Columns, checks, indexes and identities; foreign keys and triggers stay behind.
            cursor.execute(f'CREATE TABLE {SCHEMA}."{name}" (LIKE public."{name}" INCLUDING ALL)')
        for name in script.standing_rows():
            cursor.execute(
                f'INSERT INTO {SCHEMA}."{name}" OVERRIDING SYSTEM VALUE SELECT * FROM public."{name}"'
            )
    path = Path(settings.DATA_DIR) / "floor.sql"
    path.write_text(script.text(), encoding="utf-8")
    del server
    return path


def floor_a_second(server: Server, path: Path, *, seconds: float, clients: int = 1) -> float:
    """Lives a second that pgbench writes for about `seconds`, in prepared mode."""
    done = subprocess.run(
        [
            program(server, "pgbench"), "--no-vacuum", "--protocol=prepared", f"--file={path}",
            f"--client={clients}", f"--jobs={clients}", f"--time={max(1, round(seconds))}",
        ],
        capture_output=True,
        text=True,
        check=False,
        env=client_environment(server),
        cwd="/",
        timeout=seconds + 60,
    )  # fmt: skip
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    if done.returncode != 0 or found is None:
        raise RuntimeError(f"pgbench: {done.stderr[-2000:]}")
    return float(found.group(1))
