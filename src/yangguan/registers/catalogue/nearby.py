"""What is offered close to home: the items of a town, and of each of its villages."""

from dataclasses import dataclass

from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.queries import ItemLine, item_line
from yangguan.registers.catalogue.states import ItemState

MOST = 200


@dataclass(frozen=True, slots=True)
class NearbyItems:
    """Items of the town itself, and those that only one village or community offers."""

    town: tuple[ItemLine, ...]
    villages: tuple[tuple[str, ItemLine], ...]  # village code, item


def nearby_items(*, town_code: str, village_code: str = "") -> NearbyItems:
    """
    The items in use of a town by name, and those of its villages, or of one. One query.

    At most `MOST` of both together: a town has a few dozen.
    """
    rows = ServiceItem.objects.filter(
        state=ItemState.IN_USE, edition__isnull=False, town_code=town_code
    )
    if village_code:
        rows = rows.filter(village_code__in=("", village_code))
    ordered = rows.select_related("department").defer("terms").order_by("name", "task_code")
    found = [(row.village_code, item_line(row)) for row in ordered[:MOST]]
    return NearbyItems(
        town=tuple(line for code, line in found if not code),
        villages=tuple((code, line) for code, line in found if code),
    )
