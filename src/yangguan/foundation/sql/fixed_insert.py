"""
Inserting rows with SQL that is made once for each model.

For rows that an operation makes in each of its runs: nothing of Django's `save` is of use to them
(no default of the database, no parent table, no signal), and it costs more than the insert.
"""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

from yangguan.foundation.sql.prepared import prepared_cursor


def insert(row: Model) -> None:
    """
    Insert a row whose values are all given; an automatic key is left to the database, unread.

    One query. Raises `IntegrityError` as `save(force_insert=True)` does.
    """
    statement, fields = _statement(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with prepared_cursor() as cursor:
        cursor.execute(statement, values)
    row._state.adding = False
    row._state.db = connection.alias


@cache
def _statement(model: type[Model]) -> tuple[str, list[Any]]:
    key = model._meta.auto_field
    fields: list[Any] = [field for field in model._meta.local_concrete_fields if field is not key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join("%s" for _ in fields)
    table = model._meta.db_table
    return f'INSERT INTO "{table}" ({columns}) VALUES ({places})', fields  # noqa: S608  # our names
