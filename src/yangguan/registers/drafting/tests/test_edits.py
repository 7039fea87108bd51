"""Changes as data: two people at once lose nothing, and overwrite nothing unseen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.drafting.blank import blank_content
from yangguan.registers.drafting.edits import (
    ChangeList,
    ListAct,
    SetFields,
    apply,
    at_place,
    clashes,
    content_of,
    merged,
    tree_of,
)
from yangguan.registers.drafting.errors import InvalidEdit, NoSuchPlace

BLANK = blank_content(
    department_code="11620982XNTX00015N",
    department_name="敦煌市样例监管局",
    department_kind="1",
    effective=date(2026, 7, 1),
)
TREE = tree_of(BLANK)
QUESTION = {"question": "多久？", "answer": "五天。"}
LISTS = st.lists(
    st.fixed_dictionaries({"question": st.text(max_size=5), "answer": st.text(max_size=5)}),
    max_size=4,
)
NAMES = st.sampled_from(["name", "basis", "process_text", "quantity_limit"])
VALUES = st.dictionaries(NAMES, st.text(max_size=4))


def test_a_content_is_the_content_of_its_tree():
    assert content_of(TREE) == BLANK


def test_a_field_is_set_and_the_others_stay():
    changed = content_of(apply(TREE, SetFields("service", {"visits": 2})))

    assert (changed.service.visits, changed.service.forms) == (2, BLANK.service.forms)
    assert TREE["service"]["visits"] == 0


def test_a_step_that_is_added_stands_in_the_process():
    step = {"kind": "review", "name": "现场核查"}
    tree = apply(TREE, ChangeList("steps", ListAct.ADD, 2, step))

    steps = [step.name for _key, step in content_of(tree).process.steps()]

    assert steps == ["受理", "审查", "现场核查", "决定", "送达"]


@given(entries=LISTS, data=st.data())
def test_copy_then_remove_gives_the_list_back(entries, data):
    tree = TREE | {"questions": entries}
    if not entries:
        return
    index = data.draw(st.integers(0, len(entries) - 1))

    copied = apply(tree, ChangeList("questions", ListAct.COPY, index))
    back = apply(copied, ChangeList("questions", ListAct.REMOVE, index))

    assert back["questions"] == entries


@given(entries=LISTS, data=st.data())
def test_up_and_down_undo_each_other(entries, data):
    if len(entries) < 2:
        return
    tree = TREE | {"questions": entries}
    index = data.draw(st.integers(1, len(entries) - 1))

    up = apply(tree, ChangeList("questions", ListAct.UP, index))
    back = apply(up, ChangeList("questions", ListAct.DOWN, index - 1))

    assert back == tree


@given(entries=LISTS, data=st.data())
def test_an_entry_is_moved_anywhere_and_none_is_lost(entries, data):
    if not entries:
        return
    index = data.draw(st.integers(0, len(entries) - 1))
    target = data.draw(st.integers(0, len(entries) - 1))

    moved = apply(
        TREE | {"questions": entries}, ChangeList("questions", ListAct.MOVE, index, target)
    )["questions"]

    assert moved[target] == entries[index]
    assert [each for n, each in enumerate(moved) if n != target] == [
        each for n, each in enumerate(entries) if n != index
    ]


@given(theirs=VALUES, yours=VALUES)
def test_what_two_write_at_once_is_joined_unless_both_wrote_one_field(theirs, yours):
    now = apply(TREE, SetFields("", theirs))
    edit = SetFields("", yours)

    found = clashes(TREE, now, edit)

    changed = {
        name for name in theirs.keys() & yours.keys()
        if theirs[name] != TREE[name] and yours[name] not in (TREE[name], theirs[name])
    }  # fmt: skip
    assert {clash.field for clash in found} == changed
    if not found:
        joined = apply(now, merged(TREE, edit))
        kept = {name: text for name, text in theirs.items() if text != TREE[name]}
        written = {name: text for name, text in yours.items() if text != TREE[name]}
        assert joined == TREE | kept | written


def test_moving_a_list_that_somebody_else_changed_is_a_clash():
    now = apply(TREE, ChangeList("questions", ListAct.ADD, 0, QUESTION))

    assert clashes(TREE, now, ChangeList("questions", ListAct.REMOVE, 0))


def test_both_may_add_at_the_end():
    now = apply(TREE, ChangeList("questions", ListAct.ADD, 0, QUESTION))

    assert clashes(TREE, now, ChangeList("questions", ListAct.ADD, 0, QUESTION)) == []


@pytest.mark.parametrize("place", ["nowhere", "questions.7", "name.x", "service.visits.0"])
def test_a_place_that_is_not_there_is_named(place):
    with pytest.raises(NoSuchPlace):
        at_place(TREE, place)


@pytest.mark.parametrize("values", [{"promised_limit": 5}, {"audiences": "1"}])
def test_a_value_that_is_none_is_refused(values):
    with pytest.raises(InvalidEdit):
        content_of(apply(TREE, SetFields("", values)))


def test_a_field_that_no_content_has_is_refused():
    with pytest.raises(NoSuchPlace):
        apply(TREE, SetFields("", {"no_such": 1}))
