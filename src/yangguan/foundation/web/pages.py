"""
Pages of long lists by keyset: earlier and later, no page numbers, no totals.

A page costs the same wherever it lies in a million rows. The place is an opaque, signed token;
one that was tampered with, or made by an older version, leads to the first page.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Self, TypeVar

from django.core.signing import BadSignature, Signer
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, TextField, Value

from yangguan.foundation.web.components import PagerLinks

KeyPart = str | int | date | datetime | uuid.UUID
Row = TypeVar("Row")
Item = TypeVar("Item")
ModelT = TypeVar("ModelT", bound=Model)

BACK_PARAMETER = "before"
ON_PARAMETER = "after"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The key of the row at which a page ends; `is_back` pages towards the beginning."""

    key: tuple[KeyPart, ...]
    is_back: bool = False

    def encode(self) -> str:
        """As text for an address. The same cursor always gives the same text."""
        parts = [_packed(part) for part in self.key]
        return _signer().sign_object([int(self.is_back), *parts])

    @classmethod
    def decode(cls, token: str) -> Self | None:
        """Read `encode`'s text; None for anything else."""
        try:
            is_back, *parts = _signer().unsign_object(token)
            return cls(tuple(_unpacked(part) for part in parts), bool(is_back))
        except (BadSignature, ValueError, TypeError, KeyError):
            return None


def _signer() -> Signer:
    return Signer(salt="yangguan.web.cursor")


_READERS: dict[str, Callable[[str], KeyPart]] = {
    "d": date.fromisoformat,
    "t": datetime.fromisoformat,
    "u": uuid.UUID,
}


def _packed(part: KeyPart) -> object:
    match part:
        case datetime():
            return ["t", part.isoformat()]
        case date():
            return ["d", part.isoformat()]
        case uuid.UUID():
            return ["u", part.hex]
        case _:
            return part


def _unpacked(part: object) -> KeyPart:
    if isinstance(part, list):
        kind, text = part
        return _READERS[kind](text)
    if isinstance(part, str | int):
        return part
    raise ValueError("not a part of a key")


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[Item]):
    """One page of a list, in list order, and the cursors to what lies before and after it."""

    items: tuple[Item, ...]
    back: Cursor | None
    on: Cursor | None

    def links(self, *, path: str = "", query: str = "", back: str = "", on: str = "") -> PagerLinks:
        """The pager's links. `query`: further parameters, encoded; `back` and `on`: the words."""
        prefix = f"{path}?{query}&" if query else f"{path}?"
        return PagerLinks(
            back_url=f"{prefix}{BACK_PARAMETER}={self.back.encode()}" if self.back else None,
            on_url=f"{prefix}{ON_PARAMETER}={self.on.encode()}" if self.on else None,
            back_word=back,
            on_word=on,
        )


@dataclass(frozen=True, slots=True)
class Keyset:
    """
    The order of a list: field names, with `-` for descending; the last one makes it unique.

    The fields must not be null: a comparison with null is neither true nor false.
    """

    fields: tuple[str, ...]

    def page(
        self,
        rows: QuerySet[ModelT],
        *,
        cursor: Cursor | None,
        limit: int,
        show: Callable[[ModelT], Item],
        among: QuerySet[ModelT] | None = None,
    ) -> KeysetPage[Item]:
        """
        One page of at most `limit` rows, each turned into a value by `show`. One query.

        `rows` must be unordered and unsliced. One row more than `limit` is fetched to know whether
        the list goes on; nothing is counted. With `among`, that holds the conditions, and `rows`
        says only what to read with each row: the page is then chosen first, by an index in the
        order of the list, and nothing is joined to rows that are not on it. For lists that are
        long before they are cut; a planner that errs about their length cannot err much then.
        """
        if cursor is not None and len(cursor.key) != len(self.fields):
            cursor = None
        is_back = cursor is not None and cursor.is_back
        chosen = rows if among is None else among
        beyond = chosen if cursor is None else chosen.filter(self._beyond(cursor))
        order = self._order(is_back=is_back)
        page = beyond.order_by(*order)[: limit + 1]
        if among is not None:
            page = rows.filter(pk__in=page.values("pk")).order_by(*order)
        found = list(page)
        if cursor is not None and not found:
            # The rows have gone since the link was made: begin again rather than show nothing.
            return self.page(rows, cursor=None, limit=limit, show=show, among=among)
        part = slice_page(found, key=self._key, limit=limit, cursor=cursor)
        return KeysetPage(tuple(show(row) for row in part.items), part.back, part.on)

    def _order(self, *, is_back: bool) -> list[str]:
        return [_reversed(field) for field in self.fields] if is_back else list(self.fields)

    def _key(self, row: Model) -> tuple[KeyPart, ...]:
        return tuple(_value(row, field.removeprefix("-")) for field in self.fields)

    def _beyond(self, cursor: Cursor) -> "Q | _Comparison":
        """Rows after the key in reading order: (a, b) > (x, y), written out for mixed orders."""
        fields = self._order(is_back=cursor.is_back)
        directions = {"<" if field.startswith("-") else ">" for field in fields}
        if len(directions) == 1:
            # As one comparison of rows the database reads an index from the key on. Written out,
            # it guesses how many rows there may be, sometimes badly, and sorts them all.
            names = [F(field.removeprefix("-")) for field in fields]
            return _Comparison(_Row(*names), _Row(*map(Value, cursor.key)), sign=directions.pop())
        condition = Q()
        for field, value in reversed(list(zip(fields, cursor.key, strict=True))):
            name, lookup = field.removeprefix("-"), "lt" if field.startswith("-") else "gt"
            further = Q(**{f"{name}__{lookup}": value})
            condition = further | (Q(**{name: value}) & condition) if condition else further
        # Said twice on purpose: the plain comparison lets the index begin at the right place.
        first, lookup = fields[0].removeprefix("-"), "lte" if fields[0].startswith("-") else "gte"
        return Q(**{f"{first}__{lookup}": cursor.key[0]}) & condition


class _Row(Func):
    """`(a, b)`: a row value; its own type is never asked for."""

    template = "ROW(%(expressions)s)"
    output_field = TextField()


class _Comparison(Func):
    """`(a, b) > (x, y)` in dictionary order, as SQL defines it for rows."""

    template = "%(expressions)s"
    output_field = BooleanField()

    def __init__(self, left: _Row, right: _Row, *, sign: str) -> None:
        super().__init__(left, right, arg_joiner=f" {sign} ")


def asked_cursor(query: Any) -> Cursor | None:
    """The cursor in a request's query (`request.GET`); None: the first page."""
    for parameter in (ON_PARAMETER, BACK_PARAMETER):
        if token := query.get(parameter, ""):
            return Cursor.decode(token)
    return None


def _reversed(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def _value(row: Model, path: str) -> KeyPart:
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name)
    if not isinstance(value, str | int | date | uuid.UUID):
        raise TypeError(f"{path} cannot be a part of a keyset: {value!r}")
    return value


def slice_page(
    rows: Sequence[Item],
    *,
    key: Callable[[Item], tuple[KeyPart, ...]],
    limit: int,
    cursor: Cursor | None,
) -> KeysetPage[Item]:
    """
    A page of rows that a query of its own fetched: `limit + 1` of them, in the order read.

    For lists that come from raw SQL or another service; `cursor` is the one that was asked for.
    """
    is_back = cursor is not None and cursor.is_back
    has_more, found = len(rows) > limit, list(rows[:limit])
    if is_back:
        found.reverse()
    has_back = has_more if is_back else cursor is not None
    has_on = True if is_back else has_more
    return KeysetPage(
        items=tuple(found),
        back=Cursor(key(found[0]), is_back=True) if found and has_back else None,
        on=Cursor(key(found[-1])) if found and has_on else None,
    )
