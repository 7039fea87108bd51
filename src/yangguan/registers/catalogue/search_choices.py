"""What a search can be narrowed to: without counts, which would read every item."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.queries import all_themes
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import regions

TOWN_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Choices:
    """Value and name of everything on offer; themes are those of the chosen audience."""

    departments: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, str], ...]
    towns: tuple[tuple[str, str], ...]


def search_choices(audience: str) -> Choices:
    """Departments that offer an item, the audience's themes, the towns. Three queries at most."""
    in_use = ServiceItem.objects.filter(
        department=OuterRef("pk"), state=ItemState.IN_USE, edition__isnull=False
    )
    offering = Department.objects.filter(Exists(in_use)).order_by("id")
    departments = tuple(
        (str(key), short or name)
        for key, short, name in offering.values_list("pk", "short_name", "name")
    )
    themes = tuple(all_themes(audience)) if audience else ()
    towns = tuple((town.code, town.name) for town in regions(levels=(TOWN_LEVEL,)))
    return Choices(departments, themes, towns)
