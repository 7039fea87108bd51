"""The code tables in force, in the memory of a process."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from yangguan.registers.standards import current
from yangguan.registers.standards.current import CodesBut, CurrentCodes
from yangguan.registers.standards.national import NATIONAL
from yangguan.registers.standards.operations.put_in_force import put_in_force
from yangguan.registers.standards.operations.versions import add_code_table
from yangguan.registers.standards.queries.code_tables import code_table
from yangguan.registers.standards.rules import Entry, digest_of
from yangguan.registers.standards.tests import arranging
from yangguan.registers.standards.tests.arranging import MONDAY, SYSTEM, TODAY

KEY = "levels"
LEVELS = CurrentCodes(KEY)
AS_DELIVERED = [Entry(code=code, name=name) for code, name in NATIONAL[KEY].names.items()]


@pytest.fixture(autouse=True)
def fresh(monkeypatch, settings):
    """A process of its own that looks every five seconds."""
    monkeypatch.setattr(current, "_memory", current._Memory())
    settings.CODE_TABLE_SECONDS = 5
    settings.USERS_OF_STANDARDS = ()


def put(entries):
    """These codes are in force; the city that other tests share may have the table already."""
    table = code_table(KEY)
    if table is None:
        add_code_table(key=KEY, title="层级", standard="虚构", by=SYSTEM, at=MONDAY)
    elif table.in_force and table.in_force.digest == digest_of(entries):
        return
    number = arranging.draft(entries, key=KEY).number
    put_in_force(key=KEY, number=number, successors={}, by=SYSTEM, at=MONDAY)


@pytest.fixture
def second_version(db):
    """In the database level 7 has gone, 6 has another name and 8 has come."""
    put(AS_DELIVERED)
    put(
        [
            *AS_DELIVERED[:5],
            Entry(code="6", name="村级"),
            Entry(code="8", name="园区级"),
        ]
    )


def test_a_process_begins_with_what_was_delivered():
    assert dict(LEVELS) == NATIONAL[KEY].names


def test_reading_costs_no_statement(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert LEVELS["2"] == "省级"
        assert "2" in LEVELS
        assert len(LEVELS) == 7


@pytest.mark.usefixtures("second_version")
def test_after_a_look_the_version_in_force_counts():
    current.look_if_due(on=TODAY, at=0)

    assert LEVELS["8"] == "园区级"
    assert LEVELS["6"] == "村级"
    assert list(LEVELS) == ["1", "2", "3", "4", "5", "6", "8"]


@pytest.mark.usefixtures("second_version")
def test_a_retired_code_keeps_its_name_but_is_no_code_of_the_table():
    current.look_if_due(on=TODAY, at=0)

    assert LEVELS.get("7", "") == "分级管理"
    assert "7" not in LEVELS
    assert "分级管理" not in LEVELS.values()
    with pytest.raises(KeyError):
        LEVELS["77"]


@pytest.mark.usefixtures("second_version")
def test_it_is_looked_for_once_in_five_seconds(django_assert_num_queries):
    current.look_if_due(on=TODAY, at=0)

    with django_assert_num_queries(0):
        current.look_if_due(on=TODAY, at=4.9)
    with django_assert_num_queries(1):
        current.look_if_due(on=TODAY, at=5.1)


@pytest.mark.usefixtures("second_version")
def test_the_first_look_and_one_that_finds_something_new_cost_two_or_three_statements(
    django_assert_num_queries,
):
    with django_assert_num_queries(2):
        current.look_if_due(on=TODAY, at=0)
    put(AS_DELIVERED)
    with django_assert_num_queries(3):
        current.look_if_due(on=TODAY, at=6)

    assert LEVELS["7"] == "分级管理"


def test_a_code_is_offered_from_its_first_to_its_last_day(db):
    first, last = date(2026, 7, 1), date(2026, 7, 31)
    put(
        [*AS_DELIVERED, Entry(code="8", name="园区级", valid_from=first, valid_to=last)],
    )
    offered = []
    for day in (first - timedelta(days=1), first, last, last + timedelta(days=1)):
        current.read(on=day)
        offered.append("8" in LEVELS)

    assert offered == [False, True, True, False]


def test_the_next_day_is_a_reason_to_read_again(db, django_assert_num_queries):
    current.look_if_due(on=TODAY, at=0)

    with django_assert_num_queries(2):
        current.look_if_due(on=TODAY + timedelta(days=1), at=6)


def test_a_database_that_is_away_leaves_the_words_as_they_are(monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(current, "_stamp", away)

    current.look_if_due(on=TODAY, at=0)

    assert LEVELS["2"] == "省级"


def test_nobody_looks_where_it_is_switched_off(settings):
    settings.CODE_TABLE_SECONDS = 0

    current.look_if_due(on=TODAY, at=0)  # would need the database


def test_codes_but_some_follow_the_table(second_version):
    others = CodesBut(LEVELS, "1")
    current.look_if_due(on=TODAY, at=0)

    assert set(others) == {"2", "3", "4", "5", "6", "8"}
    assert "8" in others
    assert "1" not in others
    assert len(others) == 6


@pytest.mark.parametrize(("path", "looks"), [("/", True), ("/alive/", False)])
def test_each_page_looks_but_for_the_one_that_asks_nobody(db, client, monkeypatch, path, looks):
    looked = []
    monkeypatch.setattr(current, "look_if_due", lambda **when: looked.append(when))

    client.get(path)

    assert bool(looked) is looks
