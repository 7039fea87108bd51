"""Rules give on the server what `web/logic.js` makes of them: one file holds both to it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.catalogue import logic
from yangguan.registers.catalogue.logic import OPERATORS, holds, logic_faults, value_of
from yangguan.registers.catalogue.rule_variables import rule_variables

VECTORS: dict[str, Any] = json.loads(
    (Path(logic.__file__).parent / "logic_vectors.json").read_text("utf-8")
)


def facts_of(vector: dict[str, Any]) -> Any:
    return VECTORS["usual"] if vector["facts"] == "usual" else vector["facts"]


def kind(value: object) -> object:
    """JSON knows one kind of number, and yes is none."""
    return (
        "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value)
    )


def test_every_rule_of_the_shared_file_gives_what_the_file_says() -> None:
    wrong = [
        (vector, found)
        for vector in VECTORS["vectors"]
        if (found := value_of(vector["logic"], facts_of(vector))) != vector["gives"]
        or kind(found) != kind(vector["gives"])
    ]

    assert not wrong
    assert len(VECTORS["vectors"]) > 1_000


def test_every_operator_has_rules_in_the_shared_file() -> None:
    written = json.dumps([vector["logic"] for vector in VECTORS["vectors"]])

    assert [operator for operator in OPERATORS if f'{{"{operator}":' not in written] == []


def test_every_rule_of_the_shared_file_may_be_published() -> None:
    assert [each for each in VECTORS["vectors"] if logic_faults(each["logic"])] == []


@pytest.mark.parametrize(
    "rule",
    [
        {"===": [{"var": "a"}, 1]},
        {"log": "a"},
        {"method": [{"var": "a"}, "constructor"]},
        {"missing": ["a"]},
        {"==": [{"var": "a"}]},
        {"/": [1, 2, 3]},
        {"==": [1, 1], "!=": [1, 2]},
        {},
        {"var": [{"var": "a"}]},
        {"and": []},
    ],
)
def test_a_rule_outside_the_subset_is_refused_in_words(rule: dict[str, Any]) -> None:
    faults = logic_faults(rule)

    assert len(faults) == 1
    assert faults[0]


def test_a_rule_that_nests_without_end_or_goes_on_without_end_is_refused_once() -> None:
    deep: Any = {"var": "a"}
    for _turn in range(5_000):
        deep = {"!": [deep]}

    assert len(logic_faults(deep)) == 1
    assert len(logic_faults({"or": [{"var": "a"}] * 100_000})) == 1


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=6,
)


@given(operator=st.sampled_from(sorted(OPERATORS)), first=values, second=values, third=values)
def test_no_answer_breaks_a_rule_that_may_be_published(
    operator: str, first: object, second: object, third: object
) -> None:
    names: list[dict[str, Any]] = [{"var": "a"}, {"var": "b"}, {"var": "c"}]
    facts = {"a": first, "b": second, "c": third}
    rules = [{operator: names[:count]} for count in (1, 2, 3)]

    for rule in rules:
        if not logic_faults(rule):
            json.dumps(value_of(rule, facts))
            assert holds(rule, facts) in {True, False}


def test_a_rule_names_the_data_elements_it_reads_and_not_the_columns_of_its_rows() -> None:
    rule = {"+": [{"sum": [{"map": [{"var": "rows"}, {"var": "2"}]}]}, {"var": ["period.from", 0]}]}

    assert rule_variables(rule) == {"rows", "period"}
