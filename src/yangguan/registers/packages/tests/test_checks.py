"""What no package may be published with, each fault beside its field."""

import msgspec
import pytest

from yangguan.registers.catalogue.content import Condition, Limit
from yangguan.registers.packages.checks import definition_faults, refusals
from yangguan.registers.packages.definition import decode, encode
from yangguan.registers.packages.tests import builders as b

KNOWN = {f"code-{name}": b.item(name) for name in ("甲", "乙")}
HAS, SIZE = b.yes_no("has"), b.one_of("size", "大", "小")
SOUND = b.package(
    b.part("甲", applies_if=b.when("has", True)),
    b.part("乙", after=("code-甲",), applies_if=b.when("size", "大")),
    questions=(HAS, SIZE),
)


def faults(content, known=KNOWN):
    return {(fault.field, fault.code) for fault in definition_faults(content, known)}


def sound(**changes):
    return msgspec.structs.replace(SOUND, **changes)


def test_a_sound_package_has_no_fault():
    assert faults(SOUND) == set()


def test_a_package_survives_being_stored():
    assert decode(encode(SOUND)) == SOUND


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"code": "one thing"}, "code", "code-malformed"),
        ({"name": " "}, "name", "name-missing"),
        ({"description": ""}, "description", "description-missing"),
        ({"items": ()}, "items", "no-items"),
        ({"items": (b.part("丙"),), "questions": ()}, "items[0].task_code", "item-unknown"),
        (
            {"items": (b.part("甲"), b.part("甲")), "questions": ()},
            "items[1].task_code",
            "item-twice",
        ),
        (
            {"items": (b.part("甲", after=("code-乙",)), b.part("乙")), "questions": ()},
            "items[0].after",
            "waits-for-a-later-item",
        ),
        ({"questions": (HAS, SIZE, HAS)}, "questions[2].element", "question-twice"),
        (
            {"questions": (HAS, b.one_of("size", "大"))},
            "questions[1].choices",
            "too-few-choices",
        ),
        (
            {"questions": (HAS, b.one_of("size", "大", "小", "大"))},
            "questions[1].choices",
            "choice-twice",
        ),
        (
            {"questions": (HAS, SIZE, b.field("words"))},
            "questions[2].type",
            "question-not-a-choice",
        ),
        ({"questions": (SIZE,)}, "items[0].applies_if", "rule-without-question"),
        (
            {"questions": (HAS, b.one_of("size", "中", "小"))},
            "items[1].applies_if",
            "item-unreachable",
        ),
        (
            {"questions": (b.yes_no("has", shown_if=b.when("size", "大")), SIZE)},
            "questions[0].shown_if",
            "question-looks-ahead",
        ),
        (
            {"questions": (HAS, b.one_of("size", "大", "小", shown_if=b.when("has", "也许")))},
            "questions[1].shown_if",
            "question-contradictory",
        ),
        ({"questions": (HAS, SIZE, b.yes_no("idle"))}, "questions[2].label",
         "question-without-effect"),
        ({"promised_limit": Limit(days=99)}, "promised_limit", "promise-longer-than-apart"),
    ],
)  # fmt: skip
def test_each_fault_is_found_at_its_field(changes, field, code):
    assert (field, code) in faults(sound(**changes))


def test_an_item_that_serves_no_persons_is_a_warning_for_a_package_of_persons():
    known = KNOWN | {"code-甲": b.item("甲", audiences=("2",))}

    assert faults(SOUND, known) == {("items[0].task_code", "audience-differs")}
    assert faults(sound(audience="organisation"), known) == set()


def test_an_item_behind_a_question_that_excludes_it_is_unreachable():
    never = Condition(logic={"and": [b.when("has", True).logic, b.when("has", False).logic]})
    content = b.package(b.part("甲", applies_if=never), questions=(HAS,))

    assert ("items[0].applies_if", "item-unreachable") in faults(content)


def test_clashing_forms_are_a_warning_that_lets_publish():
    known = {
        "code-甲": b.item("甲", form=(b.page("一", b.one_of("kind", "大", "小")),)),
        "code-乙": b.item("乙", form=(b.page("一", b.one_of("kind", "长", "短")),)),
    }

    found = definition_faults(SOUND, known)

    assert [fault.code for fault in found] == ["choices-clash"]
    assert refusals(found) == ()
