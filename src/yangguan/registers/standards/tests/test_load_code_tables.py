"""Loading code tables: what comes with the program, and what the city adds."""

import pytest

from yangguan.foundation.loading.tests.content_folder import write
from yangguan.registers.standards import ports
from yangguan.registers.standards.impact import all_entries
from yangguan.registers.standards.national import NATIONAL
from yangguan.registers.standards.operations.load_code_tables import load_code_tables
from yangguan.registers.standards.queries.code_tables import (
    code_table,
    code_tables,
    entries,
    names_in_force,
)
from yangguan.registers.standards.tests import arranging
from yangguan.registers.standards.tests.arranging import KEY, MONDAY, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def users(settings):
    settings.USERS_OF_STANDARDS = arranging.USERS


def row(**changes):
    return {
        "KEY": KEY,
        "TITLE": "骆驼种类",
        "STANDARD": "虚构标准",
        "IN_FORCE": "2026-01-01",
        "ENTRIES": [{"CODE": "1", "NAME": "单峰驼"}, {"CODE": "2", "NAME": "双峰驼"}],
        **changes,
    }


def load(folder, *rows):
    write(folder, "code-tables.json", CODE_TABLES=list(rows))
    return load_code_tables(folder, by=SYSTEM, at=MONDAY)


def test_the_tables_of_the_program_and_of_the_city_are_in_force(tmp_path):
    loaded = load(tmp_path, row())

    assert loaded.rejected == ()
    assert loaded.count == len(NATIONAL) + 1
    assert loaded.new >= 1  # the city that other tests share may have those of the program
    assert names_in_force([KEY, "levels"]) == {
        KEY: {"1": "单峰驼", "2": "双峰驼"},
        "levels": dict(NATIONAL["levels"].names),
    }


def test_loading_again_changes_nothing(tmp_path):
    load(tmp_path, row())

    again = load(tmp_path, row())

    assert again.new == 0
    assert len(code_table(KEY).versions) == 1


def test_a_younger_source_is_the_next_version(tmp_path):
    load(tmp_path, row())

    load(tmp_path, row(IN_FORCE="2026-05-01", ENTRIES=[{"CODE": "1", "NAME": "骆驼"}]))

    assert code_table(KEY).in_force.number == 2
    assert [entry.name for entry in all_entries(KEY, 2)] == ["骆驼"]


def test_what_editors_have_put_in_force_is_not_undone_by_the_same_source(tmp_path):
    load(tmp_path, row())

    load(tmp_path, row(ENTRIES=[{"CODE": "1", "NAME": "骆驼"}]))

    assert code_table(KEY).in_force.number == 1


def test_a_version_that_would_break_something_is_rejected(tmp_path):
    load(tmp_path, row())
    arranging.IN_USE.add(ports.term_of_code(KEY, "2"))

    loaded = load(tmp_path, row(IN_FORCE="2026-05-01", ENTRIES=[{"CODE": "1", "NAME": "骆驼"}]))

    arranging.IN_USE.clear()
    assert "去掉的代码还在用：2" in loaded.rejected[0].reason
    assert code_table(KEY).in_force.number == 1
    assert code_table(KEY).draft is None


def test_an_editors_draft_is_not_overwritten(tmp_path):
    load(tmp_path, row())
    arranging.draft(arranging.CODES)

    loaded = load(tmp_path, row(IN_FORCE="2026-05-01", ENTRIES=[{"CODE": "1", "NAME": "骆驼"}]))

    assert "已经被别人改过" in loaded.rejected[0].reason
    assert [entry.code for entry in all_entries(KEY, 2)] == ["1", "2", "9"]


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"KEY": "levels"}, "CODE_TABLES[0].KEY", "随程序提供"),
        ({"IN_FORCE": "bald"}, "CODE_TABLES[0].IN_FORCE", "应当是日期"),
        ({"ENTRIES": [{"CODE": "1"}]}, "CODE_TABLES[0].ENTRIES[0].NAME", "必填"),
        ({"ENTRIES": []}, "CODE_TABLES[0].ENTRIES", "至少要有一个代码"),
        ({"KEY": "Ä"}, "CODE_TABLES[0].ENTRIES", "标识用小写字母"),
        ({"IN_FORCE": "2027-01-01"}, "CODE_TABLES[0].ENTRIES", "2027-01-01 起施行"),
    ],
)
def test_a_row_with_a_fault_is_rejected_with_its_reason(tmp_path, changes, path, words):
    loaded = load(tmp_path, row(**changes))

    assert [(each.path, words in each.reason) for each in loaded.rejected] == [(path, True)]
    assert code_table(KEY) is None


def test_a_table_stands_once(tmp_path):
    loaded = load(tmp_path, row(), row())

    assert [each.path for each in loaded.rejected] == ["CODE_TABLES[1].KEY"]


def test_the_list_of_tables_has_a_known_cost(tmp_path, django_assert_num_queries):
    load(tmp_path, row())

    with django_assert_num_queries(2):
        lines = code_tables()

    mine = next(line for line in lines if line.key == KEY)
    assert (mine.number, mine.count, mine.has_draft, mine.is_read_by_program) == (
        1,
        2,
        False,
        False,
    )


def test_codes_are_read_page_by_page(tmp_path, django_assert_num_queries):
    many = [{"CODE": str(number), "NAME": f"第 {number} 种"} for number in range(1, 251)]
    load(tmp_path, row(ENTRIES=many))

    with django_assert_num_queries(1):
        first = entries(KEY, 1)
    second = entries(KEY, 1, cursor=first.on)

    assert [len(first.items), len(second.items)] == [200, 50]
    assert second.items[-1].code == "250"
