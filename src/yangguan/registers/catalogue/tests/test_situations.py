"""情形: none that nobody can be in, none that changes nothing, none that contradicts another."""

from datetime import date

import msgspec
import pytest

from yangguan.registers.catalogue.content import Condition, FormField, Material, Need
from yangguan.registers.catalogue.guards.check import content_faults
from yangguan.registers.catalogue.guards.situations import situation_faults
from yangguan.registers.catalogue.situations import combinations, matrix
from yangguan.registers.catalogue.tests.test_comparison import content

RENTS = FormField(element="rents", label="店面是租的吗", type="boolean")
KIND = FormField(element="kind", label="哪一类", type="choice", choices=("餐饮", "销售"))
LEASE = Material(
    key="m1", name="租赁合同", kind="3", need=Need.CONDITIONAL, basis="第一条",
    applies_if=Condition(logic={"==": [{"var": "rents"}, True]}),
)  # fmt: skip
MENU = Material(
    key="m2", name="经营项目", kind="3", need=Need.CONDITIONAL, basis="第二条",
    applies_if=Condition(logic={"==": [{"var": "kind"}, "餐饮"]}),
)  # fmt: skip
SOUND = {"situations": (RENTS, KIND), "materials": (LEASE, MENU)}


def codes(**changes):
    return {fault.code for fault in situation_faults(content(**{**SOUND, **changes}))}


def shown_if(field, logic):
    return msgspec.structs.replace(field, shown_if=Condition(logic=logic))


def test_sound_situations_have_no_fault():
    assert codes() == set()


def test_every_combination_comes_about_once():
    found, is_cut = combinations(content(**SOUND))

    assert [dict(each) for each in found] == [
        {"rents": True, "kind": "餐饮"},
        {"rents": True, "kind": "销售"},
        {"rents": False, "kind": "餐饮"},
        {"rents": False, "kind": "销售"},
    ]
    assert not is_cut


def test_a_question_that_is_hidden_has_no_answer():
    kind = shown_if(KIND, {"==": [{"var": "rents"}, True]})

    found, _is_cut = combinations(content(situations=(RENTS, kind)))

    assert [dict(each) for each in found][-1] == {"rents": False}


def test_the_matrix_tells_what_each_combination_wants():
    found = matrix(content(**SOUND))

    wanted = {effect.name: effect.holds for effect in found.effects if effect.kind == "material"}
    assert wanted["租赁合同"] == (True, True, False, False)
    assert wanted["经营项目"] == (True, False, True, False)


def test_what_hangs_on_the_form_too_stays_open():
    both = Condition(logic={"and": [{"var": "rents"}, {"==": [{"var": "area"}, 3]}]})
    found = matrix(content(**{**SOUND, "materials": (
        msgspec.structs.replace(LEASE, applies_if=both), MENU)}))  # fmt: skip

    assert set(found.effects[0].holds) == {None}


def test_a_situation_that_can_never_be_asked_is_found():
    hidden = shown_if(KIND, {"and": [{"==": [{"var": "rents"}, True]}, False]})

    assert "unreachable-situation" in codes(situations=(RENTS, hidden))


def test_a_situation_that_changes_nothing_is_not_asked():
    assert "situation-without-effect" in codes(materials=(LEASE,))


def test_a_material_that_no_situation_wants_is_found():
    never = Condition(logic={"==": [{"var": "kind"}, "批发"]})

    assert "never-applies" in codes(
        materials=(LEASE, MENU, msgspec.structs.replace(MENU, key="m3", name="X", applies_if=never))
    )


def test_one_material_twice_in_one_situation_is_a_contradiction():
    again = msgspec.structs.replace(LEASE, key="m3", need=Need.REQUIRED)

    assert "contradictory-situation" in codes(materials=(LEASE, again, MENU))


def test_choices_that_can_be_ticked_together_ask_for_a_material_once():
    sells = FormField(element="sells", label="卖什么", type="multichoice", choices=("烟", "酒"))
    tobacco, wine = (
        msgspec.structs.replace(
            LEASE, key=each, applies_if=Condition(logic={"in": [each, {"var": "sells"}]})
        )
        for each in sells.choices
    )

    assert "contradictory-situation" in codes(situations=(sells,), materials=(tobacco, wine))


def test_a_situation_must_be_answered():
    optional = msgspec.structs.replace(RENTS, required=False)

    assert "situation-optional" in codes(situations=(optional, KIND))


def test_one_material_in_two_situations_that_exclude_each_other_is_none():
    otherwise = Condition(logic={"==": [{"var": "rents"}, False]})
    again = msgspec.structs.replace(LEASE, key="m3", applies_if=otherwise)

    assert "contradictory-situation" not in codes(materials=(LEASE, again, MENU))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (
            {"situations": (msgspec.structs.replace(RENTS, type="text"), KIND)},
            "situation-not-a-choice",
        ),
        (
            {"situations": (shown_if(RENTS, {"==": [{"var": "kind"}, "餐饮"]}), KIND)},
            "situation-order",
        ),
    ],
)
def test_a_situation_is_a_choice_that_hangs_on_earlier_ones(changes, code):
    assert code in codes(**changes)


def test_more_combinations_than_anybody_can_read_are_refused():
    many = tuple(FormField(element=f"q{n}", label=f"问{n}", type="boolean") for n in range(11))

    assert codes(situations=many) == {"too-many-situations"} | codes(situations=many) - {
        "never-applies"
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"materials": (msgspec.structs.replace(LEASE, applies_if=Condition(logic={"no": 1})),)},
        {"situations": (RENTS, shown_if(KIND, {"no": 1}))},
    ],
)
def test_a_rule_that_cannot_be_read_is_told_and_breaks_no_other_check(changes):
    found = content_faults(content(**{**SOUND, **changes}), number=1, on=date(2026, 12, 1))

    assert "unreadable-rule" in {fault.code for fault in found}
