"""Adding a code table and drafting its next version."""

import pytest
from django.db import IntegrityError, transaction

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.standards.errors import (
    CodeTableExists,
    CodeTableNotFound,
    DraftHasChanged,
    NotYourStandards,
    TableHasFaults,
    VersionNotFound,
)
from yangguan.registers.standards.models import CodeEntry, CodeTable, CodeTableVersion
from yangguan.registers.standards.operations.versions import (
    add_code_table,
    delete_draft,
    save_draft,
)
from yangguan.registers.standards.queries.code_tables import code_table
from yangguan.registers.standards.rules import Entry
from yangguan.registers.standards.states import VersionState
from yangguan.registers.standards.tests.arranging import (
    CODES,
    KEY,
    MONDAY,
    SYSTEM,
    TODAY,
    bureau,
    draft,
    editor_at,
    office,
    table,
)

pytestmark = pytest.mark.django_db

MORE = (*CODES, Entry(code="3", name="野骆驼"))


def add(**changes):
    facts = {"key": KEY, "title": "骆驼种类", "standard": "虚构标准", "by": SYSTEM, "at": MONDAY}
    return add_code_table(**{**facts, **changes})


def test_a_new_table_has_no_version_yet_and_leaves_a_trace():
    add()

    assert code_table(KEY).versions == ()
    assert TraceEntry.objects.filter(stream__subject=f"code-table:{KEY}").count() == 1


def test_a_key_is_given_once():
    add()

    with pytest.raises(CodeTableExists):
        add()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"key": "Camel"}, "key"),
        ({"key": "new"}, "key"),
        ({"key": "c"}, "key"),
        ({"title": ""}, "title"),
        ({"standard": "标" * 201}, "standard"),
    ],
)
def test_a_table_without_a_sound_key_title_or_standard_is_refused(changes, field):
    with pytest.raises(TableHasFaults) as refusal:
        add(**changes)

    assert refusal.value.field == field
    assert not CodeTable.objects.filter(title="骆驼种类").exists()


def test_a_draft_counts_for_nobody():
    table()

    version = draft(MORE)

    view = code_table(KEY)
    assert version.number == 2
    assert view.in_force.number == 1
    assert view.draft.number == 2


def test_a_draft_is_written_again_by_who_has_seen_it():
    table()
    first = draft(MORE)

    second = draft(CODES[:2], seen=first.digest)

    assert second.number == first.number
    assert list(second.entries.order_by("position").values_list("code", flat=True)) == ["1", "2"]


def test_a_draft_that_somebody_else_has_changed_is_not_overwritten():
    table()
    first = draft(MORE)
    draft(CODES[:2], seen=first.digest)

    with pytest.raises(DraftHasChanged):
        draft(MORE, seen=first.digest)


def test_a_draft_is_not_begun_twice_by_two_who_saw_none():
    table()
    draft(MORE)

    with pytest.raises(DraftHasChanged):
        draft(CODES[:2])


def test_a_list_with_faults_is_refused_and_the_draft_stays():
    table()
    first = draft(MORE)

    with pytest.raises(TableHasFaults, match="出现两次"):
        draft((*CODES, CODES[0]), seen=first.digest)

    assert code_table(KEY).draft.digest == first.digest


def test_an_unknown_table_has_no_draft():
    with pytest.raises(CodeTableNotFound):
        draft(CODES, key="nowhere")


def test_a_draft_can_be_deleted_and_the_next_one_has_its_number():
    table()
    draft(MORE)

    delete_draft(key=KEY, by=SYSTEM, at=MONDAY)

    assert code_table(KEY).draft is None
    assert draft(MORE).number == 2


def test_what_is_not_there_is_not_deleted():
    table()

    with pytest.raises(VersionNotFound):
        delete_draft(key=KEY, by=SYSTEM, at=MONDAY)


def save_as(by):
    return save_draft(
        key=KEY,
        source="虚构",
        in_force_date=TODAY,
        entries=MORE,
        seen_digest="",
        by=by,
        at=MONDAY,
    )


def test_the_office_that_keeps_the_catalogue_may_draft():
    table()

    assert save_as(editor_at(office())).number == 2


def test_the_steward_may_draft_its_own_table():
    steward = bureau()
    table(steward_id=steward.pk)

    assert save_as(editor_at(steward)).number == 2


@pytest.mark.parametrize("role", [Role.EDITOR, Role.DECISION])
def test_nobody_else_may(role):
    table()

    with pytest.raises(NotYourStandards):
        save_as(editor_at(bureau(), role))


def test_an_officer_of_the_office_who_is_no_editor_may_not():
    table()

    with pytest.raises(NotYourStandards):
        save_as(editor_at(office(), Role.DECISION))


@pytest.mark.parametrize("number", [1, 2])
def test_the_database_refuses_a_second_draft_and_a_second_version_of_one_number(number):
    table()
    draft(MORE)
    shared = {"table": CodeTable.objects.get(key=KEY), "in_force_date": TODAY, "digest": "x"}

    with pytest.raises(IntegrityError), transaction.atomic():
        CodeTableVersion.objects.create(
            number=number + 1, state=VersionState.DRAFT, source="虚构", **shared
        )


def test_the_database_refuses_a_version_in_force_without_a_time():
    table()

    with pytest.raises(IntegrityError, match="in_force_has_a_time"), transaction.atomic():
        CodeTableVersion.objects.create(
            table=CodeTable.objects.get(key=KEY),
            number=7,
            state=VersionState.REPLACED,
            source="虚构",
            in_force_date=TODAY,
            digest="x",
        )


@pytest.mark.parametrize(
    "changes",
    [{"source": "别的"}, {"digest": "x"}, {"successors": {"1": "2"}}, {"state": "draft"}],
)
def test_the_database_refuses_any_change_of_a_version_in_force(changes):
    table()

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        CodeTableVersion.objects.filter(table__key=KEY).update(**changes)


def test_the_database_refuses_any_change_of_the_codes_in_force():
    table()
    codes = CodeEntry.objects.filter(version__table__key=KEY)

    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        codes.update(name="别的")
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        codes.delete()
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        CodeEntry.objects.create(version=codes[0].version, code="5", name="新", position=9)
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        CodeTableVersion.objects.filter(table__key=KEY)._raw_delete("default")
