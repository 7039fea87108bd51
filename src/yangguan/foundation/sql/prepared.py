"""
A cursor for statements that every act executes: planned once for each connection.

Django's own cursors write the values into the text, so that PostgreSQL plans each statement anew,
which for a statement of several parts takes longer than to execute it. Here the values travel
beside the text (`$1`), and psycopg prepares the statement at its third execution
(`prepare_threshold` in `location.database_settings`; without it, nothing is prepared).

A value has no type but the one that its place gives it: where the place leaves it open, such as
in `SELECT %(name)s || '号'`, the statement casts it. A condition of a partial index must be
written into the text: a value that comes later cannot prove that the index applies.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorWrapper
from psycopg import RawCursor

_PLACE = re.compile(r"%(?:\((\w+)\)s|s|%)")


def prepared_cursor() -> CursorWrapper:
    """A cursor of Django's connection, to be closed by `with`; logged and wrapped as any other."""
    wrapper = own_connection()
    wrapper.ensure_connection()
    prepared: CursorWrapper = wrapper._prepare_cursor(_NumberedCursor(wrapper.connection))
    return prepared


def own_connection() -> Any:
    """
    Django's connection of this thread itself; `django.db.connection` looks it up at each touch.

    Untyped, since the stubs do not know the driver's connection behind it.
    """
    return connections[DEFAULT_DB_ALIAS]


class _NumberedCursor(RawCursor[Any]):
    """
    Takes `%s` and `%(name)s` as every cursor, and sends `$1`.

    psycopg does the same, but takes a text with more than fifty values to pieces each time.
    """

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        if params is None:
            return super().execute(query, None, **options)
        text, names = _numbered(query)
        values: Sequence[Any] | None = params
        if isinstance(params, Mapping):
            values = [params[name] for name in names]
        return super().execute(text, values, **options)


@lru_cache(maxsize=512)
def _numbered(query: str) -> tuple[bytes, tuple[str, ...]]:
    """The text with `$1`, `$2`, … and the names in this order; no names for bare `%s`."""
    names: dict[str, int] = {}
    bare = 0

    def number(place: re.Match[str]) -> str:
        nonlocal bare
        if place.group() == "%%":
            return "%"
        name = place.group(1)
        if name is None:
            bare += 1
            return f"${bare}"
        return f"${names.setdefault(name, len(names) + 1)}"

    return _PLACE.sub(number, query).encode(), tuple(names)
