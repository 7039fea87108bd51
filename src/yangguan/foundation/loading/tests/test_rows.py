"""Rows of content files: typed access, every fault told, a row whole or not at all."""

import pytest

from yangguan.foundation.loading.rows import (
    ContentRow,
    Rejected,
    Seen,
    read_content,
)
from yangguan.foundation.loading.tests.content_folder import write


def faults_of(values, read):
    row = ContentRow("T[0]", values)
    read(row)
    return [path for path, _reason in row.faults]


@pytest.mark.parametrize(
    "value", [None, "", 5, True, ["x"], "x" * 11, "a\x00b", "\ud800"], ids=repr
)
def test_a_text_is_refused_when_it_is(value):
    assert faults_of({"A": value}, lambda row: row.text("A", limit=10)) == ["T[0].A"]


def test_an_optional_text_may_be_missing():
    assert faults_of({}, lambda row: row.text("A", required=False)) == []


@pytest.mark.parametrize(
    "value", ["2026-02-30", "2026/01/01", "x", 20260101, "0001-01-01", "9999-12-31"]
)
def test_a_day_is_refused_when_it_is(value):
    assert faults_of({"A": value}, lambda row: row.day("A")) == ["T[0].A"]


@pytest.mark.parametrize("value", [0, 6, "3", True, 2.5, None])
def test_a_whole_number_out_of_range_or_of_another_type_is_refused(value):
    assert faults_of({"A": value}, lambda row: row.whole("A", lowest=1, highest=5)) == ["T[0].A"]


@pytest.mark.parametrize("value", ["x", [1], ["a\x00b"], ["\ud800"]], ids=repr)
def test_a_list_of_texts_is_refused_when_it_is(value):
    assert faults_of({"A": value}, lambda row: row.texts("A")) == ["T[0].A"]


def test_a_value_that_no_table_knows_is_refused_by_name():
    row = ContentRow("T[0]", {"A": "x"})

    row.one_of("A", {"y"})

    assert row.faults == [("T[0].A", "没有“x”")]


def test_a_fault_in_an_inner_row_is_the_outer_rows_fault():
    def read(row):
        for inner in row.rows("INNER"):
            inner.text("A")

    assert faults_of({"INNER": [{"A": "x"}, {}]}, read) == ["T[0].INNER[1].A"]


def test_a_list_of_other_things_than_objects_has_no_inner_rows():
    assert faults_of({"INNER": ["x"]}, lambda row: row.rows("INNER")) == ["T[0].INNER"]


def test_the_second_row_with_a_key_is_refused_and_the_first_is_kept(tmp_path):
    content = read_content(write(tmp_path, "a.json", T=[{"A": "x"}, {"A": "x"}]), "a.json")
    seen = Seen()

    def read(row):
        value = row.text("A")
        seen.once(row, "A", value)
        return value

    assert content.accept("T", read) == ["x"]
    assert content.rejected == [Rejected("a.json", "T[1].A", "“x”出现两次")]


def test_all_faults_of_a_row_are_told(tmp_path):
    content = read_content(write(tmp_path, "a.json", T=[{}]), "a.json")

    content.accept("T", lambda row: (row.text("A"), row.flag("B")))

    assert [each.path for each in content.rejected] == ["T[0].A", "T[0].B"]


def test_a_table_inside_an_object_is_found_by_its_dotted_name(tmp_path):
    content = read_content(write(tmp_path, "a.json", OUTER={"T": [{"A": "x"}]}), "a.json")

    assert content.accept("OUTER.T", lambda row: row.text("A")) == ["x"]


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"null", b"\xff\xfe{}", b"[" * 200_000],
    ids=["empty", "cut", "list", "null", "not-utf-8", "deep"],
)
def test_a_file_that_cannot_be_read_is_rejected_once(tmp_path, raw):
    (tmp_path / "a.json").write_bytes(raw)

    content = read_content(tmp_path, "a.json")

    assert content.accept("T", lambda row: row) == []
    assert [(each.file, each.path) for each in content.rejected] == [("a.json", "")]


def test_a_missing_file_is_rejected_with_the_systems_reason(tmp_path):
    (rejected,) = read_content(tmp_path, "a.json").rejected

    assert "No such file" in rejected.reason


@pytest.mark.parametrize("table", [None, {}, "x"])
def test_a_table_that_is_no_list_is_rejected(tmp_path, table):
    content = read_content(write(tmp_path, "a.json", T=table), "a.json")

    content.accept("T", lambda row: row)

    assert [each.path for each in content.rejected] == ["T"]
