"""
The public list of changes (变更记录): which item was added, changed, suspended, withdrawn, when.

Source: 国办函〔2016〕108号 (the lists are kept up to date and changes are made public); plan 二·一.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.pages import Cursor
from yangguan.registers.catalogue.models import Edition, ItemStateChange, ServiceItem
from yangguan.registers.catalogue.states import ItemState

PAGE = 50
# The place of editions and of changes of state among what happened at one moment.
_EDITIONS, _STATES = 0, 1


class ChangeKind(models.TextChoices):
    """What became of an item."""

    ADDED = "added", _("新增")
    CHANGED = "changed", _("调整")
    SUSPENDED = "suspended", _("暂停")
    WITHDRAWN = "withdrawn", _("取消")
    RESUMED = "resumed", _("恢复")


_OF_STATE = {
    ItemState.IN_USE: ChangeKind.RESUMED,
    ItemState.SUSPENDED: ChangeKind.SUSPENDED,
    ItemState.WITHDRAWN: ChangeKind.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One line; `number` is the edition's, None for a change of state."""

    at: datetime
    kind: ChangeKind
    task_code: str
    item_name: str
    department_name: str
    number: int | None
    reason: str

    @property
    def before(self) -> int | None:
        """The edition with which the new one can be compared."""
        return self.number - 1 if self.number and self.number > 1 else None


@dataclass(frozen=True, slots=True)
class _Found:
    key: tuple[datetime, int, str]
    change: ItemChange


def item_changes(
    *, cursor: Cursor | None = None, until: date | None = None, limit: int = PAGE
) -> tuple[list[ItemChange], Cursor | None]:
    """
    Changes, newest first, and the cursor of those before them. Two queries, whatever came before.

    `until`: not those after the end of that day, in the city's time zone.
    """
    begin = _begin(cursor, until)
    if begin is None and cursor is not None:
        return item_changes(until=until, limit=limit)
    read = sorted(
        chain(
            _rows(Edition.objects.all(), "published_at", _EDITIONS, begin, limit, _edition),
            _rows(ItemStateChange.objects.all(), "at", _STATES, begin, limit, _state),
        ),
        # Newest first; what happened at one moment, in the order in which the database reads it.
        key=lambda found: found.key,
        reverse=True,
    )
    last = read[limit - 1].key if len(read) > limit else None
    return [found.change for found in read[:limit]], Cursor(last) if last else None


def state_changes_of(task_code: str) -> list[ItemChange]:
    """When and why an item was suspended, resumed or withdrawn, newest first. One query."""
    rows = ItemStateChange.objects.filter(item__task_code=task_code)
    read = rows.select_related("item__department").only(
        "at", *_COLUMNS[_STATES], "item__task_code", "item__name", "item__department__name"
    )
    return [_state(row) for row in read.order_by("-at", "-id")[:PAGE]]


def _begin(cursor: Cursor | None, until: date | None) -> tuple[datetime, int, str] | None:
    if cursor is not None:
        match cursor.key:
            case (datetime() as at, int(source), str(row)) if _is_key(source, row):
                return at, source, row
            case _:  # the cursor of another list
                return None
    if until is None:
        return None
    midnight = datetime.combine(until + timedelta(days=1), time.min)
    return timezone.make_aware(midnight), -1, ""


def _is_key(source: int, row: str) -> bool:
    if source == _STATES:
        return row.isascii() and row.isdigit()
    try:
        return source == _EDITIONS and bool(uuid.UUID(row))
    except ValueError:
        return False


def _rows(
    rows: QuerySet[Any],
    time_field: str,
    source: int,
    begin: tuple[datetime, int, str] | None,
    limit: int,
    show: Callable[[Any], ItemChange],
) -> list[_Found]:
    """One source's lines from `begin` on, as many as a page can need and one more."""
    if begin is not None:
        at, of_source, row = begin
        beyond = Q(**{f"{time_field}__lt": at})
        if source < of_source:
            beyond |= Q(**{time_field: at})
        elif source == of_source:
            beyond |= Q(**{time_field: at, "id__lt": row})
        # Said twice on purpose: the plain comparison lets the index begin at the right place.
        rows = rows.filter(Q(**{f"{time_field}__lte": at}) & beyond)
    page = rows.select_related("item__department").only(
        "id", time_field, *_COLUMNS[source], "item__task_code", "item__name",
        "item__department__name",
    )  # fmt: skip
    return [
        _Found((getattr(each, time_field), source, _sortable(each.pk)), show(each))
        for each in page.order_by(f"-{time_field}", "-id")[: limit + 1]
    ]


_COLUMNS = {_EDITIONS: ("number", "reason"), _STATES: ("state", "reason")}


def _sortable(key: object) -> str:
    """As text in the order of the database: numbers padded, identifiers as they are."""
    return f"{key:020d}" if isinstance(key, int) else str(key)


def _edition(row: Edition) -> ItemChange:
    kind = ChangeKind.ADDED if row.number == 1 else ChangeKind.CHANGED
    return _change(row.item, row.published_at, kind, number=row.number, reason=row.reason)


def _state(row: ItemStateChange) -> ItemChange:
    return _change(row.item, row.at, _OF_STATE[ItemState(row.state)], reason=row.reason)


def _change(
    item: ServiceItem,
    at: datetime,
    kind: ChangeKind,
    *,
    number: int | None = None,
    reason: str = "",
) -> ItemChange:
    return ItemChange(
        at=at,
        kind=kind,
        task_code=item.task_code,
        item_name=item.name,
        department_name=item.department.name,
        number=number,
        reason=reason,
    )
