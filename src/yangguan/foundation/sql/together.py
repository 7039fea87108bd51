"""
Statements that need nothing back, sent as one.

What an act writes in the end (its row, the trace, the job, the reply kept for a program) is read
by nobody before the commit. Sent one by one, each costs a round trip, and longer than the others
must wait for the locks of the act. Inside `together()` such parts wait and leave in one statement
when the outermost block ends, in the transaction that it stands in; outside, they leave at once.
An error of a part therefore comes at the end of the block, and with it the whole act is undone.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from yangguan.foundation.sql.prepared import prepared_cursor


@dataclass(frozen=True, slots=True)
class Part:
    """
    One thing to write: common table expressions and, if wanted, what to select from them.

    `#` in the text stands for a number that keeps the parts of a statement apart. All parts see
    the database as it was before the statement, so two that change the same row name it by `row`
    and are sent one after the other. `check` gets the value of `result`, and raises to undo.
    """

    tables: str
    values: Mapping[str, Any]
    result: str = "1"
    check: Callable[[Any], None] | None = None
    row: object = field(default=None)


_waiting: ContextVar[list[Part] | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Let what is sent in this block wait until the outermost such block ends."""
    if _waiting.get() is not None:
        yield
        return
    parts: list[Part] = []
    token = _waiting.set(parts)
    try:
        yield
    finally:
        _waiting.reset(token)
    if parts:
        run(*parts)


def send(*parts: Part) -> None:
    """Write these, with what else is written in the block of `together`. At most one query."""
    waiting = _waiting.get()
    if waiting is None:
        if parts:
            run(*parts)
        return
    for part in parts:
        if part.row is not None and any(part.row == other.row for other in waiting):
            flush()
        waiting.append(part)


def flush() -> None:
    """Write now what waits, for who is about to read it. At most one query."""
    waiting = _waiting.get()
    if waiting:
        run(*waiting)
        waiting.clear()


def run(*parts: Part) -> tuple[Any, ...]:
    """Write these at once; the results of the parts, in their order. One query."""
    statement = _statement(tuple((part.tables, part.result) for part in parts))
    values = {
        f"p{place}_{name}": value
        for place, part in enumerate(parts)
        for name, value in part.values.items()
    }
    with prepared_cursor() as cursor:
        cursor.execute(statement, values)
        results: tuple[Any, ...] = cursor.fetchone()
    for part, result in zip(parts, results, strict=True):
        if part.check is not None:
            part.check(result)
    return results


@lru_cache(maxsize=256)
def _statement(texts: tuple[tuple[str, str], ...]) -> str:
    numbered = [
        (_apart(tables, place), _apart(result, place))
        for place, (tables, result) in enumerate(texts)
    ]
    tables = ",".join(tables for tables, _ in numbered if tables)
    results = ",".join(result for _, result in numbered)
    return f"{'WITH ' if tables else ''}{tables} SELECT {results}"


def _apart(text: str, place: int) -> str:
    return text.replace("#", str(place)).replace("%(", f"%(p{place}_")
