"""A form that cannot be worked out is not published."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from yangguan.registers.catalogue.answers import kept_answers
from yangguan.registers.catalogue.content import Condition, EditionContent, FormField, FormGroup
from yangguan.registers.catalogue.guards.computed import circles, compute_faults, condition_faults
from yangguan.registers.catalogue.tests.every_type import every_group
from yangguan.registers.catalogue.tests.written_contents import base as content


def computed(element: str, *reads: str) -> FormField:
    rule: dict[str, Any] = {"+": [1, *({"var": each} for each in reads)]}
    return FormField(element=element, label=f"算{element}", type="computed", compute=rule)


def form(*fields: FormField) -> EditionContent:
    return content(form=(FormGroup(key="a", title="甲", fields=fields),))


def codes(*fields: FormField) -> set[str]:
    return {fault.code for fault in compute_faults(form(*fields))}


def test_a_form_of_every_type_can_be_published() -> None:
    assert list(compute_faults(content(form=every_group()))) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ((computed("a", "b"), computed("b", "c"), computed("c", "a")), "computed-in-a-circle"),
        ((computed("a", "a"),), "computed-in-a-circle"),
        ((computed("a", "elsewhere"),), "unknown-element"),
        ((computed("a", "paper"), FormField(element="paper", label="图", type="file")), "no-value"),
        ((FormField(element="a", label="甲", type="computed"),), "missing"),
        ((FormField(element="a", label="甲", type="text", compute={"+": [1, 1]}),), "not-computed"),
        ((FormField(element="a", label="甲", type="computed", compute={"eval": ["1"]}),),
         "unreadable-rule"),
        ((FormField(element="a", label="甲", type="text", shown_if=Condition(logic={"log": "x"})),),
         "unreadable-rule"),
        ((FormField(element="a", label="甲", type="number", minimum=3, maximum=1),),
         "bounds-crossed"),
        ((FormField(element="a", label="甲", type="date", minimum="2026-01-01", maximum=1),),
         "bounds-crossed"),
        ((FormField(element="a", label="甲", type="table", columns=("乙",), rows_min=3,
                    rows_max=2),), "bounds-crossed"),
        ((FormField(element="a", label="甲", type="table", columns=("乙", "乙")),), "duplicate"),
        ((FormField(element="a", label="甲", type="table", columns=("乙",),
                    column_types=("table",)),), "unknown-code"),
        ((FormField(element="a", label="甲", type="table", columns=("乙",),
                    column_types=("choice",)),), "missing"),
    ],
)  # fmt: skip
def test_what_nobody_could_answer_or_work_out_is_named(
    fields: tuple[FormField, ...], code: str
) -> None:
    assert codes(*fields) == {code}


def test_a_material_hangs_on_no_question_that_nobody_asks() -> None:
    asked = content()
    condition = Condition(logic={"==": [{"var": "no_such_question"}, 1]})
    material = structs.replace(asked.materials[0], applies_if=condition)

    (fault,) = condition_faults(structs.replace(asked, materials=(material,)))

    assert (fault.code, "no_such_question" in fault.message) == ("unknown-element", True)


def test_a_circle_is_told_once_with_all_its_fields_and_not_with_what_hangs_on_it() -> None:
    content_ = form(computed("a", "b"), computed("b", "a"), computed("c", "a"), computed("d"))

    (fault,) = compute_faults(content_)
    assert "算a、算b" in fault.message
    assert "算c" not in fault.message


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), max_size=3), min_size=1, max_size=6).map(
        lambda reads: [computed("abcdef"[i], *each) for i, each in enumerate(reads)]
    )
)
def test_without_a_circle_every_value_is_worked_out_and_with_one_the_form_still_answers(
    fields: list[FormField],
) -> None:
    names = {field.element for field in fields}
    kept = kept_answers(form(*fields), {})

    in_circle = {
        element for circle in circles({f.element: f for f in fields}) for element in circle
    }
    assert kept.keys() <= names - in_circle
    reads_all = all(
        each["var"] in names for field in fields for each in (field.compute or {})["+"][1:]
    )
    if not in_circle and reads_all:
        assert kept.keys() == names
