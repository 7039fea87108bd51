"""What pages read of towns and communities: where they lie, their windows, who is on duty."""

from dataclasses import dataclass
from datetime import date

from yangguan.registers.organisations.models import Appointment, Counter, Region

TOWN_LEVEL, COMMUNITY_LEVEL = 4, 5


@dataclass(frozen=True, slots=True)
class PlaceOnSketch:
    """A division with about where its centre lies."""

    code: str
    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class CommunityLine:
    """A town, a village or a community; `town_name` is its own name for a town."""

    code: str
    name: str
    level: int
    town_code: str
    town_name: str


@dataclass(frozen=True, slots=True)
class Window:
    """A window of a hall with the departments whose items it takes: (id, short name)."""

    hall_code: str
    name: str
    departments: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class OnDuty:
    """An officer who holds a post at a hall: what the public notice in the hall says."""

    hall_code: str
    post: str
    name: str


def places_on_sketch() -> list[PlaceOnSketch]:
    """The towns whose place is known, by code. One query."""
    rows = Region.objects.filter(level=TOWN_LEVEL, longitude__isnull=False).order_by("code")
    return [
        PlaceOnSketch(code, name, float(longitude or 0), float(latitude or 0))
        for code, name, longitude, latitude in rows.values_list(
            "code", "name", "longitude", "latitude"
        )
    ]


def community(code: str) -> CommunityLine | None:
    """A town, village or community by code; None for anything else. One query."""
    found = (
        Region.objects.filter(code=code, level__in=(TOWN_LEVEL, COMMUNITY_LEVEL))
        .select_related("parent")
        .first()
    )
    if found is None:
        return None
    town = found if found.level == TOWN_LEVEL or found.parent is None else found.parent
    return CommunityLine(found.code, found.name, found.level, town.code, town.name)


def windows(*, region_prefix: str) -> list[Window]:
    """The windows of the halls in a town and its villages, in order. Two queries."""
    rows = (
        Counter.objects.filter(hall__region__code__startswith=region_prefix)
        .select_related("hall")
        .prefetch_related("departments")
        .order_by("hall__code", "code")
    )
    return [
        Window(
            hall_code=row.hall.code,
            name=row.name,
            departments=tuple((each.pk, each.short_name) for each in row.departments.all()),
        )
        for row in rows
    ]


def on_duty(*, region_prefix: str, on: date) -> list[OnDuty]:
    """
    Who holds a post at a hall of a town on a day: name and post, nothing else. One query.

    Source: 政府信息公开条例 第二十条 (public: organs, duties, those responsible for them).
    """
    rows = (
        Appointment.objects.in_force(on=on)
        .filter(post__hall__region__code__startswith=region_prefix)
        .order_by("post__hall__code", "post__code", "officer__staff_number")
    )
    return [
        OnDuty(*row) for row in rows.values_list("post__hall__code", "post__title", "officer__name")
    ]
