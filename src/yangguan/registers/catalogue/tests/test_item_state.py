"""暂停、恢复、取消: by whom, with which reason, for everybody to read (R2.2)."""

import pytest

from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.catalogue.errors import (
    ItemNotFound,
    ItemWithdrawn,
    NotYourItems,
    StateReasonMissing,
)
from yangguan.registers.catalogue.operations.item_state import change_item_state
from yangguan.registers.catalogue.queries import guide
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN
from yangguan.registers.catalogue.tests.test_policies import NOON, department, officer_at, send

pytestmark = pytest.mark.django_db
TASK_CODE = f"{ORGAN}4620131904000"


@pytest.fixture
def editor():
    own = department(ORGAN, "sample-own")
    assert send(officer_at(own)).is_accepted
    return officer_at(own)


def change(by, state=ItemState.SUSPENDED, reason="系统升级，8月1日恢复"):
    return change_item_state(task_code=TASK_CODE, state=state, reason=reason, by=by, at=NOON)


def test_a_suspended_item_says_why_on_its_guide(editor):
    change(editor)

    found = guide(TASK_CODE)
    assert (found.state, found.state_reason) == (ItemState.SUSPENDED, "系统升级，8月1日恢复")


def test_it_is_taken_up_again(editor):
    change(editor)
    change(editor, ItemState.IN_USE, "升级完成")

    assert guide(TASK_CODE).state is ItemState.IN_USE


def test_a_withdrawn_item_stays_withdrawn(editor):
    change(editor, ItemState.WITHDRAWN, "条例废止")

    with pytest.raises(ItemWithdrawn):
        change(editor, ItemState.IN_USE)


def test_without_a_reason_nothing_changes(editor):
    with pytest.raises(StateReasonMissing):
        change(editor, reason=" ")

    assert guide(TASK_CODE).state is ItemState.IN_USE


def test_another_department_may_not(editor):
    with pytest.raises(NotYourItems):
        change(officer_at(department("11620982XNTX00099X", "sample-other")))


def test_an_item_that_is_not_there_is_not_found(editor):
    with pytest.raises(ItemNotFound):
        change_item_state(
            task_code="nowhere", state=ItemState.SUSPENDED, reason="x", by=editor, at=NOON
        )


def test_the_trace_keeps_the_reason_and_the_same_again_leaves_no_trace(editor):
    change(editor)
    change(editor)

    (entry,) = TraceEntry.objects.filter(action="item.state")
    assert entry.data == {"state": "2", "reason": "系统升级，8月1日恢复"}
