"""统一社会信用代码: GB 32100, GB 11714."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.identifiers.credit_code import (
    credit_check_character,
    organisation_check_character,
    parse_credit_code,
)
from yangguan.foundation.identifiers.errors import InvalidCreditCode

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def codes(draw):
    organisation = draw(st.text(ALPHABET, min_size=8, max_size=8))
    body = "91620982" + organisation + organisation_check_character(organisation)
    return body + credit_check_character(body)


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y43",
        "11100000000013338W",
        "11220000013544541J",
        "11330105002500287C",
        "12441500196720244T",
        "116209820123456719",
        "11620982MA7X00018N",
        "91620982MA7X00018E",
    ],
)
def test_public_codes_pass_both_checks(code):
    assert parse_credit_code(code).code == code


def test_a_code_is_taken_apart():
    code = parse_credit_code(" 91620982ma7x00018e ")

    assert (code.authority, code.region, code.organisation_code) == ("9", "620982", "MA7X00018")


def test_the_organisation_code_has_a_check_of_its_own():
    body = "91620982MA7X00017"  # MA7X0001 wants 8
    code = body + credit_check_character(body)

    with pytest.raises(InvalidCreditCode) as refusal:
        parse_credit_code(code)

    assert refusal.value.code == "credit_code.organisation_check"


def test_the_sample_of_the_organisation_code_standard_holds():
    assert organisation_check_character("D2143569") == "X"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "credit_code.shape"),
        ("91620982MA7X00018", "credit_code.shape"),
        ("91620982MA7X0O018E", "credit_code.shape"),
        ("9162A982MA7X00018E", "credit_code.shape"),
        ("B1620982MA7X00018E", "credit_code.authority"),
        ("91620982MA7X00018F", "credit_code.check"),
    ],
)
def test_a_wrong_code_is_refused_with_its_own_code(typed, code):
    with pytest.raises(InvalidCreditCode) as refusal:
        parse_credit_code(typed)

    assert refusal.value.code == code


@given(codes())
def test_every_well_formed_code_is_accepted(code):
    assert parse_credit_code(code.lower()).code == code


@given(codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(code, place, other):
    wrong = code[:place] + other + code[place + 1 :]

    if wrong != code:
        with pytest.raises(InvalidCreditCode):
            parse_credit_code(wrong)
