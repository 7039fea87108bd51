"""What it costs, as far as the reader's situation tells."""

import pytest

from yangguan.portals.applicant.fee_lines import fee_lines, fee_variables
from yangguan.registers.catalogue.content import Condition, Exemption, Fee, TariffRow
from yangguan.registers.catalogue.tests.test_comparison import content

FOOD = Condition(logic={"==": [{"var": "food"}, True]})
SMALL = Condition(logic={"==": [{"var": "small"}, True]})


def lines(answers, *rows, exemptions=()):
    rows = rows or (
        TariffRow(words="卖吃的", applies_if=FOOD, amount_fen=10_000),
        TariffRow(words="其他", amount_fen=5_000),
    )
    fee = Fee(
        name="管理费", standard="见算法", basis="某条例第一条", tariff=rows, exemptions=exemptions
    )
    (line,) = fee_lines(content(has_fee=True, fees=(fee,)), answers)
    return line


@pytest.mark.parametrize(("food", "amount"), [(True, "100 元"), (False, "50 元")])
def test_a_situation_that_is_told_has_one_amount(food, amount):
    assert lines({"food": food}).amount == amount


def test_one_that_is_not_told_yet_shows_what_it_can_come_to():
    assert lines({}).rows == (("卖吃的", "100 元"), ("其他", "50 元"))


def test_an_exemption_counts_once_it_is_told():
    half = Exemption(name="小微企业", basis="某条例第二条", percent=50, applies_if=SMALL)

    assert lines({"food": True}, exemptions=(half,)).amount == ""
    told = lines({"food": True, "small": True}, exemptions=(half,))
    assert (told.amount, told.why) == ("50 元", "卖吃的，小微企业减免 50%")


def test_a_formula_is_not_worked_out_before_its_answers_are_there():
    row = TariffRow(words="每平方米", formula={"*": [{"var": "area"}, 200]})

    assert lines({}, row).rows == (("每平方米", "按填写的内容算"),)
    assert lines({"area": 3}, row).amount == "6 元"


def test_no_amount_is_left_to_the_counter():
    row = TariffRow(words="卖吃的", applies_if=FOOD, formula={"*": [{"var": "area"}, -1]})

    assert lines({"food": True, "area": 3}, row).amount == "由窗口核定"


def test_the_questions_that_decide_are_known():
    fee = Fee(
        name="费", standard="", basis="", tariff=(TariffRow(words="", applies_if=FOOD),),
        exemptions=(Exemption(name="", basis="", applies_if=SMALL),),
    )  # fmt: skip

    assert fee_variables(content(fees=(fee,))) == {"food", "small"}
