"""办件编号."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.identifiers.case_number import compose_case_number, parse_case_number
from yangguan.foundation.identifiers.errors import InvalidCaseNumber

ITEM = "12441500196720244T3442199806003"
DAY = date(2022, 6, 23)


def test_the_number_is_item_day_and_serial():
    number = compose_case_number(implementation_code=ITEM, day=DAY, serial=1)

    assert number == ITEM + "20220623" + "0001"
    assert len(number) == 43


def test_a_busy_day_makes_the_serial_longer_and_not_wrong():
    number = compose_case_number(implementation_code=ITEM, day=DAY, serial=10_000)

    assert number.endswith("2022062310000")
    assert parse_case_number(number).serial == 10_000


@given(st.dates(date(2017, 1, 1), date(2099, 12, 31)), st.integers(1, 10**11 - 1))
def test_every_number_is_read_back_and_fits_the_column(day, serial):
    number = compose_case_number(implementation_code=ITEM, day=day, serial=serial)

    read = parse_case_number(number)

    assert len(number) <= 50
    assert (read.number, read.implementation_code) == (number, ITEM)
    assert (read.day, read.serial) == (day, serial)


def test_a_number_copied_with_blanks_and_full_width_digits_is_read():
    assert parse_case_number(f"{ITEM[:18].lower()} {ITEM[18:]} ２０２２０６２３ 0001").serial == 1


@pytest.mark.parametrize("serial", [0, -1, 10**11])
def test_a_serial_out_of_range_makes_no_number(serial):
    with pytest.raises(InvalidCaseNumber) as refusal:
        compose_case_number(implementation_code=ITEM, day=DAY, serial=serial)

    assert refusal.value.code == "case_number.serial"


def test_an_item_without_a_full_code_makes_no_number():
    with pytest.raises(InvalidCaseNumber) as refusal:
        compose_case_number(implementation_code=ITEM[:-1], day=DAY, serial=1)

    assert refusal.value.code == "case_number.item"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "case_number.shape"),
        (ITEM + "20220623" + "001", "case_number.shape"),
        (ITEM + "20220623" + "0000", "case_number.shape"),
        (ITEM + "20220623" + "00001", "case_number.shape"),
        (ITEM + "20220623" + "1" * 12, "case_number.shape"),
        (ITEM + "20220631" + "0001", "case_number.day"),
    ],
)
def test_a_wrong_number_is_refused_with_its_own_code(typed, code):
    with pytest.raises(InvalidCaseNumber) as refusal:
        parse_case_number(typed)

    assert refusal.value.code == code
