"""A few materials, items that ask for them and people who keep them, for the tests of both."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from django.db.models import QuerySet

from yangguan.foundation.actors.actor import Actor, ActorKind, Role, Seat, system_actor
from yangguan.registers.catalogue.content import EditionContent, Material, Need, Result
from yangguan.registers.catalogue.interchange.item import read_item
from yangguan.registers.catalogue.materials import MaterialTerms
from yangguan.registers.catalogue.models import (
    Edition,
    EditionProof,
    LicenceType,
    MaterialDefinition,
)
from yangguan.registers.catalogue.operations.define_material import define_material
from yangguan.registers.catalogue.operations.publish_edition import publish_content
from yangguan.registers.catalogue.proof_index import refresh_proofs
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN, sample_item
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
SYSTEM = system_actor("测试")
OTHER_ORGANS = ("11620982XNTX00023H", "11620982XNTX00031C", "11620982XNTX00040A")


def organ(code: str = ORGAN, key: str = "sample-own") -> Department:
    found, _ = Department.objects.get_or_create(
        credit_code=code, defaults={"key": key, "name": f"敦煌市{key}局", "kind": "部门"}
    )
    return found


def editor(place: Department) -> Actor:
    seat = Seat(
        role=Role.EDITOR, title="事项管理岗", office=place.name, department_id=place.pk,
        hall_id=None, serves=frozenset({place.pk}),
    )  # fmt: skip
    return Actor(
        kind=ActorKind.OFFICER, name="测编", officer_id=1, seats=(seat,),
        roles=frozenset({Role.EDITOR}),
    )  # fmt: skip


def keeper() -> Actor:
    """The editor at the office that keeps the city's catalogue."""
    found = Department.objects.filter(key=CATALOGUE_OFFICE).first()
    return editor(found or organ("11620982XNTX00088A", CATALOGUE_OFFICE))


def licence_type(name: str, issuer: Department | None = None) -> LicenceType:
    at = issuer or organ()
    number = LicenceType.objects.count() + 1
    return LicenceType.objects.create(
        code=f"X-{number}", identifier_code=f"X{number:020}", name=name, kind="证照",
        holder_kind="自然人", issuer=at, number_rule="流水号",
    )  # fmt: skip


def define(name: str, *others: str, by: Actor = SYSTEM, **terms: Any) -> MaterialDefinition:
    made = MaterialTerms(name=name, other_names=others, **terms)
    return define_material(terms=made, by=by, at=NOON)


def paper(name: str, **changes: Any) -> Material:
    """A material that the applicant must hand in on paper."""
    return Material(
        **{"key": f"m-{name}", "name": name, "kind": "1", "need": Need.REQUIRED,
           "originals": 1, "basis": "《样例办法》第一条", **changes}
    )  # fmt: skip


def result(name: str, licence: str | None = None) -> Result:
    return Result(name=name, kind="批文", licence_type=licence)


def content(**changes: Any) -> EditionContent:
    read = read_item(sample_item(), resolve_unit=lambda _name: "").content
    assert read is not None
    return msgspec.structs.replace(read, **changes)


def item(
    number: int, name: str, *, asks: tuple[Material, ...], gives: tuple[Result, ...], **changes: Any
) -> EditionContent:
    """The content of a further item of another organ."""
    code = OTHER_ORGANS[number % len(OTHER_ORGANS)]
    basic = f"62013190{number:03}0"
    return content(
        name=name, task_code=f"{code}4{basic}", catalog_code=basic, department_code=code,
        materials=asks, results=gives, **changes,
    )  # fmt: skip


def publish(what: EditionContent) -> Edition:
    """Publish a content and index what it asks for and gives out."""
    at = organ(what.department_code, f"organ-{what.department_code[-4:].lower()}")
    edition = publish_content(what, department=at, source="", slug="", by=SYSTEM, at=NOON)
    refresh_proofs(edition, what)
    return edition


def lines() -> QuerySet[EditionProof]:
    """What the items of the sample organs ask for and give out, whatever else is loaded."""
    return EditionProof.objects.filter(
        edition__item__department__credit_code__in=(ORGAN, *OTHER_ORGANS)
    )
