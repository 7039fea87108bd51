"""What a list of codes must be, how it is typed, and how two lists differ."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.standards import rules
from yangguan.registers.standards.national import NATIONAL
from yangguan.registers.standards.rules import ChangeKind, Entry

days = st.none() | st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
codes = st.text("abz019-", min_size=1, max_size=6)
names = st.text("汉字甲,，\"' ;A1", min_size=1, max_size=12).filter(
    lambda name: name == name.strip()
)


@st.composite
def lists(draw):
    """A sound list of codes; a parent always stands before its children."""
    entries: list[Entry] = []
    for code in draw(st.lists(codes, min_size=1, max_size=8, unique=True)):
        first, last = draw(days), draw(days)
        if first and last and last < first:
            first, last = last, first
        parent = draw(st.sampled_from(["", *(entry.code for entry in entries)]))
        entries.append(
            Entry(code=code, name=draw(names), parent=parent, valid_from=first, valid_to=last)
        )
    return entries


@given(lists())
def test_a_list_that_is_written_out_is_read_back_as_it_was(entries):
    assert rules.read_lines(rules.as_lines(entries)) == (entries, [])


@given(lists())
def test_a_sound_list_has_no_faults_and_does_not_differ_from_itself(entries):
    assert rules.faults(entries) == []
    assert rules.changes(entries, entries) == []


@given(lists(), lists())
def test_what_one_list_adds_the_other_drops(before, after):
    there, back = rules.changes(before, after), rules.changes(after, before)

    assert {each.code for each in there if each.kind is ChangeKind.ADDED} == {
        each.code for each in back if each.kind is ChangeKind.DROPPED
    }
    assert {each.code for each in there} == {each.code for each in back}


@given(lists(), lists())
def test_equal_digests_are_equal_lists(before, after):
    assert (rules.digest_of(before) == rules.digest_of(after)) == (before == after)


def test_a_list_may_be_pasted_from_a_spreadsheet_or_typed_with_any_comma():
    entries, wrong = rules.read_lines("1\t单峰驼\n2，双峰驼\n\n 9, 其他, , 2026-01-01, 2026-12-31 ")

    assert wrong == []
    assert entries[:2] == [Entry(code="1", name="单峰驼"), Entry(code="2", name="双峰驼")]
    assert entries[2].valid_to == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1", "第 1 行：应当是"),
        ("1,甲\n2,乙,,3,4,5", "第 2 行：应当是"),
        ("1,甲,,明天", "第 1 行：日期应当像"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text, words):
    _entries, wrong = rules.read_lines(text)

    assert words in wrong[0]


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([], "至少要有一个代码"),
        ([Entry(code="1", name="")], "代码和名称都要写"),
        ([Entry(code="1 2", name="甲")], "不能有空格"),
        ([Entry(code="1=2", name="甲")], "等号"),
        ([Entry(code="1", name="甲" * 201)], "名称最多"),
        ([Entry(code="1", name="甲"), Entry(code="1", name="乙")], "出现两次"),
        ([Entry(code="1", name="甲", parent="7")], "没有上级代码“7”"),
        ([Entry(code="1", name="甲", parent="1")], "自己的上级"),
        (
            [Entry(code="1", name="甲", parent="2"), Entry(code="2", name="乙", parent="1")],
            "自己的上级",
        ),
        (
            [Entry(code="1", name="甲", valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1))],
            "不能早于",
        ),
    ],
)
def test_what_is_wrong_with_a_list_is_said(entries, words):
    assert any(words in fault for fault in rules.faults(entries))


def test_what_is_wrong_with_a_long_list_is_not_said_without_end():
    entries = [Entry(code="1", name="") for _ in range(200)]

    assert len(rules.faults(entries)) == rules.MOST_FAULTS


def test_dropped_codes_come_first_and_a_new_name_is_a_renaming():
    before = [Entry(code="1", name="甲"), Entry(code="2", name="乙"), Entry(code="3", name="丙")]
    after = [
        Entry(code="2", name="新乙"),
        Entry(code="3", name="丙", parent="2"),
        Entry(code="4", name="丁"),
    ]

    found = [(each.kind, each.code) for each in rules.changes(before, after)]

    assert found == [
        (ChangeKind.DROPPED, "1"),
        (ChangeKind.RENAMED, "2"),
        (ChangeKind.ADDED, "4"),
        (ChangeKind.CHANGED, "3"),
    ]


@pytest.mark.parametrize("table", NATIONAL.values(), ids=lambda table: table.key)
def test_a_table_that_comes_with_the_program_is_sound(table):
    entries = [Entry(code=code, name=name) for code, name in table.names.items()]

    assert rules.faults(entries) == []
    assert rules.KEY.fullmatch(table.key)
    assert table.meant <= set(table.names)
