"""How long a licence holds, and how it prints what it says."""

from datetime import date

import pytest

from yangguan.handling.licences.rules import LONG_TERM, Term, face_rows, printed, term

START = date(2026, 6, 8)
BY_AGE = "16—25周岁10年；26—45周岁20年；46周岁以上长期；未满16周岁5年"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("5年", Term(date(2031, 6, 7))),
        ("6个月", Term(date(2026, 12, 7))),
        ("长期", Term(None, LONG_TERM)),
        ("长期（每5年定期注册）", Term(None, LONG_TERM)),
        ("单次活动", Term(None, "单次活动")),
        ("", Term(None, "")),
    ],
)
def test_the_term_by_the_words_of_the_result(words, expected):
    assert term(start=START, months=None, words=words) == expected


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2010, 6, 9), Term(date(2031, 6, 7))),  # 15
        (date(2010, 6, 8), Term(date(2036, 6, 7))),  # 16 today
        (date(2000, 6, 9), Term(date(2036, 6, 7))),  # 25
        (date(2000, 6, 8), Term(date(2046, 6, 7))),  # 26
        (date(1980, 6, 9), Term(date(2046, 6, 7))),  # 45
        (date(1980, 6, 8), Term(None, LONG_TERM)),  # 46
    ],
)
def test_the_term_of_an_identity_card_by_age(born, expected):
    assert term(start=START, months=None, words=BY_AGE, born=born) == expected


def test_a_term_by_age_without_a_birth_date_is_told_in_words():
    assert term(start=START, months=None, words=BY_AGE) == Term(None, BY_AGE)


def test_the_months_of_the_type_go_before_the_words():
    assert term(start=START, months=12, words="每年签注1次") == Term(date(2027, 6, 7))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "—"),
        ([], "—"),
        (0, "0"),
        (False, "否"),
        (["甲", "乙"], "甲、乙"),
        ([["甲", "子"], ["乙", ""]], "甲，子；乙"),
    ],
)
def test_a_value_is_printed_as(value, expected):
    assert printed(value) == expected


def test_money_is_printed_with_its_unit_unless_it_has_one():
    assert printed("100", element="registered_capital") == "100万元"
    assert printed("100万元", element="registered_capital") == "100万元"
    assert printed("100", element="floor_area") == "100"


def test_a_face_is_in_the_order_of_its_type_without_empty_optional_fields():
    fields = [
        {"NAME": "乙", "ELEMENT": "b", "REQUIRED": False},
        {"NAME": "甲", "ELEMENT": "a", "TYPE": "table", "REQUIRED": True},
    ]

    rows = list(face_rows({"旧": "3", "甲": "—", "乙": "—"}, fields))

    assert rows == [("a", "甲", "table", "—"), ("", "旧", "text", "3")]
