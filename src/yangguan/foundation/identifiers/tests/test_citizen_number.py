"""公民身份号码: GB 11643; 港澳台居民居住证; 外国人永久居留身份证."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.identifiers.citizen_number import (
    NumberKind,
    Sex,
    citizen_check_digit,
    parse_citizen_number,
)
from yangguan.foundation.identifiers.errors import InvalidCitizenNumber

TODAY = date(2026, 11, 25)


def fault_of(text: str) -> str:
    with pytest.raises(InvalidCitizenNumber) as refusal:
        parse_citizen_number(text, today=TODAY)
    return refusal.value.code


@st.composite
def numbers(draw) -> str:
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    serial = draw(st.integers(0, 999))
    body = f"620982{born:%Y%m%d}{serial:03}"
    return body + citizen_check_digit(body)


@pytest.mark.parametrize(
    ("number", "kind", "born", "sex"),
    [
        ("11010519491231002X", NumberKind.RESIDENT, date(1949, 12, 31), Sex.FEMALE),
        ("440524188001010014", NumberKind.RESIDENT, date(1880, 1, 1), Sex.MALE),
        ("620982199001010017", NumberKind.RESIDENT, date(1990, 1, 1), Sex.MALE),
        ("620982199001010025", NumberKind.RESIDENT, date(1990, 1, 1), Sex.FEMALE),
        ("620982200002291231", NumberKind.RESIDENT, date(2000, 2, 29), Sex.MALE),
        ("810000199001010019", NumberKind.RESIDENCE_PERMIT, date(1990, 1, 1), Sex.MALE),
        ("830000199001010012", NumberKind.RESIDENCE_PERMIT, date(1990, 1, 1), Sex.MALE),
        ("911156198801010014", NumberKind.FOREIGNER, date(1988, 1, 1), Sex.MALE),
    ],
)
def test_the_samples_of_the_standards_are_read(number, kind, born, sex):
    read = parse_citizen_number(number, today=TODAY)

    assert (read.number, read.kind, read.birth_date, read.sex) == (number, kind, born, sex)
    assert read.region == number[:6]


@pytest.mark.parametrize(
    "typed",
    ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２ｘ"],
)
def test_every_spelling_of_a_number_is_one_number(typed):
    assert parse_citizen_number(typed, today=TODAY).number == "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "citizen_number.shape"),
        ("62098219900101001", "citizen_number.shape"),
        ("6209821990010100170", "citizen_number.shape"),
        ("62098219900101X017", "citizen_number.shape"),
        ("٦٢٠٩٨٢١٩٩٠٠١٠١٠٠١٧", "citizen_number.shape"),
        ("620982900101001", "citizen_number.first_generation"),
        ("990982199001010017", "citizen_number.region"),
        ("100982199001010017", "citizen_number.region"),
        ("810001199001010019", "citizen_number.region"),
        ("620982199002300017", "citizen_number.birth_date"),
        ("620982000001010017", "citizen_number.birth_date"),
        ("620982202611260017", "citizen_number.birth_in_future"),
        ("620982199001010018", "citizen_number.check_digit"),
    ],
)
def test_a_wrong_number_is_refused_with_its_own_code(typed, code):
    assert fault_of(typed) == code


def test_someone_born_today_has_a_number():
    body = f"620982{TODAY:%Y%m%d}001"

    read = parse_citizen_number(body + citizen_check_digit(body), today=TODAY)

    assert read.birth_date == TODAY


def test_a_refusal_does_not_repeat_the_number():
    with pytest.raises(InvalidCitizenNumber) as refusal:
        parse_citizen_number("620982199001010018", today=TODAY)

    assert "620982" not in str(refusal.value)
    assert "核对" in refusal.value.message


@given(numbers(), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number, place, shift):
    right = 0 if number[place] == "X" else int(number[place])
    wrong = str((right + shift) % 10)

    with pytest.raises(InvalidCitizenNumber):
        parse_citizen_number(number[:place] + wrong + number[place + 1 :], today=TODAY)


@given(numbers(), st.integers(0, 16))
def test_two_neighbours_that_changed_places_are_always_found(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    if swapped != number:
        with pytest.raises(InvalidCitizenNumber):
            parse_citizen_number(swapped, today=TODAY)


@given(numbers())
def test_every_well_formed_number_is_accepted(number):
    assert parse_citizen_number(number, today=TODAY).number == number
