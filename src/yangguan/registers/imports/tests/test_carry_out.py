"""导入: checked as a whole, published chunk by chunk, never twice, never half (R2.6)."""

import json
from datetime import UTC, datetime
from functools import partial
from itertools import count

import pytest
from openpyxl import load_workbook

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.catalogue.operations.import_item import import_item, import_items
from yangguan.registers.imports.models import ImportRow, ImportRun
from yangguan.registers.imports.operations import carry_out as module
from yangguan.registers.imports.operations.cancel_import import cancel_import
from yangguan.registers.imports.operations.carry_out import carry_out
from yangguan.registers.imports.operations.start_import import start_import
from yangguan.registers.imports.queries import refused_lines
from yangguan.registers.imports.returned import write_returned
from yangguan.registers.imports.states import ImportAct, RowState, RunState
from yangguan.registers.imports.tests import files

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)


def started(raw, act=ImportAct.ALL_OR_NOTHING, name="事项.jsonl"):
    return start_import([raw], name=name, act=act, by=system_actor("测试"), at=NOON)


def carried_out(raw, act=ImportAct.ALL_OR_NOTHING, name="事项.jsonl"):
    run = started(raw, act, name)
    carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True)
    run.refresh_from_db()
    return run


def items():
    """Those of the files: the whole city may be there beside them."""
    return ServiceItem.objects.filter(name__startswith="样例经营许可")


def editions():
    return Edition.objects.filter(item__in=items())


def has_more(left):
    return next(left, None) is not None


def faults(run):
    return {
        (line.line, fault.field, fault.code)
        for line in refused_lines(run.pk)[0]
        for fault in line.faults
    }


def test_every_item_of_a_sound_file_is_published():
    run = carried_out(files.lines(*(files.item(n) for n in range(120))))

    assert (run.state, run.total, run.published, run.refused) == (RunState.DONE, 120, 120, 0)
    assert items().count() == 120


def test_the_same_file_again_changes_nothing():
    raw = files.lines(files.item(1), files.item(2))
    carried_out(raw)

    run = carried_out(raw)

    assert (run.published, run.unchanged, editions().count()) == (0, 2, 2)


def test_one_wrong_item_keeps_all_others_out_unless_they_are_asked_for():
    run = carried_out(files.lines(files.item(1), files.wrong(2), files.item(3)))

    assert (run.state, run.refused, items().count()) == (RunState.REFUSED, 1, 0)
    assert faults(run) == {(2, f"{files.BASIC}.PROMISE_DAY", "promise-longer-than-law")}


def test_the_good_ones_are_published_where_they_are_asked_for():
    raw = files.lines(files.item(1), files.wrong(2), files.item(3))

    run = carried_out(raw, ImportAct.GOOD_ONES)

    assert (run.state, run.refused, run.published) == (RunState.DONE, 1, 2)
    assert [row.state for row in ImportRow.objects.order_by("line")] == [
        RowState.PUBLISHED,
        RowState.REFUSED,
        RowState.PUBLISHED,
    ]


def test_a_check_changes_nothing():
    run = carried_out(files.lines(files.item(1), files.wrong(2)), ImportAct.CHECK)

    assert (run.state, run.total, run.refused) == (RunState.DONE, 2, 1)
    assert not items().exists()


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (files.item(1, TASK_NAME="另一名称"), "TASK_CODE"),
        (files.item(2, TASK_NAME=files.item(1)[files.BASIC]["TASK_NAME"]), "TASK_NAME"),
    ],
)
@pytest.mark.parametrize("between", [0, 60], ids=["in one chunk", "chunks apart"])
def test_two_items_of_a_file_that_claim_the_same_are_told_and_where(other, code, between):
    rest = [files.item(n) for n in range(10, 10 + between)]

    run = carried_out(files.lines(files.item(1), *rest, other), ImportAct.CHECK)

    ((line, field, _code),) = faults(run)
    assert (line, field) == (between + 2, f"{files.BASIC}.{code}")
    assert "第 1 项" in refused_lines(run.pk)[0][0].faults[0].message


@pytest.mark.parametrize("stretch", [1, 2, 3])
def test_a_run_that_is_broken_off_goes_on_where_it_was(stretch):
    run = started(files.lines(*(files.item(n) for n in range(130))))
    states: list[RunState] = []

    while not states or states[-1] not in {RunState.DONE, RunState.FAILED}:
        left = iter(range(stretch - 1))
        states.append(carry_out(run_id=run.pk, at=NOON, goes_on=partial(has_more, left)))

    run.refresh_from_db()
    assert len(states) > 1
    assert (run.published, editions().count(), ImportRow.objects.count()) == (130, 130, 130)


def test_a_run_that_is_killed_within_a_chunk_repeats_and_loses_nothing(monkeypatch):
    run = started(files.lines(*(files.item(n) for n in range(120))))
    calls = count(1)

    def killed_at_times(*arguments, **options):
        outcomes = import_items(*arguments, **options)
        if next(calls) in {2, 5, 7}:
            raise KeyboardInterrupt
        return outcomes

    monkeypatch.setattr(module, "import_items", killed_at_times)
    ended = 0
    for _attempt in range(4):
        try:
            carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True)
        except KeyboardInterrupt:
            ended += 1

    run.refresh_from_db()
    assert (ended, run.state, run.published) == (3, RunState.DONE, 120)
    assert editions().count() == 120


def test_a_run_that_is_done_is_not_done_again():
    run = carried_out(files.lines(files.item(1)))

    assert carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True) is RunState.DONE
    assert editions().count() == 1


def test_a_run_that_was_stopped_publishes_nothing_more():
    run = started(files.lines(*(files.item(n) for n in range(120))))
    carry_out(run_id=run.pk, at=NOON, goes_on=lambda: False)

    cancel_import(run_id=run.pk, by=system_actor(), at=NOON)

    assert carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True) is RunState.CANCELLED
    assert not items().exists()


def test_what_changed_between_check_and_publication_is_told_and_ends_the_run(monkeypatch):
    run = started(files.lines(files.item(1), files.item(2)))
    carry_out(run_id=run.pk, at=NOON, goes_on=lambda: False)
    taken = files.item(9, TASK_NAME=files.item(2)[files.BASIC]["TASK_NAME"])
    import_item(taken, by=system_actor(), at=NOON)

    carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True)

    run.refresh_from_db()
    assert (run.state, run.published, run.refused) == (RunState.FAILED, 1, 1)
    assert "第 2 项" in run.fault


def test_the_wrong_ones_among_many_are_named_exactly():
    bad = {17, 100, 149}
    items = [files.wrong(n) if n in bad else files.item(n) for n in range(1, 151)]

    run = carried_out(files.lines(*items), ImportAct.CHECK)

    assert {line for line, _field, _code in faults(run)} == bad
    assert (run.total, run.refused) == (150, 3)


def test_refused_items_come_back_as_lines_with_their_reasons(tmp_path):
    run = carried_out(files.lines(files.item(1), files.wrong(2)))

    told = write_returned(run.pk, tmp_path / "back", by=system_actor())

    (line,) = (tmp_path / "back").read_text(encoding="utf-8").splitlines()
    returned = json.loads(line)
    assert told.name == "事项-退回.jsonl"
    assert returned["FAULTS"][0]["CODE"] == "promise-longer-than-law"
    assert {key: returned[key] for key in files.wrong(2)} == files.wrong(2)


def test_refused_items_of_a_workbook_come_back_in_one_with_the_reason_in_front(tmp_path):
    raw = files.workbook(tmp_path / "in.xlsx", files.item(1), files.wrong(2))
    run = carried_out(raw, ImportAct.GOOD_ONES, name="事项.xlsx")

    told = write_returned(run.pk, tmp_path / "back.xlsx", by=system_actor())

    sheet = load_workbook(tmp_path / "back.xlsx")[files.BASIC]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert told.name == "事项-退回.xlsx"
    assert [row[3] for row in rows] == [files.wrong(2)[files.BASIC]["CATALOG_CODE"]] or len(
        rows
    ) == 1
    assert "PROMISE_DAY" in rows[0][0]


def test_the_returned_file_can_be_mended_and_sent_again(tmp_path):
    raw = files.workbook(tmp_path / "in.xlsx", files.item(1), files.wrong(2))
    run = carried_out(raw, ImportAct.GOOD_ONES, name="事项.xlsx")
    write_returned(run.pk, tmp_path / "back.xlsx", by=system_actor())
    book = load_workbook(tmp_path / "back.xlsx")
    sheet = book[files.BASIC]
    column = next(cell.column for cell in sheet[2] if cell.value == "PROMISE_DAY")
    sheet.cell(row=3, column=column, value=5)
    book.save(tmp_path / "mended.xlsx")

    again = carried_out((tmp_path / "mended.xlsx").read_bytes(), name="改好.xlsx")

    assert (again.state, again.published) == (RunState.DONE, 1)
    assert items().count() == 2


def test_a_run_whose_officer_has_left_publishes_nothing():
    run = started(files.lines(files.item(1)))
    ImportRun.objects.filter(pk=run.pk).update(started_by="00000000-0000-0000-0000-000000000001")

    assert carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True) is RunState.FAILED
    assert not items().exists()
