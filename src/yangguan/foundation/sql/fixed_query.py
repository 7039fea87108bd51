"""
A query set whose SQL is made once.

Building the SQL of a query over four tables costs Django more time than PostgreSQL needs to answer
it. What an operation asks in each of its runs, with nothing changing but a few values, is
therefore built once in the life of the process and then only executed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

from yangguan.foundation.sql.prepared import prepared_cursor

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Value:
    """
    Stands in a fixed query for a value that is given at execution.

    `sample` is any value of the right type that occurs nowhere else in the query.
    """

    name: str
    sample: Any


class FixedQuery(Generic[M]):
    """
    `build` makes the query set from the samples of `values`, in their order.

    The query set may select related rows and lock; it must not be sliced by a value, prefetch or
    defer. Executed by `all` and `first` with the values by name, already of the column's type.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], *values: Value) -> None:
        self._build = build
        self._values = values

    def all(self, **values: Any) -> list[M]:
        """The rows as model instances with their related rows. One query."""
        compiled = self._compiled
        with prepared_cursor() as cursor:
            cursor.execute(compiled.sql, compiled.given(values))
            rows = cursor.fetchall()
        return cast("list[M]", list(compiled.instances(rows)))

    def first(self, **values: Any) -> M | None:
        """The first of `all`."""
        found = self.all(**values)
        return found[0] if found else None

    @cached_property
    def _compiled(self) -> "_Compiled":
        return _Compiled(self._build(*(value.sample for value in self._values)), self._values)


class _Compiled:
    """The SQL of a query set and the way from its rows to instances (`ModelIterable`, once)."""

    def __init__(self, rows: QuerySet[Any], values: tuple[Value, ...]) -> None:
        self._compiler = compiler = rows.query.get_compiler(using=rows.db)
        self.sql, params = compiler.as_sql()
        self.params: tuple[Any, ...] = tuple(
            next((value for value in values if value.sample == param), param) for param in params
        )
        unused = {value.name for value in values} - {
            param.name for param in self.params if isinstance(param, Value)
        }
        if unused:
            raise LookupError(f"a fixed query does not use {', '.join(sorted(unused))}")
        info: dict[str, Any] = compiler.klass_info
        fields = info["select_fields"]
        self._model: type[Model] = info["model"]
        self._own = slice(fields[0], fields[-1] + 1)
        self._names = [column[0].target.attname for column in compiler.select[self._own]]
        # The stubs are those of a later Django, which wants a third argument.
        self._related = get_related_populators(  # type: ignore[call-arg]
            info, compiler.select, rows.db
        )
        self._annotations: dict[str, int] = dict(compiler.annotation_col_map or {})
        self._alias = rows.db
        # What turns the driver's values into those of the fields; `results_iter` asks each time.
        self._converters = compiler.get_converters(
            [column[0] for column in compiler.select[: compiler.col_count]]
        )

    def given(self, values: dict[str, Any]) -> list[Any]:
        return [values[each.name] if isinstance(each, Value) else each for each in self.params]

    def instances(self, rows: list[tuple[Any, ...]]) -> Iterator[Model]:
        converted: Iterable[Any] = rows
        if self._converters:
            converted = self._compiler.apply_converters(rows, self._converters)
        for row in converted:
            made = self._model.from_db(self._alias, self._names, row[self._own])
            for related in self._related:
                related.populate(row, made)
            for name, place in self._annotations.items():
                setattr(made, name, row[place])
            yield made
