"""What others read of places, departments and the people who sit there."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from yangguan.registers.organisations.models import Department, Hall, Region

CITY = "敦煌"
# The service centre runs the counters; a step "at the centre" is still the item's own organ's.
NOT_AN_ORGAN = "zwfw"
# The office that keeps the catalogue of all departments (审改办, 市人民政府办公室).
CATALOGUE_OFFICE = "office"


@dataclass(frozen=True, slots=True)
class HallLine:
    code: str
    name: str
    kind: str
    address: str
    hours: str
    phone: str
    region_code: str
    region_name: str


@dataclass(frozen=True, slots=True)
class RegionLine:
    code: str
    name: str
    full_name: str
    level: int
    kind: str
    parent_code: str


def is_catalogue_office(department_ids: Collection[int]) -> bool:
    """Whether one of the departments keeps the catalogue of all (审改办). One query."""
    return Department.objects.filter(key=CATALOGUE_OFFICE, pk__in=department_ids).exists()


def department_names() -> list[tuple[str, str]]:
    """Credit code and name of every department that is an organ, by name. One query."""
    organs = Department.objects.exclude(key=NOT_AN_ORGAN).order_by("name")
    return list(organs.values_list("credit_code", "name"))


def departments_by_name() -> list[tuple[int, str]]:
    """Id and name of every department that is an organ, by name. One query."""
    organs = Department.objects.exclude(key=NOT_AN_ORGAN).order_by("name")
    return list(organs.values_list("pk", "name"))


def unit_resolver() -> Callable[[str], str]:
    """
    A function from the published name of a unit (市市场监督管理局食品经营股) to the code of the
    department it means.

    The one named first wins, the longest name among those; empty if none is named. One query.
    """
    names: list[tuple[str, str]] = []
    for department in Department.objects.only("credit_code", "name", "short_name", "key"):
        if department.key == NOT_AN_ORGAN:
            continue
        spellings = {
            department.name,
            department.name.removeprefix(CITY),
            department.name.removeprefix(f"{CITY}市"),
            department.short_name,
        }
        names.extend((name, department.credit_code) for name in spellings if len(name) > 1)

    def resolve(unit: str) -> str:
        found = [(unit.find(name), -len(name), code) for name, code in names if name in unit]
        return min(found)[2] if found else ""

    return resolve


def halls(*, region_prefix: str = "") -> list[HallLine]:
    """Halls by code, those of a town with a region prefix (9 digits). One query."""
    rows = Hall.objects.select_related("region").order_by("code")
    if region_prefix:
        rows = rows.filter(region__code__startswith=region_prefix)
    return [
        HallLine(
            code=row.code,
            name=row.name,
            kind=row.kind,
            address=row.address,
            hours=row.hours,
            phone=row.phone,
            region_code=row.region_id,
            region_name=row.region.name,
        )
        for row in rows
    ]


def regions(*, levels: tuple[int, ...]) -> list[RegionLine]:
    """The divisions of some levels (4 towns, 5 villages and communities), by code. One query."""
    rows = Region.objects.filter(level__in=levels).order_by("code")
    return [
        RegionLine(
            code=row.code,
            name=row.name,
            full_name=row.full_name,
            level=row.level,
            kind=row.kind,
            parent_code=row.parent_id or "",
        )
        for row in rows
    ]


def region_names() -> dict[str, str]:
    """Code → full name of every division. One query."""
    return dict(Region.objects.values_list("code", "full_name"))
