"""What is due: the first row that holds, less the largest exemption (行政许可法 第五十九条)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.catalogue.content import (
    Condition,
    Exemption,
    Fee,
    FeeExample,
    FormField,
    TariffRow,
)
from yangguan.registers.catalogue.faults import Severity
from yangguan.registers.catalogue.guards.fees import fee_faults
from yangguan.registers.catalogue.tariff import LARGEST_FEN, due
from yangguan.registers.catalogue.tests.test_comparison import content

RENTS = FormField(element="rents", label="店面是租的吗", type="boolean")
IF_RENTS = Condition(logic={"==": [{"var": "rents"}, True]})
ROWS = (
    TariffRow(words="租的", applies_if=IF_RENTS, amount_fen=10_000),
    TariffRow(words="其他", amount_fen=5_000),
)
HALF = Exemption(name="小微企业", basis="财税〔2019〕13号第一条", percent=50, applies_if=IF_RENTS)


def fee(*rows, exemptions=(), examples=()):
    return Fee(
        name="证照工本费", standard="见算法", basis="某条例第三条", tariff=rows or ROWS,
        exemptions=exemptions, examples=examples,
    )  # fmt: skip


def codes(charge, **changes):
    found = content(
        situations=(RENTS,), has_fee=True, fee_basis="某条例", fees=(charge,), **changes
    )
    return {fault.code for fault in fee_faults(found)}


@pytest.mark.parametrize(("rents", "fen"), [(True, 10_000), (False, 5_000)])
def test_the_first_row_that_holds_sets_the_amount(rents, fen):
    assert due(fee(), {"rents": rents}).fen == fen


def test_an_exemption_takes_its_share_off():
    assert due(fee(exemptions=(HALF,)), {"rents": True}).fen == 5_000


def test_the_larger_of_two_exemptions_counts():
    whole = Exemption(name="残疾人", basis="某条例第四条", percent=100)

    assert due(fee(exemptions=(HALF, whole)), {"rents": True}).fen == 0


def test_a_formula_counts_in_fen_and_rounds_half_up():
    row = TariffRow(words="每平方米", formula={"*": [{"var": "area"}, 0.5]})

    assert due(fee(row), {"area": 3}).fen == 2


@pytest.mark.parametrize("area", ["很大", -5, 10**20])
def test_a_formula_without_an_amount_leaves_it_to_an_officer(area):
    row = TariffRow(words="每平方米", formula={"*": [{"var": "area"}, 200]})

    assert due(fee(row), {"area": area}).fen is None


def test_no_row_that_holds_is_no_amount():
    only = TariffRow(words="租的", applies_if=IF_RENTS, amount_fen=1)

    assert due(fee(only), {"rents": False}).fen is None


@given(fen=st.integers(0, LARGEST_FEN), percent=st.integers(1, 100))
def test_nobody_pays_more_for_an_exemption_and_never_parts_of_a_fen(fen, percent):
    row = TariffRow(words="一律", amount_fen=fen)
    found = due(fee(row, exemptions=(Exemption(name="减", basis="条", percent=percent),)), {}).fen

    assert isinstance(found, int)
    assert 0 <= found <= fen


def test_a_sound_tariff_with_its_example_has_no_fault():
    example = FeeExample(answers={"rents": True}, due_fen=10_000)

    assert codes(fee(examples=(example,))) == set()


def test_a_formula_is_worked_out_once_before_anybody_pays_by_it():
    row = TariffRow(words="每平方米一元", formula={"*": [{"var": "area"}, 100]})
    found = [each for each in fee_faults(content(fees=(fee(row),))) if "example" in each.code]

    assert [each.severity for each in found] == [Severity.REFUSAL]


def test_an_example_that_comes_out_otherwise_keeps_it_from_publishing():
    example = FeeExample(answers={"rents": True}, due_fen=9_999)

    assert codes(fee(examples=(example,))) == {"example-disagrees"}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((TariffRow(words="租的", applies_if=IF_RENTS, amount_fen=1),), "tariff-has-gap"),
        (
            (TariffRow(words="一律", amount_fen=1), TariffRow(words="再", amount_fen=2)),
            "row-never-reached",
        ),
        ((TariffRow(words="两样", amount_fen=1, formula={"var": "rents"}),), "amount-or-formula"),
        ((TariffRow(words="没有"),), "amount-or-formula"),
        ((TariffRow(words="负", amount_fen=-1),), "negative-amount"),
        ((TariffRow(words="外", formula={"var": "no_such"}),), "unknown-element"),
        ((TariffRow(words="怪", formula={"exec": ["rents"]}),), "unreadable-rule"),
        (
            (TariffRow(words="怪", applies_if=Condition(logic={"exec": 1}), amount_fen=1),),
            "unreadable-rule",
        ),
    ],
)
def test_a_tariff_that_cannot_be_relied_on_is_found(rows, code):
    assert code in codes(fee(*rows))


@pytest.mark.parametrize(
    ("exemption", "code"),
    [
        (Exemption(name="减", basis="", percent=50), "exemption-without-basis"),
        (Exemption(name="减", basis="条", percent=0), "exemption-percent"),
        (Exemption(name="减", basis="条", percent=101), "exemption-percent"),
        (
            Exemption(name="减", basis="条", applies_if=Condition(logic={"exec": 1})),
            "unreadable-rule",
        ),
    ],
)
def test_an_exemption_has_its_basis_and_a_share(exemption, code):
    assert code in codes(fee(exemptions=(exemption,)))
