"""基本编码, 实施编码, 业务办理项编码."""

import pytest

from yangguan.foundation.identifiers.errors import InvalidItemCode
from yangguan.foundation.identifiers.item_codes import (
    compose_basic_code,
    compose_handling_code,
    compose_implementation_code,
    parse_basic_code,
    parse_handling_code,
    parse_implementation_code,
)

IMPLEMENTATION = "11370800MB285591843370117002011"


def test_a_basic_code_is_taken_apart():
    code = parse_basic_code("370117002011")

    assert (code.region, code.item_type, code.field) == ("37", "01", "17")
    assert (code.main_item, code.sub_item) == ("002", "011")


def test_a_real_implementation_code_is_taken_apart():
    code = parse_implementation_code(IMPLEMENTATION)

    assert (code.organ, code.level) == ("11370800MB28559184", "3")
    assert code.basic.code == "370117002011"


def test_a_handling_code_is_taken_apart():
    code = parse_handling_code(IMPLEMENTATION + "01")

    assert (code.implementation.code, code.serial) == (IMPLEMENTATION, "01")


def test_composing_gives_back_what_was_taken_apart():
    basic = compose_basic_code(
        region="37", item_type="01", field="17", main_item="002", sub_item="011"
    )
    implementation = compose_implementation_code(
        organ="11370800mb28559184", level="3", basic=basic.code
    )
    handling = compose_handling_code(implementation=implementation.code, serial=7)

    assert implementation.code == IMPLEMENTATION
    assert handling.code == IMPLEMENTATION + "07"


def test_types_for_extension_and_other_numberings_are_known():
    assert parse_basic_code("442199806003").item_type == "21"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("37011700201", "item_code.basic_shape"),
        ("37011700201A", "item_code.basic_shape"),
        ("990117002011", "item_code.region"),
        ("373017002011", "item_code.item_type"),
    ],
)
def test_a_wrong_basic_code_is_refused(typed, code):
    with pytest.raises(InvalidItemCode) as refusal:
        parse_basic_code(typed)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (IMPLEMENTATION[:-1], "item_code.implementation_shape"),
        ("11370800MB28559185" + IMPLEMENTATION[18:], "item_code.organ"),
        (IMPLEMENTATION[:18] + "8" + IMPLEMENTATION[19:], "item_code.level"),
        (IMPLEMENTATION[:19] + "990117002011", "item_code.region"),
    ],
)
def test_a_wrong_implementation_code_is_refused(typed, code):
    with pytest.raises(InvalidItemCode) as refusal:
        parse_implementation_code(typed)

    assert refusal.value.code == code


@pytest.mark.parametrize("typed", [IMPLEMENTATION, IMPLEMENTATION + "1", IMPLEMENTATION + "0A"])
def test_a_wrong_handling_code_is_refused(typed):
    with pytest.raises(InvalidItemCode) as refusal:
        parse_handling_code(typed)

    assert refusal.value.code == "item_code.handling_shape"


@pytest.mark.parametrize("serial", [0, 100])
def test_a_handling_serial_has_two_digits(serial):
    with pytest.raises(InvalidItemCode):
        compose_handling_code(implementation=IMPLEMENTATION, serial=serial)


def test_parts_of_a_wrong_length_do_not_slip_into_each_other():
    with pytest.raises(InvalidItemCode):
        compose_basic_code(region="3", item_type="701", field="17", main_item="002")
