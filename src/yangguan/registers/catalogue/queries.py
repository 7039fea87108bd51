"""What pages and the API read of the catalogue."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q

from yangguan.registers.catalogue.codes import ITEM_TYPES, PUBLIC_SERVICE
from yangguan.registers.catalogue.comparison import Difference, compare
from yangguan.registers.catalogue.content import Limit, LimitUnit
from yangguan.registers.catalogue.editions import EditionView, edition_view
from yangguan.registers.catalogue.item_counts import count_items, count_words
from yangguan.registers.catalogue.models import Edition, LicenceType, LifeEvent, ServiceItem, Theme
from yangguan.registers.catalogue.outline import limit_words
from yangguan.registers.catalogue.outline_names import names_for
from yangguan.registers.catalogue.states import EditionState, ItemState
from yangguan.registers.organisations.models import Department

PAGE = 20
# A city's list is counted whole; that of a province says that it has more than these.
MOST_ON_LIST = 10_000


class ItemList(StrEnum):
    """
    The three public lists (三张清单), each item on at least one of them.

    Source: 国办函〔2016〕108号 (行政权力事项清单、公共服务事项清单、便民服务事项清单).
    """

    POWERS = "powers"  # every kind of item but public services
    PUBLIC_SERVICES = "public-services"
    NEARBY_SERVICES = "nearby-services"  # what towns and villages offer


# The same as terms of the index (`search_index.facets`).
LIST_TERMS = {
    ItemList.POWERS: "=power",
    ItemList.PUBLIC_SERVICES: "=public",
    ItemList.NEARBY_SERVICES: "=nearby",
}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in a list."""

    task_code: str
    name: str
    department_name: str
    type_name: str
    summary: str  # Chinese, as the item was published
    is_online: bool
    limit: Limit | None  # the promise

    @property
    def limit_words(self) -> str:
        """The promise in the reader's language; empty where there is none."""
        return "" if self.limit is None else limit_words(self.limit)


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme; `item_count` as `count_items`."""

    audience: str
    code: str
    name: str
    item_count: int

    @property
    def count_words(self) -> str:
        return count_words(self.item_count)


@dataclass(frozen=True, slots=True)
class LifeEventLine:
    code: str
    name: str
    audience: str
    description: str
    item_count: int


@dataclass(frozen=True, slots=True)
class DepartmentItems:
    """A department that offers items; `item_count` as `count_items`."""

    id: int
    key: str
    name: str
    short_name: str
    kind: str
    item_count: int

    @property
    def count_words(self) -> str:
        return count_words(self.item_count)


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in an item's history."""

    id: uuid.UUID
    number: int
    state: EditionState
    effective_date: date
    published_at: datetime
    published_by: str
    reason: str
    digest: str


@dataclass(frozen=True, slots=True)
class Guide:
    """An item's guide: the edition in force and what has been before it."""

    item_id: uuid.UUID
    state: ItemState
    edition: EditionView
    current_number: int
    published_at: datetime | None
    state_reason: str = ""


@dataclass(frozen=True, slots=True)
class ComparedEditions:
    """Two editions of an item and every line that differs, in the reader's language."""

    before: EditionView
    after: EditionView
    differences: tuple[Difference, ...]


def guide(task_code: str, *, number: int | None = None) -> Guide | None:
    """
    The guide by implementation code: the edition in force, or the one with `number`.

    At most two queries while the edition is in memory.
    """
    item = (
        ServiceItem.objects.filter(task_code=task_code, edition__isnull=False)
        .select_related("edition")
        .defer("edition__content", "edition__source", "terms")
        .first()
    )
    if item is None or item.edition is None:
        return None
    wanted = item.edition
    if number is not None and number != wanted.number:
        older = Edition.objects.filter(item=item, number=number)
        found = older.defer("content", "source").first()
        if found is None:
            return None
        wanted = found
    return Guide(
        item_id=item.pk,
        state=ItemState(item.state),
        edition=edition_view(wanted.pk),
        current_number=item.edition.number,
        published_at=wanted.published_at,
        state_reason=item.state_reason,
    )


def compared_editions(task_code: str, *, old: int, new: int) -> ComparedEditions | None:
    """
    Edition `old` of an item beside edition `new`.

    Four queries while both are in memory, and those of `names_for`.
    """
    before, after = (guide(task_code, number=number) for number in (old, new))
    if before is None or after is None:
        return None
    contents = before.edition.content, after.edition.content
    found = compare(*contents, names=names_for(*contents))
    return ComparedEditions(before.edition, after.edition, tuple(found))


def items(
    *,
    department_id: int | None = None,
    audience: str | None = None,
    theme: str | None = None,
    life_event: str | None = None,
    town_code: str | None = None,
    task_codes: Sequence[str] | None = None,
    department_ids: Collection[int] | None = None,
    item_list: ItemList | None = None,
    is_online: bool = False,
    item_type: str = "",
    state: ItemState = ItemState.IN_USE,
    after: str = "",
    limit: int = PAGE,
) -> tuple[list[ItemLine], str | None]:
    """
    Items by name, those in use unless `state` says otherwise, with the name after which the next
    page begins. One query.

    `theme` is a code of `audience` (person, organisation); `item_type` one of `codes.ITEM_TYPES`.
    """
    rows = ServiceItem.objects.filter(state=state, edition__isnull=False)
    if item_type:
        rows = rows.filter(item_type=item_type)
    if department_id is not None:
        rows = rows.filter(department_id=department_id)
    if theme is not None:
        topics = "organisation_topics" if audience == "organisation" else "person_topics"
        rows = rows.filter(**{f"{topics}__contains": [theme]})
    elif audience == "person":
        rows = rows.filter(audiences__contains=["1"])
    elif audience == "organisation":
        rows = rows.exclude(audiences=["1"])
    if life_event is not None:
        rows = rows.filter(life_events=life_event)
    if town_code is not None:
        rows = rows.filter(town_code=town_code)
    if item_list is not None:
        rows = rows.filter(on_list(item_list))
    if is_online:
        rows = rows.filter(is_online=True)
    if task_codes is not None:
        rows = rows.filter(task_code__in=task_codes)
    if department_ids is not None:
        rows = rows.filter(department_id__in=department_ids)
    if after:
        name, _, code = after.replace("\0", "").partition("\n")
        rows = rows.filter(Q(name__gt=name) | Q(name=name, task_code__gt=code))
    ordered = rows.select_related("department").defer("terms").order_by("name", "task_code")
    read = list(ordered[: limit + 1])
    lines = [item_line(row) for row in read[:limit]]
    last = read[limit - 1] if len(read) > limit else None
    return lines, f"{last.name}\n{last.task_code}" if last else None


def on_list(item_list: ItemList) -> Q:
    """The condition under which an item is on a list."""
    match item_list:
        case ItemList.POWERS:
            return ~Q(item_type=PUBLIC_SERVICE)
        case ItemList.PUBLIC_SERVICES:
            return Q(item_type=PUBLIC_SERVICE)
        case ItemList.NEARBY_SERVICES:
            return ~Q(town_code="")


def item_list_counts() -> dict[ItemList, str]:
    """How many items in use each of the three lists has, as a page shows it. One query."""
    counts = count_items(list(LIST_TERMS.values()), most=MOST_ON_LIST)
    return {each: count_words(counts[LIST_TERMS[each]], most=MOST_ON_LIST) for each in ItemList}


def item_line(row: ServiceItem) -> ItemLine:
    """A row with its department loaded, as a value."""
    return ItemLine(
        task_code=row.task_code,
        name=row.name,
        department_name=row.department.name,
        type_name=ITEM_TYPES.get(row.item_type, ""),
        summary=row.summary,
        is_online=row.is_online,
        limit=limit_of(row.promised_days, row.promised_unit),
    )


def limit_of(days: int | None, unit: str) -> Limit | None:
    """The promised limit from an item's columns."""
    return None if days is None else Limit(days=days, unit=LimitUnit(unit))


def themes(audience: str) -> list[ThemeLine]:
    """
    Themes that have items, in the order of the national classification.

    Two queries, whose work is bounded however many items there are.
    """
    prefix = "=o" if audience == "organisation" else "=p"
    rows = all_themes(audience)
    counts = count_items([f"{prefix}{code}" for code, _name in rows])
    lines = [ThemeLine(audience, code, name, counts[f"{prefix}{code}"]) for code, name in rows]
    return [line for line in lines if line.item_count]


def all_themes(audience: str) -> list[tuple[str, str]]:
    """Code and name of every theme of an audience, by code. One query."""
    rows = Theme.objects.filter(audience=audience).order_by("code")
    return list(rows.values_list("code", "name"))


def licence_type_names() -> list[str]:
    """The names of the licence catalogue, in their order. One query."""
    return list(LicenceType.objects.order_by("name").values_list("name", flat=True))


def life_events() -> list[LifeEventLine]:
    """Life events with their number of items. One query."""
    rows = LifeEvent.objects.annotate(count=Count("items")).order_by("position")
    return [
        LifeEventLine(row.code, row.name, row.audience, row.description, row.count) for row in rows
    ]


def departments_with_items() -> list[DepartmentItems]:
    """
    Departments that offer an item, by number of items.

    Two queries, whose work is bounded however many items there are.
    """
    rows = list(Department.objects.order_by("id"))
    counts = count_items([f"=d{row.pk}" for row in rows])
    lines = [
        DepartmentItems(
            row.pk, row.key or "", row.name, row.short_name, row.kind, counts[f"=d{row.pk}"]
        )
        for row in rows
    ]
    return sorted((line for line in lines if line.item_count), key=lambda line: -line.item_count)


def editions_of(task_code: str) -> list[EditionLine]:
    """Every edition of an item, newest first. One query."""
    rows = (
        Edition.objects.filter(item__task_code=task_code)
        .defer("content", "source")
        .order_by("-number")
    )
    return [
        EditionLine(
            id=row.pk,
            number=row.number,
            state=EditionState(row.state),
            effective_date=row.effective_date,
            published_at=row.published_at,
            published_by=row.published_by,
            reason=row.reason,
            digest=row.digest,
        )
        for row in rows
    ]


def edition_in_force(task_code: str) -> uuid.UUID | None:
    """The id of the edition in force of an item in use; None if it is not in use. One query."""
    rows = ServiceItem.objects.filter(task_code=task_code, state=ItemState.IN_USE)
    return rows.values_list("edition_id", flat=True).first()


def task_codes_in_use() -> list[str]:
    """The codes of every item in use, by name. One query."""
    rows = ServiceItem.objects.filter(state=ItemState.IN_USE, edition__isnull=False)
    return list(rows.order_by("name", "task_code").values_list("task_code", flat=True))
