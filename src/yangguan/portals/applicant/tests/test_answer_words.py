"""Answers of every type as people read them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yangguan.portals.applicant.answer_words import answer_lines
from yangguan.registers.catalogue.answers import field_fault, read_value
from yangguan.registers.catalogue.sample_answers import sample_citizen_number
from yangguan.registers.catalogue.tests.every_type import every_field, hostile

FIELDS = every_field()
NUMBER = sample_citizen_number(7)
PLACES = {"620982101007": "沙州镇文庙社区"}


@pytest.mark.parametrize(
    ("element", "value", "lines"),
    [
        ("home", {"region": "620982101007", "detail": "8 号"}, ("沙州镇文庙社区8 号",)),
        ("season", {"from": "2026-07-01", "to": "2026-07-31"}, ("2026-07-01 至 2026-07-31",)),
        ("spot", {"longitude": 94.66, "latitude": 40.14}, ("东经 94.66°，北纬 40.14°",)),
        ("visit", "2026-07-01T09:30", ("2026-07-01 09:30",)),
        ("share", 33.3, ("33.3%",)),
        ("headcount", 3, ("3 人",)),
        ("capital", "1200.50", ("1200.50 元",)),
        ("total_area", 9, ("9.0 平方米",)),
        ("is_large", False, ("否",)),
        ("rules_read", True, ("是",)),
        ("goods", ["水果", "干果"], ("水果", "干果")),
        ("stalls", [["甲", "水果", "3", "", "2026-07-01"]], ("甲，水果，3，2026-07-01",)),
        ("plate", "甘F12345", ("甘F12345",)),
        ("own_hand", None, ()),
    ],
)
def test_an_answer_is_told_with_its_unit_and_its_places(
    element: str, value: object, lines: tuple[str, ...]
) -> None:
    assert answer_lines(FIELDS[element], value, regions=PLACES) == lines


def test_numbers_of_persons_are_masked_except_for_the_officer_at_work() -> None:
    person = {"name": "测鸣沙", "id_type": "护照", "id_number": "E12345678", "phone": "13800138000"}

    assert answer_lines(FIELDS["own_number"], NUMBER, regions={}) == (
        f"620982**********{NUMBER[-2:]}",
    )
    assert answer_lines(FIELDS["own_number"], NUMBER, regions={}, is_whole=True) == (NUMBER,)
    masked = answer_lines(FIELDS["operator"], person, regions={})
    assert masked[:2] == ("姓名：测鸣沙", "证件类型：护照")
    assert "E12345678" not in "".join(masked)
    assert "13800138000" not in "".join(masked)
    assert "62000000" not in answer_lines(FIELDS["account"], "6200000000000000000", regions={})[0]
    whole = answer_lines(FIELDS["operator"], person, regions={}, is_whole=True)
    assert whole[2:] == ("证件号码：E12345678", "联系电话：13800138000")


@settings(max_examples=300)
@given(element=st.sampled_from(sorted(FIELDS)), raw=hostile)
def test_what_is_accepted_can_be_shown(element: str, raw: object) -> None:
    field = FIELDS[element]
    value = read_value(field, raw)

    if value is not None and not field_fault(field, value, files=(), today=date(2026, 6, 8)):
        assert answer_lines(field, value, regions={})
