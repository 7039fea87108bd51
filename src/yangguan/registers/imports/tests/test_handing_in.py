"""导入并送审: what a file brings waits for review, exactly once, whatever happens (R2.6)."""

from datetime import UTC, datetime
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.catalogue.operations.import_item import import_item
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN
from yangguan.registers.drafting.errors import ReasonMissing
from yangguan.registers.drafting.models import DraftRevision, EditionDraft
from yangguan.registers.drafting.operations.begin import begin_next_edition
from yangguan.registers.drafting.operations.review import approve_draft
from yangguan.registers.drafting.states import DraftState
from yangguan.registers.drafting.tests.conftest import editor
from yangguan.registers.imports.handing_in import hand_in
from yangguan.registers.imports.models import ImportRow, ImportRun
from yangguan.registers.imports.operations import carry_out as module
from yangguan.registers.imports.operations.carry_out import CHUNK, carry_out
from yangguan.registers.imports.operations.start_import import start_import
from yangguan.registers.imports.queries import refused_lines
from yangguan.registers.imports.states import ImportAct, RowState, RunState
from yangguan.registers.imports.tests import files
from yangguan.registers.organisations.models import Department

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
REASON = "按新修订的条例缩短时限"
OPERATOR = system_actor("测导")


def started(raw, act=ImportAct.ALL_OR_NOTHING, reason=REASON):
    return start_import(
        [raw], name="事项.jsonl", act=act, by=OPERATOR, at=NOON, for_review=True, reason=reason
    )


def carried_out(raw, act=ImportAct.ALL_OR_NOTHING):
    run = started(raw, act)
    carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True)
    run.refresh_from_db()
    return run


def published(*documents):
    for document in documents:
        assert import_item(document, by=OPERATOR, at=NOON).is_accepted


def drafts(run):
    return EditionDraft.objects.filter(import_id=run.pk)


def faults(run):
    return [
        (line.line, fault.field, fault.code)
        for line in refused_lines(run.pk)[0]
        for fault in line.faults
    ]


def test_every_item_waits_for_review_and_none_is_published():
    run = carried_out(files.lines(*(files.item(n) for n in range(120))))

    assert (run.state, run.submitted, run.published) == (RunState.DONE, 120, 0)
    assert drafts(run).filter(state=DraftState.SUBMITTED, reason=REASON).count() == 120
    assert not ServiceItem.objects.filter(name__startswith="样例经营许可").exists()
    assert set(ImportRow.objects.values_list("state", flat=True)) == {RowState.SUBMITTED}


def test_what_is_as_the_edition_in_force_is_unchanged_and_gets_no_draft():
    published(files.item(1), files.item(2))

    run = carried_out(files.lines(files.item(1), files.item(2, PROMISE_DAY=3)))

    assert (run.unchanged, run.submitted) == (1, 1)
    assert [draft.base.number for draft in drafts(run)] == [1]


def test_an_item_with_an_open_draft_is_refused_and_told_whose_it_is():
    published(files.item(1))
    code = files.item(1)[files.BASIC]["TASK_CODE"]
    begin_next_edition(task_code=code, by=system_actor("张三"), at=NOON)

    run = carried_out(files.lines(files.item(1, PROMISE_DAY=3), files.item(2)), ImportAct.GOOD_ONES)

    assert faults(run) == [(1, f"{files.BASIC}.TASK_CODE", "edition-draft-exists")]
    assert "张三" in refused_lines(run.pk)[0][0].faults[0].message
    assert (run.submitted, run.refused) == (1, 1)


def test_the_same_file_again_makes_no_second_draft():
    raw = files.lines(files.item(1), files.item(2))
    first = carried_out(raw)

    again = carried_out(raw)

    assert (again.state, again.refused) == (RunState.REFUSED, 2)
    assert EditionDraft.objects.count() == drafts(first).count() == 2


def test_after_their_approval_the_same_file_changes_nothing():
    raw = files.lines(files.item(1), files.item(2))
    for draft in drafts(carried_out(raw)):
        approve_draft(draft_id=draft.pk, by=system_actor("测审"), at=NOON)

    again = carried_out(raw)

    assert (again.state, again.unchanged, again.submitted) == (RunState.DONE, 2, 0)


def test_one_wrong_item_keeps_all_others_out_unless_they_are_asked_for():
    raw = files.lines(files.item(1), files.wrong(2), files.item(3))

    whole = carried_out(raw)
    good = carried_out(raw, ImportAct.GOOD_ONES)

    assert (whole.state, drafts(whole).count()) == (RunState.REFUSED, 0)
    assert (good.state, good.submitted, good.refused) == (RunState.DONE, 2, 1)


def test_a_check_asks_for_no_reason_and_makes_no_draft():
    run = started(files.lines(files.item(1)), ImportAct.CHECK, reason="")
    carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True)

    assert not EditionDraft.objects.exists()


@pytest.mark.parametrize("reason", ["", " \n"])
def test_without_a_reason_nothing_is_imported(reason):
    with pytest.raises(ReasonMissing):
        started(files.lines(files.item(1)), reason=reason)

    assert not ImportRun.objects.exists()


def test_what_a_department_imports_is_reviewed_whatever_is_asked_for():
    own, _ = Department.objects.get_or_create(
        credit_code=ORGAN, defaults={"name": "敦煌市样例监管局", "kind": "部门"}
    )
    raw, writer = files.lines(files.item(1)), editor(own, "测写")

    run = start_import(
        [raw], name="事项.jsonl", act=ImportAct.GOOD_ONES, by=writer, at=NOON, reason=REASON
    )

    assert (run.is_for_review, run.reason) == (True, REASON)
    with pytest.raises(ReasonMissing):
        start_import([raw], name="事项.jsonl", act=ImportAct.GOOD_ONES, by=writer, at=NOON)


@pytest.mark.parametrize("state", [ItemState.SUSPENDED, ItemState.WITHDRAWN])
def test_a_state_is_not_changed_by_a_file_that_is_handed_in(state):
    published(files.item(1))

    run = carried_out(files.lines(files.item(1, TASK_STATE=state.value)))

    assert faults(run) == [(1, f"{files.BASIC}.TASK_STATE", "state-not-by-draft")]
    assert ServiceItem.objects.get(name="样例经营许可第1号").state == ItemState.IN_USE


def test_a_run_that_is_killed_within_a_chunk_repeats_and_loses_nothing(monkeypatch):
    run = started(files.lines(*(files.item(n) for n in range(120))))
    calls = count(1)

    def killed_at_times(*arguments, **options):
        outcomes = hand_in(*arguments, **options)
        if next(calls) in {1, 3, 5}:
            raise KeyboardInterrupt
        return outcomes

    monkeypatch.setattr(module, "hand_in", killed_at_times)
    killed = 0
    for _attempt in range(4):
        try:
            carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True)
        except KeyboardInterrupt:
            killed += 1

    run.refresh_from_db()
    assert (killed, run.state, run.submitted) == (3, RunState.DONE, 120)
    assert (drafts(run).count(), DraftRevision.objects.count()) == (120, 120)


def test_a_draft_begun_between_check_and_hand_in_ends_a_run_of_all_or_nothing():
    published(files.item(2))
    run = started(files.lines(files.item(1), files.item(2, PROMISE_DAY=3), files.item(3)))
    carry_out(run_id=run.pk, at=NOON, goes_on=lambda: False)
    code = files.item(2)[files.BASIC]["TASK_CODE"]
    begin_next_edition(task_code=code, by=system_actor("张三"), at=NOON)

    carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True)

    run.refresh_from_db()
    assert (run.state, run.submitted, run.refused) == (RunState.FAILED, 1, 1)
    assert "第 2 项" in run.fault
    assert "送审" in run.fault


def test_an_edition_published_while_the_drafts_wait_is_found_at_their_approval():
    published(files.item(1))
    run = carried_out(files.lines(files.item(1, PROMISE_DAY=3)))
    published(files.item(1, PROMISE_DAY=4, TASK_VERSION=2))

    with pytest.raises(Exception, match="base-edition-replaced"):
        approve_draft(draft_id=drafts(run).get().pk, by=system_actor("测审"), at=NOON)

    assert Edition.objects.filter(item__name="样例经营许可第1号").count() == 2


def test_a_chunk_costs_less_than_five_statements_an_item_however_large_it_is():
    def statements(number, first):
        run = started(files.lines(*(files.item(n) for n in range(first, first + number))))
        carry_out(run_id=run.pk, at=NOON, goes_on=lambda: False)
        with CaptureQueriesContext(connection) as asked:
            carry_out(run_id=run.pk, at=NOON, goes_on=lambda: False)
        return len(asked)

    few = statements(5, 0)

    assert statements(CHUNK, 100) <= few + 2
    assert few < 50
