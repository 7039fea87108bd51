"""A condition in rows: what a person fills in is the rule that is stored, and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.portals.editor.rule_rows import (
    ALL,
    ANY,
    RuleRow,
    RuleRows,
    UnreadableRule,
    logic_of,
    rows_of,
)
from yangguan.registers.catalogue.content import FormField

FIELDS = {
    "rents": FormField(element="rents", label="租的吗", type="boolean"),
    "kind": FormField(element="kind", label="哪一类", type="choice", choices=("餐饮", "销售")),
    "area": FormField(element="area", label="面积", type="number"),
    "goods": FormField(element="goods", label="卖什么", type="multichoice", choices=("粮", "油")),
    "name": FormField(element="name", label="名称", type="text"),
}
ROW = st.one_of(
    st.builds(RuleRow, st.just("rents"), st.sampled_from(["==", "!="]), st.sampled_from("是否")),
    st.builds(
        RuleRow, st.just("kind"), st.sampled_from(["==", "!="]), st.sampled_from(["餐饮", "销售"])
    ),
    st.builds(
        RuleRow,
        st.just("area"),
        st.sampled_from(["==", "!=", ">", ">=", "<", "<="]),
        st.integers(-999, 999).map(str),
    ),
    st.builds(RuleRow, st.just("goods"), st.sampled_from(["in", "!in"]), st.sampled_from("粮油")),
)


@given(rows=st.lists(ROW, min_size=1, max_size=6), join=st.sampled_from([ALL, ANY]))
def test_rows_are_the_same_after_they_were_a_rule(rows, join):
    logic = logic_of(RuleRows(join, tuple(rows)), FIELDS)

    found = rows_of(json.loads(json.dumps(logic)))

    assert found.rows == tuple(rows)
    assert found.join == (join if len(rows) > 1 else ALL)


def test_no_rows_are_no_rule():
    assert logic_of(RuleRows(rows=(RuleRow(),)), FIELDS) is None
    assert rows_of(None) == RuleRows()


@pytest.mark.parametrize(
    "logic",
    [
        {"and": [{"or": [{"var": "rents"}, False]}]},
        {"var": "rents"},
        {">": [{"+": [{"var": "area"}, 1]}, 3]},
        {"and": [{"==": [{"var": "kind"}, ["餐饮"]]}]},
    ],
)
def test_a_rule_that_no_rows_can_say_is_kept_as_it_is_written(logic):
    found = rows_of(logic)

    assert found.rows == ()
    assert logic_of(found, FIELDS) == logic


@pytest.mark.parametrize(
    "row",
    [
        RuleRow("unknown", "==", "x"),
        RuleRow("rents", "==", "也许"),
        RuleRow("kind", "==", "批发"),
        RuleRow("area", ">", "很大"),
        RuleRow("area", ">", "inf"),
        RuleRow("area", ">", "nan"),
        RuleRow("name", "==", " "),
        RuleRow("kind", "~", "餐饮"),
    ],
)
def test_a_row_that_means_nothing_is_told(row):
    with pytest.raises(UnreadableRule):
        logic_of(RuleRows(rows=(row,)), FIELDS)


@pytest.mark.parametrize(
    "raw",
    [
        "{", "[]", "3", '{"a": 1, "b": 2}', "[" * 10_000,
        '{"==": [1, NaN]}', '{"==": [1, 1e999]}', '{"==": [1, ' + "9" * 5_000 + "]}",
        '{"==": [1, "\\ud800"]}', '{"!": [' * 300 + "1" + "]}" * 300,
        '{"in": [1, [' + ",".join("1" * 2_001) + "]]}", '{"exec": ["ls"]}', '{"==": [1]}',
    ],
)  # fmt: skip
def test_a_text_that_is_no_rule_is_told(raw):
    with pytest.raises(UnreadableRule):
        logic_of(RuleRows(raw=raw), FIELDS)
