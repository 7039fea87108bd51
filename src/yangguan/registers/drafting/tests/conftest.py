"""A department with one published item, its editor, and two editors of the catalogue office."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from yangguan.foundation.actors.actor import Actor, ActorKind, Role, Seat, system_actor
from yangguan.registers.catalogue.operations.import_item import import_item_file
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN, sample_item
from yangguan.registers.drafting.edits import SetFields
from yangguan.registers.drafting.models import EditionDraft
from yangguan.registers.drafting.operations.begin import begin_next_edition
from yangguan.registers.drafting.operations.save import Saved, save_draft
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
TASK_CODE = f"{ORGAN}4620131904000"


def editor(place: Department, name: str) -> Actor:
    seat = Seat(
        role=Role.EDITOR, title="事项管理岗", office=place.name, department_id=place.pk,
        hall_id=None, serves=frozenset({place.pk}),
    )  # fmt: skip
    return Actor(
        kind=ActorKind.OFFICER, name=name, account_id=uuid.uuid4(), officer_id=1, seats=(seat,),
        roles=frozenset({Role.EDITOR}),
    )  # fmt: skip


@dataclass(frozen=True)
class House:
    """Who is there."""

    department: Department
    writer: Actor
    colleague: Actor
    reviewer: Actor
    second_reviewer: Actor
    stranger: Actor

    def begin(self) -> EditionDraft:
        return begin_next_edition(task_code=TASK_CODE, by=self.writer, at=NOON)

    def save(self, draft: EditionDraft, place: str, by: Actor | None = None, **values: object):
        """Save as somebody who sees the draft as it is in `draft`."""
        return write(draft, place, by or self.writer, **values)


def write(draft: EditionDraft, place: str, by: Actor, **values: object) -> Saved:
    return save_draft(
        draft_id=draft.pk,
        edit=SetFields(place, values),
        seen_revision=draft.revision,
        by=by,
        at=NOON,
    )


@pytest.fixture
def house(db: None) -> House:
    raw = json.dumps(sample_item(), ensure_ascii=False).encode()
    assert import_item_file(raw, by=system_actor(), at=NOON).is_accepted
    own = Department.objects.get(credit_code=ORGAN)
    office, _ = Department.objects.get_or_create(
        key=CATALOGUE_OFFICE,
        defaults={"credit_code": "11620982XNTX00088A", "name": "敦煌市审改办", "kind": "部门"},
    )
    other, _ = Department.objects.get_or_create(
        key="sample-other",
        defaults={"credit_code": "11620982XNTX00099X", "name": "敦煌市别的局", "kind": "部门"},
    )
    return House(
        department=own,
        writer=editor(own, "测写"),
        colleague=editor(own, "测同"),
        reviewer=editor(office, "测审"),
        second_reviewer=editor(office, "测复"),
        stranger=editor(other, "测外"),
    )
