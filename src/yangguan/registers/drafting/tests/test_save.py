"""Saving a draft: every change a revision, two people at once, undo."""

import pytest

from yangguan.registers.catalogue.content import decode
from yangguan.registers.drafting.edits import ChangeList, ListAct
from yangguan.registers.drafting.errors import (
    ActionNotAllowed,
    DraftChanged,
    InvalidEdit,
    NothingToUndo,
    NotYourDraft,
)
from yangguan.registers.drafting.models import DraftRevision, EditionDraft
from yangguan.registers.drafting.operations.begin import begin_item, begin_next_edition
from yangguan.registers.drafting.operations.save import save_draft, undo
from yangguan.registers.drafting.operations.submit import discard_draft
from yangguan.registers.drafting.tests.conftest import NOON, TASK_CODE


def stored(draft):
    draft.refresh_from_db()
    return decode(draft.content)


def test_beginning_twice_gives_the_same_draft(house):
    first = house.begin()

    assert begin_next_edition(task_code=TASK_CODE, by=house.colleague, at=NOON).pk == first.pk


def test_a_draft_begins_as_the_edition_in_force(house):
    draft = house.begin()

    assert draft.content == draft.base.content
    assert stored(draft) == decode(draft.base.content)


def test_a_new_item_begins_complete_in_shape(house):
    draft = begin_item(department_id=house.department.pk, by=house.writer, at=NOON)

    assert [step.name for _key, step in stored(draft).process.steps()] == [
        "受理", "审查", "决定", "送达",
    ]  # fmt: skip


def test_another_departments_editor_may_not_write(house):
    draft = house.begin()

    with pytest.raises(NotYourDraft):
        house.save(draft, "", by=house.stranger, name="改名")

    assert stored(draft).name == "样例经营许可"


def test_two_people_write_different_fields_and_both_stay(house):
    draft = house.begin()
    seen = EditionDraft.objects.get(pk=draft.pk)
    house.save(draft, "", quantity_limit="每年十家")

    saved = house.save(seen, "", by=house.colleague, process_text="先到先办")

    assert not saved.clashes
    assert (stored(draft).quantity_limit, stored(draft).process_text) == ("每年十家", "先到先办")


def test_the_second_who_writes_the_same_field_sees_both_and_nothing_is_overwritten(house):
    draft = house.begin()
    seen = EditionDraft.objects.get(pk=draft.pk)
    house.save(draft, "", quantity_limit="每年十家")

    saved = house.save(seen, "", by=house.colleague, quantity_limit="每年二十家")

    (clash,) = saved.clashes
    assert (clash.theirs, clash.yours, saved.other) == ("每年十家", "每年二十家", "测写")
    assert stored(draft).quantity_limit == "每年十家"


def test_a_value_that_cannot_be_stored_changes_nothing(house):
    draft = house.begin()

    with pytest.raises(InvalidEdit):
        house.save(draft, "", promised_limit={"days": "many"})

    assert draft.revision == EditionDraft.objects.get(pk=draft.pk).revision


def test_saving_what_is_stored_already_makes_no_revision(house):
    draft = house.begin()

    house.save(draft, "", name="样例经营许可")

    assert DraftRevision.objects.filter(draft=draft).count() == 1


def test_undo_goes_back_step_by_step_and_a_new_change_goes_on_from_there(house):
    draft = house.begin()
    for text in ("一", "二", "三"):
        draft = house.save(draft, "", process_text=text).draft
    texts = []
    for _ in range(3):
        draft = undo(draft_id=draft.pk, seen_revision=draft.revision, by=house.writer, at=NOON)
        texts.append(stored(draft).process_text)

    assert texts == ["二", "一", decode(draft.base.content).process_text]
    with pytest.raises(NothingToUndo):
        undo(draft_id=draft.pk, seen_revision=draft.revision, by=house.writer, at=NOON)

    draft = house.save(draft, "", process_text="四").draft
    draft = undo(draft_id=draft.pk, seen_revision=draft.revision, by=house.writer, at=NOON)
    assert stored(draft).process_text == decode(draft.base.content).process_text


def test_undo_of_a_page_that_is_older_is_refused(house):
    draft = house.begin()
    seen = draft.revision
    house.save(draft, "", process_text="一")

    with pytest.raises(DraftChanged):
        undo(draft_id=draft.pk, seen_revision=seen, by=house.colleague, at=NOON)


def test_a_discarded_draft_takes_no_more_changes_and_frees_its_item(house):
    draft = house.begin()
    discard_draft(draft_id=draft.pk, by=house.writer, at=NOON)

    with pytest.raises(ActionNotAllowed):
        house.save(draft, "", name="改名")
    assert house.begin().pk != draft.pk


def test_an_entry_of_a_list_is_moved(house):
    draft = house.begin()
    steps = [step.name for _key, step in stored(draft).process.steps()]

    save_draft(
        draft_id=draft.pk,
        edit=ChangeList("steps", ListAct.COPY, 1),
        seen_revision=draft.revision,
        by=house.writer,
        at=NOON,
    )

    moved = [step.name for _key, step in stored(draft).process.steps()]
    assert moved == [*steps[:2], steps[1], *steps[2:]]


def test_a_new_item_gets_its_code_once_level_and_basic_code_are_written(house):
    draft = begin_item(department_id=house.department.pk, by=house.writer, at=NOON)

    house.save(draft, "", level="4")
    draft.refresh_from_db()
    assert draft.task_code == ""
    house.save(draft, "", catalog_code="620131999001")

    draft.refresh_from_db()
    assert draft.task_code == f"{house.department.credit_code}4620131999001"


def test_two_who_write_level_and_basic_code_at_once_give_one_code(house):
    draft = begin_item(department_id=house.department.pk, by=house.writer, at=NOON)
    seen = EditionDraft.objects.get(pk=draft.pk)
    house.save(draft, "", level="4")

    house.save(seen, "", by=house.colleague, catalog_code="620131999001")

    assert stored(draft).task_code == f"{house.department.credit_code}4620131999001"


def test_the_next_edition_keeps_the_code_of_its_item(house):
    draft = house.begin()

    house.save(draft, "", level="3")

    assert stored(draft).task_code == TASK_CODE
