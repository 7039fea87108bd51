"""脱敏: 个人信息保护法 第五十一条."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.identifiers.masking import (
    mask_address,
    mask_bank_account,
    mask_citizen_numbers,
    mask_document_number,
    mask_name,
    mask_phone,
    shown_name,
)


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张*"), ("张三丰", "张*"), ("买买提·艾力", "买*"), (" 李 ", "李*"), ("", "")],
)
def test_a_name_keeps_its_first_character(name, masked):
    assert mask_name(name) == masked


def test_an_organisation_is_shown_in_full():
    assert shown_name("敦煌虚构商贸有限公司", is_organisation=True) == "敦煌虚构商贸有限公司"
    assert shown_name("张三", is_organisation=False) == "张*"


@pytest.mark.parametrize(
    ("number", "tail", "masked"),
    [
        ("620982199001010017", 2, "620982**********17"),
        ("620982199001010017", 4, "620982********0017"),
        ("E12345678", 2, "E******78"),
        ("1234", 2, "****"),
        ("", 2, ""),
    ],
)
def test_a_document_number_keeps_its_ends(number, tail, masked):
    assert mask_document_number(number, tail=tail) == masked


@pytest.mark.parametrize("tail", [0, 5])
def test_no_page_can_ask_for_more_of_a_document_number(tail):
    with pytest.raises(ValueError, match="two to four"):
        mask_document_number("620982199001010017", tail=tail)


@pytest.mark.parametrize(
    ("phone", "masked"), [("13812345678", "138****5678"), ("8822123", "*****23"), ("110", "***")]
)
def test_a_phone_number_keeps_its_ends(phone, masked):
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("account", "masked"),
    [("6222 0212 3456 7890 123", "***************0123"), ("1234567", "*******")],
)
def test_a_bank_account_keeps_its_last_four(account, masked):
    assert mask_bank_account(account) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("甘肃省敦煌市沙州镇文庙社区示例巷1号", "甘肃省敦煌市****"),
        ("敦煌市阳关东路1号", "敦煌市****"),
        ("甘肃省酒泉市敦煌市七里镇", "甘肃省酒泉市敦煌市****"),
        ("甘肃省临夏回族自治州临夏县土桥镇", "甘肃省临夏回族自治州临夏县****"),
        ("北京市海淀区中关村大街1号", "北京市海淀区****"),
        ("敦煌市三危社区5栋", "敦煌市****"),
        ("阳关市场3号", "****"),
        ("沙州镇阳关东路1号", "****"),
        ("", ""),
    ],
)
def test_an_address_ends_at_the_county(address, masked):
    assert mask_address(address) == masked


@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_masking_never_gives_the_whole_away(text):
    for mask in (mask_name, mask_document_number, mask_phone, mask_bank_account, mask_address):
        assert mask(text).count("*") >= 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("测某，户主，62098219880312899X", "测某，户主，620982**********9X"),
        ("620982198803128995", "620982**********95"),
        ("SMPSC0012026000001", "SMPSC0012026000001"),
        ("91620982XNQY000105", "91620982XNQY000105"),
    ],
)
def test_citizen_numbers_are_masked_wherever_they_stand_in_a_text(text, shown):
    assert mask_citizen_numbers(text) == shown
