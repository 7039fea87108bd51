"""Which items a situation brings; an open question leaves an item open."""

from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.catalogue.content import Condition
from yangguan.registers.packages.rules import (
    Standing,
    asked_questions,
    needed_codes,
    standings,
)
from yangguan.registers.packages.tests import builders as b

HAS, SIZE = b.yes_no("has"), b.one_of("size", "大", "小")


def standing(content, name, **answers):
    return standings(content, answers)[f"code-{name}"]


def test_an_item_without_a_condition_is_always_needed():
    assert standing(b.package(b.part("甲")), "甲") is Standing.NEEDED


def test_an_open_question_leaves_its_item_open_until_it_is_answered():
    content = b.package(b.part("甲", applies_if=b.when("has", False)), questions=(HAS,))

    assert standing(content, "甲") is Standing.MAYBE
    assert standing(content, "甲", has=False) is Standing.NEEDED
    assert standing(content, "甲", has=True) is Standing.NOT_NEEDED


def test_an_item_behind_two_questions_is_open_until_the_first_says_no():
    follow_up = b.one_of("size", "大", "小", shown_if=b.when("has", True))
    content = b.package(b.part("甲", applies_if=b.when("size", "大")), questions=(HAS, follow_up))

    assert standing(content, "甲") is Standing.MAYBE
    assert standing(content, "甲", has=True) is Standing.MAYBE
    assert standing(content, "甲", has=False) is Standing.NOT_NEEDED
    assert standing(content, "甲", has=True, size="大") is Standing.NEEDED


def test_the_answer_to_a_hidden_question_counts_for_nothing():
    follow_up = b.one_of("size", "大", "小", shown_if=b.when("has", True))
    content = b.package(b.part("甲", applies_if=b.when("size", "大")), questions=(HAS, follow_up))

    assert standing(content, "甲", has=False, size="大") is Standing.NOT_NEEDED
    assert [each.element for each in asked_questions(content, {"has": False})] == ["has"]


def test_what_does_not_hold_only_because_nobody_answered_is_open():
    never = Condition(logic={"!=": [{"var": "size"}, "大"]})
    content = b.package(b.part("甲", applies_if=never), questions=(SIZE,))

    assert standing(content, "甲") is Standing.MAYBE
    assert standing(content, "甲", size="小") is Standing.NEEDED


@given(st.fixed_dictionaries({}, optional={
    "has": st.booleans(), "size": st.sampled_from(["大", "小"]), "strange": st.text(max_size=3),
}))  # fmt: skip
def test_with_more_answers_nothing_certain_changes(answers):
    either = Condition(logic={"or": [b.when("has", True).logic, b.when("size", "大").logic]})
    content = b.package(b.part("甲", applies_if=either), b.part("乙"), questions=(HAS, SIZE))
    before = standings(content, answers)
    full = {"has": False, "size": "小"} | answers

    after = standings(content, full)

    assert Standing.MAYBE not in after.values()
    for code, found in before.items():
        assert found in (Standing.MAYBE, after[code])
    assert needed_codes(content, full)[-1] == "code-乙"
