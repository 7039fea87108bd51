"""Loading halls and their counters from a content folder."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from yangguan.foundation.loading.rows import (
    ContentRow,
    Loaded,
    Seen,
    read_content,
)
from yangguan.registers.organisations.models import Counter, Hall, Region
from yangguan.registers.organisations.operations.load_departments import department_ids

FILE = "departments.json"
# Which departments a counter serves.
_Served = Counter.departments.through


@dataclass(frozen=True, slots=True)
class _CounterRow:
    code: str
    name: str
    kind: str
    department_keys: list[str]


@transaction.atomic
def load_halls(folder: Path) -> tuple[Loaded, Loaded]:
    """
    Enter or update halls, counters and the departments that each counter serves.

    A hall is one row with its counters: a fault in a counter rejects the hall. Counters that a
    loaded hall no longer lists stay (posts may hang on them). About eight queries.
    """
    content = read_content(folder, FILE)
    before = set(Hall.objects.values_list("code", flat=True))
    regions = set(Region.objects.values_list("code", flat=True))
    departments = department_ids()
    seen = Seen()

    def read(row: ContentRow) -> tuple[Hall, list[_CounterRow]]:
        hall = _hall(row, regions)
        seen.once(row, "CODE", hall.code)
        codes = Seen()
        return hall, [_counter(each, departments, codes) for each in row.rows("COUNTERS")]

    accepted = content.accept("HALLS", read)
    Hall.objects.bulk_create(
        [hall for hall, _counters in accepted],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "kind", "region", "address", "hours", "phone"],
    )
    new = sum(hall.code not in before for hall, _counters in accepted)
    counters = _store_counters({hall.code: counters for hall, counters in accepted}, departments)
    return Loaded("halls", len(accepted), new, tuple(content.rejected)), counters


def _hall(row: ContentRow, regions: set[str]) -> Hall:
    return Hall(
        code=row.text("CODE", limit=20),
        name=row.text("NAME", limit=100),
        kind=row.text("KIND", limit=40),
        region_id=row.one_of("REGION_CODE", regions),
        address=row.text("ADDRESS"),
        hours=row.text("HOURS", limit=300),
        phone=row.text("PHONE", limit=60, required=False),
    )


def _counter(row: ContentRow, departments: dict[str, int], codes: Seen) -> _CounterRow:
    code = row.text("CODE", limit=20)
    codes.once(row, "CODE", code)
    return _CounterRow(
        code=code,
        name=row.text("NAME", limit=100),
        kind=row.text("KIND", limit=40),
        department_keys=row.texts("DEPTS", known=departments),
    )


def _store_counters(
    counters_of: dict[str, list[_CounterRow]], departments: dict[str, int]
) -> Loaded:
    hall_ids = dict(Hall.objects.filter(code__in=counters_of).values_list("code", "pk"))
    keys = {
        (hall_ids[hall], counter.code): counter
        for hall, counters in counters_of.items()
        for counter in counters
    }
    before = set(Counter.objects.values_list("hall_id", "code"))
    Counter.objects.bulk_create(
        [
            Counter(hall_id=hall_id, code=code, name=counter.name, kind=counter.kind)
            for (hall_id, code), counter in keys.items()
        ],
        update_conflicts=True,
        unique_fields=["hall", "code"],
        update_fields=["name", "kind"],
    )
    _serve(
        {
            counter.pk: {
                departments[key] for key in keys[counter.hall_id, counter.code].department_keys
            }
            for counter in Counter.objects.filter(hall_id__in=hall_ids.values())
            if (counter.hall_id, counter.code) in keys
        }
    )
    return Loaded("counters", len(keys), sum(key not in before for key in keys))


def _serve(wanted: dict[int, set[int]]) -> None:
    """Make the counters serve exactly these departments."""
    served = {
        (row.counter_id, row.department_id): row.pk
        for row in _Served.objects.filter(counter_id__in=wanted)
    }
    pairs = {(counter, each) for counter, ids in wanted.items() for each in ids}
    _Served.objects.filter(pk__in=[pk for pair, pk in served.items() if pair not in pairs]).delete()
    _Served.objects.bulk_create(
        _Served(counter_id=counter, department_id=department)
        for counter, department in sorted(pairs - served.keys())
    )
