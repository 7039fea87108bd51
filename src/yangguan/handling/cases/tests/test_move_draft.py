"""换用新版: what stays, what goes, what is newly asked; and only if the person wants it."""

import json
from datetime import date

import msgspec
import pytest

from yangguan.foundation.actors.actor import system_actor
from yangguan.handling.cases.draft_move import plan_move
from yangguan.handling.cases.errors import DraftChangedElsewhere, DraftExists, NotYourCase
from yangguan.handling.cases.models import Draft
from yangguan.handling.cases.operations.drafts import begin_draft
from yangguan.handling.cases.operations.move_draft import move_draft
from yangguan.handling.cases.queries.drafts import draft_move
from yangguan.handling.cases.tests import builders as b
from yangguan.registers.catalogue.content import FormField, FormGroup
from yangguan.registers.catalogue.operations.publish_edition import publish_content

TODAY = date(2026, 6, 8)
pytestmark = pytest.mark.django_db
SIZE = FormField(element="size", label="面积", type="number")
NAME = FormField(element="shop_name", label="店名", type="text")


def form(*fields):
    return (FormGroup(key="matter", title="办理内容", fields=fields),)


def planned(old, new, answers, slots=()):
    return plan_move(old, new, answers, slots=slots, today=TODAY)


def test_an_answer_stays_where_the_new_edition_still_takes_it():
    move = planned(
        b.content(form=form(NAME, SIZE)), b.content(form=form(NAME)), {"shop_name": "好", "size": 3}
    )

    assert (move.answers, move.dropped_answers) == ({"shop_name": "好"}, ("面积",))


def test_an_answer_that_no_longer_fits_is_told_and_goes():
    words = msgspec.structs.replace(NAME, type="choice", choices=("甲", "乙"))

    move = planned(b.content(form=form(NAME)), b.content(form=form(words)), {"shop_name": "好"})

    assert (move.answers, move.dropped_answers) == ({}, ("店名",))


def test_what_is_newly_asked_is_told():
    move = planned(
        b.content(form=form(NAME)), b.content(form=form(NAME, SIZE)), {"shop_name": "好"}
    )

    assert move.newly_asked == ("面积",)


def test_a_file_follows_its_material_by_name():
    content = b.content()
    (first, *rest) = content.materials
    moved = msgspec.structs.replace(first, key="material-9")
    new = msgspec.structs.replace(content, materials=(*rest, moved))

    move = planned(content, new, {}, slots=[first.key])

    assert (move.slots, move.dropped_files) == ({first.key: "material-9"}, ())


def test_a_file_that_nothing_wants_any_more_is_told():
    content = b.content()
    gone = content.materials[0]
    new = msgspec.structs.replace(content, materials=content.materials[1:])

    move = planned(content, new, {}, slots=[gone.key])

    assert (move.slots, move.dropped_files) == ({}, (gone.name,))


@pytest.fixture
def town():
    return b.city()


def next_edition(town, **changes):
    return publish_content(
        b.content(**changes),
        department=town.department,
        source="",
        slug="",
        by=system_actor(),
        at=b.TUESDAY,
    )


def begun(town):
    return begin_draft(
        task_code=b.TASK_CODE, applicant_id=town.applicant.pk, by=town.person, at=b.MONDAY
    )


def test_a_draft_goes_on_under_the_edition_in_force(town):
    draft = begun(town)
    edition = next_edition(town, basis="新的依据")
    before = json.loads(draft.answers)

    moved = move_draft(
        draft_id=draft.pk, seen_revision=draft.revision, by=town.person, at=b.TUESDAY
    )

    assert moved.edition_id == edition.pk
    assert json.loads(moved.answers) == before


def test_it_stays_where_it_is_until_the_person_moves_it(town):
    draft = begun(town)
    edition = next_edition(town, basis="新的依据")

    found = draft_move(draft.pk, by=town.person, on=TODAY)

    assert (found.new.id, Draft.objects.get(pk=draft.pk).edition_id) == (
        edition.pk,
        draft.edition_id,
    )


def test_moving_twice_changes_nothing(town):
    draft = begun(town)
    next_edition(town, basis="新的依据")
    first = move_draft(draft_id=draft.pk, seen_revision=0, by=town.person, at=b.TUESDAY)

    again = move_draft(draft_id=draft.pk, seen_revision=0, by=town.person, at=b.TUESDAY)

    assert again.revision == first.revision


def test_a_draft_saved_meanwhile_is_looked_at_again(town):
    draft = begun(town)
    next_edition(town, basis="新的依据")

    with pytest.raises(DraftChangedElsewhere):
        move_draft(draft_id=draft.pk, seen_revision=7, by=town.person, at=b.TUESDAY)


def test_a_second_draft_of_the_new_edition_is_not_overwritten(town):
    draft = begun(town)
    next_edition(town, basis="新的依据")
    begun(town)

    with pytest.raises(DraftExists):
        move_draft(draft_id=draft.pk, seen_revision=0, by=town.person, at=b.TUESDAY)


def test_nobody_elses_draft_is_moved(town):
    draft = begun(town)
    next_edition(town, basis="新的依据")

    with pytest.raises(NotYourCase):
        move_draft(
            draft_id=draft.pk,
            seen_revision=0,
            by=b.person_of(b.applicant(b.STRANGER, "测月泉")),
            at=b.TUESDAY,
        )
