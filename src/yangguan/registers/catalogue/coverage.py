"""
How far the catalogue has come (覆盖情况): what is described, on the network, fast, without papers.

Counted from the editions in force by the database itself, one pass over the items in use: a city
has some thousands of them. Source: plan 二·一 (R2.5); 国办函〔2016〕108号 (what a guide must say).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef

from yangguan.registers.catalogue.models import LifeEvent, ServiceItem, Theme
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.organisations.models import Region

TOWN_LEVEL = 4
MOST_OFFLINE = 200


@dataclass(frozen=True, slots=True)
class Coverage:
    """The numbers of one department or town; days are natural days, as limits are compared."""

    key: str  # department id or town code
    name: str
    items: int
    complete: int  # the guide says all that it must
    online: int
    no_visit: int
    one_visit: int
    with_licences: int  # an e-licence stands for at least one of the materials
    promised_days: float
    statutory_days: float

    @property
    def shortening(self) -> int | None:
        """By how many per cent the promises are shorter than the law; None without limits."""
        if not self.statutory_days:
            return None
        return round(100 * (1 - self.promised_days / self.statutory_days))

    def share(self, count: int) -> int:
        """The per cent of items that `count` is; 0 where there are none."""
        return round(100 * count / self.items) if self.items else 0


@dataclass(frozen=True, slots=True)
class OfflineItem:
    """An item that cannot be applied for on the network, and why; `reason` is as published."""

    task_code: str
    name: str
    department_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """Where a reader looks and finds nothing."""

    themes: tuple[tuple[str, str], ...]  # audience, name
    life_events: tuple[str, ...]
    towns: tuple[str, ...]


# A guide is complete when it says each of these.
_SAYS = (
    "content->>'basis' <> ''",
    "jsonb_array_length(content->'conditions') > 0",
    "jsonb_array_length(content->'process'->'nodes') > 2",
    "jsonb_array_length(content->'results') > 0",
    "content->'service'->>'address' <> ''",
    "content->'service'->>'hours' <> ''",
    "content->'service'->>'enquiries' <> ''",
    "content->'service'->>'complaints' <> ''",
    "(NOT (content->>'has_fee')::boolean OR jsonb_array_length(content->'fees') > 0)",
)
_VISITS = "coalesce((content->'service'->>'visits')::int, 0)"
# Five working days are seven natural ones.
_DAYS = """sum((content->'{limit}'->>'days')::numeric
            * CASE WHEN content->'{limit}'->>'unit' = '2' THEN 1 ELSE 1.4 END)"""
_COUNTED = f"""
    WITH described AS MATERIALIZED (
        SELECT item.department_id, item.town_code, item.is_online,
               edition.content::jsonb AS content
        FROM catalogue_serviceitem item
        JOIN catalogue_edition edition ON edition.id = item.edition_id
        WHERE item.state = '1'
    )
    SELECT place.{{key}}, place.{{name}}, count(described),
           count(*) FILTER (WHERE {" AND ".join(_SAYS)}),
           count(*) FILTER (WHERE is_online),
           count(*) FILTER (WHERE content IS NOT NULL AND {_VISITS} = 0),
           count(*) FILTER (WHERE {_VISITS} = 1),
           count(*) FILTER (WHERE jsonb_path_exists(content, '$.materials[*].licences[*]')),
           coalesce({_DAYS.format(limit="promised_limit")}, 0),
           coalesce({_DAYS.format(limit="statutory_limit")}, 0)
    FROM {{places}} place LEFT JOIN described ON described.{{join}} = place.{{key}}
    WHERE {{condition}}
    GROUP BY place.{{key}}, place.{{name}}
    HAVING {{having}}
    ORDER BY count(described) DESC, place.{{name}}
"""  # noqa: S608  # our own names
_BY_DEPARTMENT = _COUNTED.format(
    key="id", name="name", places="organisations_department", join="department_id",
    condition="TRUE", having="count(described) > 0",
)  # fmt: skip
_BY_TOWN = _COUNTED.format(
    key="code", name="name", places="organisations_region", join="town_code",
    condition=f"place.level = {TOWN_LEVEL}", having="TRUE",
)  # fmt: skip


def coverage_by_department() -> list[Coverage]:
    """Every department that has items, those with most first. One query."""
    return _counted(_BY_DEPARTMENT)


def coverage_by_town() -> list[Coverage]:
    """Every town, also one without items of its own, those with most first. One query."""
    return _counted(_BY_TOWN)


def _counted(query: str) -> list[Coverage]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [
            Coverage(
                key=str(key),
                name=name,
                items=items,
                complete=complete,
                online=online,
                no_visit=no_visit,
                one_visit=one_visit,
                with_licences=with_licences,
                promised_days=float(promised),
                statutory_days=float(statutory),
            )
            for (
                key,
                name,
                items,
                complete,
                online,
                no_visit,
                one_visit,
                with_licences,
                promised,
                statutory,
            ) in cursor.fetchall()
        ]


def total(rows: Iterable[Coverage], *, name: str) -> Coverage:
    """The sum of several places."""
    every = list(rows)
    return Coverage(
        key="",
        name=name,
        items=sum(row.items for row in every),
        complete=sum(row.complete for row in every),
        online=sum(row.online for row in every),
        no_visit=sum(row.no_visit for row in every),
        one_visit=sum(row.one_visit for row in every),
        with_licences=sum(row.with_licences for row in every),
        promised_days=sum(row.promised_days for row in every),
        statutory_days=sum(row.statutory_days for row in every),
    )


def offline_items() -> list[OfflineItem]:
    """The first `MOST_OFFLINE` items that cannot be applied for on the network. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT item.task_code, item.name, department.name,
                   coalesce(edition.content::jsonb->'service'->>'visit_reason', '')
            FROM catalogue_serviceitem item
            JOIN catalogue_edition edition ON edition.id = item.edition_id
            JOIN organisations_department department ON department.id = item.department_id
            WHERE item.state = '1' AND NOT item.is_online
            ORDER BY department.name, item.name LIMIT %s
            """,
            [MOST_OFFLINE],
        )
        return [OfflineItem(*row) for row in cursor.fetchall()]


def gaps() -> Gaps:
    """Themes, life events and towns without an item in use. Six queries."""
    in_use = ServiceItem.objects.filter(state=ItemState.IN_USE, edition__isnull=False)
    empty: list[tuple[str, str]] = []
    for audience, column in (("person", "person_topics"), ("organisation", "organisation_topics")):
        rows = Theme.objects.filter(audience=audience).order_by("code")
        known: set[str] = set()
        for topics in in_use.exclude(**{column: []}).values_list(column, flat=True).distinct():
            known.update(topics)
        empty.extend((audience, row.name) for row in rows if row.code not in known)
    events = LifeEvent.objects.filter(~Exists(in_use.filter(life_events=OuterRef("pk")))).order_by(
        "position"
    )
    towns = Region.objects.filter(
        ~Exists(in_use.filter(town_code=OuterRef("code"))), level=TOWN_LEVEL
    ).order_by("code")
    return Gaps(
        themes=tuple(empty),
        life_events=tuple(events.values_list("name", flat=True)),
        towns=tuple(towns.values_list("name", flat=True)),
    )
