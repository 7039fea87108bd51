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

from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper


def prepared_cursor() -> CursorWrapper:
    """A cursor of Django's connection, to be closed by `with`; logged and wrapped as any other."""
    connection.ensure_connection()
    # The stubs know neither the driver's connection nor the class that psycopg 3 gets.
    wrapper: Any = connection
    cursor_of: Any = ServerBindingCursor
    with connection.wrap_database_errors:
        prepared: CursorWrapper = wrapper._prepare_cursor(cursor_of(wrapper.connection))
    return prepared
