"""A table, its versions and who may change them, for the tests of the register."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from yangguan.foundation.actors.actor import Actor, ActorKind, Role, Seat, system_actor
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE
from yangguan.registers.standards.models import CodeTableVersion
from yangguan.registers.standards.operations.put_in_force import put_in_force
from yangguan.registers.standards.operations.versions import add_code_table, save_draft
from yangguan.registers.standards.ports import Use
from yangguan.registers.standards.rules import Entry

MONDAY = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
TODAY = date(2026, 6, 8)
SYSTEM = system_actor("测试")
KEY = "camel-kinds"
CODES = (
    Entry(code="1", name="单峰驼"),
    Entry(code="2", name="双峰驼"),
    Entry(code="9", name="其他"),
)
# What `used` says is used, as `settings.USERS_OF_STANDARDS` names it.
USERS = ("yangguan.registers.standards.tests.arranging.used",)
IN_USE: set[str] = set()


def used(terms: Sequence[str], *, most: int) -> list[Use]:
    """A user of standards that uses every term of `IN_USE`."""
    return [Use(term, "item", "X", "虚构事项") for term in terms if term in IN_USE][:most]


def using(*terms: str) -> Iterator[None]:
    """For a fixture: the terms are used while the test runs."""
    IN_USE.update(terms)
    yield
    IN_USE.clear()


def table(*, key: str = KEY, steward_id: int | None = None) -> None:
    """A table with its first version in force."""
    add_code_table(
        key=key, title="骆驼种类", standard="虚构标准", steward_id=steward_id, by=SYSTEM, at=MONDAY
    )
    draft(CODES, key=key)
    put_in_force(key=key, number=1, successors={}, by=SYSTEM, at=MONDAY)


def draft(
    entries: Sequence[Entry], *, key: str = KEY, seen: str = "", since: date = TODAY
) -> CodeTableVersion:
    """The draft of a table's next version."""
    return save_draft(
        key=key,
        source="虚构标准第 2 版",
        in_force_date=since,
        entries=entries,
        seen_digest=seen,
        by=SYSTEM,
        at=MONDAY,
    )


def office() -> Department:
    """The office that keeps the catalogue; the city that other tests share may have it."""
    found, _new = Department.objects.get_or_create(
        key=CATALOGUE_OFFICE,
        defaults={"credit_code": "11620982XNTX00088A", "name": "敦煌市虚构办", "kind": "部门"},
    )
    return found


def bureau(key: str = "sample-bureau", code: str = "11620982XNTX00099X") -> Department:
    """Some department."""
    return Department.objects.create(key=key, credit_code=code, name=f"敦煌市{key}", kind="部门")


def editor_at(place: Department, role: Role = Role.EDITOR) -> Actor:
    """An officer with a seat at a department."""
    seat = Seat(
        role=role, title="岗", office=place.name, department_id=place.pk, hall_id=None,
        serves=frozenset({place.pk}),
    )  # fmt: skip
    return Actor(
        kind=ActorKind.OFFICER, name="测编", officer_id=1, seats=(seat,), roles=frozenset({role})
    )
