"""
Inserting rows with SQL that is made once for each model.

For rows that an operation makes in each of its runs: nothing of Django's `save` is of use to them
(no default of the database, no parent table, no signal), and it costs more than the insert.
"""

from functools import cache
from typing import Any

from django.db import models
from django.db.models import Model

from yangguan.foundation.sql.prepared import own_connection
from yangguan.foundation.sql.together import Part, run, send


def insert(row: Model) -> None:
    """
    Insert a row whose values are all given; an automatic key is left to the database, unread.

    One query. Raises `IntegrityError` as `save(force_insert=True)` does.
    """
    run(_part(row))


def insert_together(*rows: Model) -> None:
    """The same for rows that nothing reads before the commit: with what else is sent `together`."""
    send(*(_part(row) for row in rows))


# The driver takes the values of these as they are; asking each field costs more than all the rest.
_AS_THEY_ARE = frozenset(
    {
        models.BooleanField, models.CharField, models.DateField, models.DateTimeField,
        models.ForeignKey, models.OneToOneField, models.TextField, models.UUIDField,
    }
)  # fmt: skip


def _part(row: Model) -> Part:
    text, plain, others = _statement(type(row))
    connection = own_connection()
    held = vars(row)
    values = {column: held[attribute] for column, attribute in plain}
    for field in others:
        values[field.column] = field.get_db_prep_save(field.pre_save(row, add=True), connection)
    row._state.adding = False
    row._state.db = connection.alias
    return Part(text, values)


@cache
def _statement(model: type[Model]) -> tuple[str, list[tuple[str, str]], list[Any]]:
    """The text, the columns with their attributes, and the fields that must be asked."""
    key = model._meta.auto_field
    fields: list[Any] = [field for field in model._meta.local_concrete_fields if field is not key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(f"%({field.column})s" for field in fields)
    table = model._meta.db_table
    insertion = f'INSERT INTO "{table}" ({columns}) VALUES ({places})'  # noqa: S608  # our names
    plain = [field for field in fields if _is_plain(field)]
    others = [field for field in fields if field not in plain]
    return f"row# AS ({insertion})", [(field.column, field.attname) for field in plain], others


def _is_plain(field: Any) -> bool:
    """Whether the attribute holds what the driver takes: not a time that `save` would set."""
    sets_itself = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return type(field) in _AS_THEY_ARE and not sets_itself
