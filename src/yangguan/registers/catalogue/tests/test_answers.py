"""Each type of answer: what is read from what people write, what is refused, and in which words."""

import json
from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yangguan.registers.catalogue.answers import (
    answer_faults,
    field_fault,
    kept_answers,
    read_value,
    visible_fields,
    with_computed,
)
from yangguan.registers.catalogue.content import (
    FIELD_TYPES,
    FieldType,
    FormField,
    FormGroup,
    decode,
    encode,
)
from yangguan.registers.catalogue.sample_answers import (
    sample_answers,
    sample_citizen_number,
    sample_credit_code,
)
from yangguan.registers.catalogue.tests.every_type import every_field, every_group, hostile
from yangguan.registers.catalogue.tests.written_contents import base as content
from yangguan.registers.standards.states import ElementType

TODAY = date(2026, 6, 8)
FIELDS = every_field()
FORM = content(form=every_group())
PERSON = {"name": "测鸣沙", "id_type": "居民身份证", "id_number": sample_citizen_number(7)}


def fault(element: str, raw: object) -> str:
    field = FIELDS[element]
    return field_fault(field, read_value(field, raw), files=(), today=TODAY)


@pytest.mark.parametrize(
    ("element", "written", "stored"),
    [
        ("stall_name", "  鸣沙\r\n果行\x00 ", "鸣沙\n果行"),
        ("own_number", f" {sample_citizen_number(7)[:6]} {sample_citizen_number(7)[6:]}",
         sample_citizen_number(7)),
        ("company_code", sample_credit_code(3).lower(), sample_credit_code(3)),
        ("hand_phone", "+86 138-0013-8000", "13800138000"),
        ("desk_phone", "（0937）8822001", "09378822001"),
        ("desk_phone", "12345", "12345"),
        ("mail", " name@example.cn ", "name@example.cn"),
        ("post", "７３６２００", "736200"),
        ("account", "6200 0000 0000 0000 000", "6200000000000000000"),
        ("plate", "甘f·d12345", "甘FD12345"),
        ("headcount", "１２", 12),
        ("headcount", "3.0", 3),
        ("size", "1,200.5", 1200.5),
        ("capital", "¥12,000.50元", "12000.50"),
        ("share", "33.3", 33.3),
        ("start", "2026年7月1日", "2026-07-01"),
        ("start", "2026/7/1", "2026-07-01"),
        ("paid_to", "2026年7月", "2026-07"),
        ("since", "2019年", "2019"),
        ("opens", "9:30", "09:30"),
        ("visit", "2026-7-1 9:30", "2026-07-01T09:30"),
        ("is_new", "否", False),
        ("rules_read", "true", True),
        ("goods", ["水果", "", "水果"], ["水果"]),
        ("season", {"from": "2026/7/1", "to": "2026-07-31", "by": "x"},
         {"from": "2026-07-01", "to": "2026-07-31"}),
        ("home", {"region": "620982101007", "detail": " 1 号 "},
         {"region": "620982101007", "detail": "1 号"}),
        ("operator", {**PERSON, "phone": ""}, PERSON),
        ("spot", {"longitude": "94.6617", "latitude": "40.1421"},
         {"longitude": 94.6617, "latitude": 40.1421}),
        ("stalls", [["甲", "水果", "4.50", "３", "2026/7/1"], ["", "", "", "", ""]],
         [["甲", "水果", "4.5", "3", "2026-07-01"]]),
        ("stalls", [{"名称": "甲", "种类": "水果", "面积（平方米）": 4, "数量": 1}],
         [["甲", "水果", "4", "1", ""]]),
        ("own_hand", "测鸣沙", "测鸣沙"),
    ],
)  # fmt: skip
def test_what_people_write_is_stored_in_one_shape_and_accepted(
    element: str, written: object, stored: object
) -> None:
    assert read_value(FIELDS[element], written) == stored
    assert fault(element, written) == ""


@pytest.mark.parametrize(
    ("element", "written", "words"),
    [
        ("stall_name", "长" * 21, "最多 20 个字"),
        ("own_number", "620982199001010000", "校验位"),
        ("company_code", "91620982XNYL0000X0", ""),
        ("hand_phone", "1380013800", "11 位"),
        ("desk_phone", "8822", "区号"),
        ("mail", "name@", "电子邮箱"),
        ("post", "73620", "6 位"),
        ("account", "6200000000000000001", "校验位"),
        ("account", "62-甲", "8 到 30 位"),
        ("plate", "甘FI2345", "车牌号"),
        ("headcount", "3.5", "整数"),
        ("headcount", "0", "不能小于 1人"),
        ("headcount", "51", "不能大于 50人"),
        ("size", "3.55", "1 位小数"),
        ("size", "很大", "数字"),
        ("size", "1e9", "数字"),
        ("size", "9" * 40, "太大"),
        ("capital", "1.005", "两位小数"),
        ("capital", "-1", "两位小数"),
        ("capital", "1000000.01", "不能大于"),
        ("share", "100.1", "不能大于 100"),
        ("start", "2026-02-30", "日期"),
        ("start", "2026-W27-3", "日期"),
        ("start", "1700-01-01", "年份"),
        ("paid_to", "2026-13", "年月"),
        ("since", "26", "四位年份"),
        ("opens", "25:00", "时间"),
        ("visit", "2026-07-01", "时间"),
        ("way", "船", "选项"),
        ("goods", ["水果", "船"], "选项"),
        ("is_new", "也许", "是"),
        ("rules_read", "false", "请先确认"),
        ("area_code", "敦煌", "地区"),
        ("season", {"from": "2026-07-31", "to": "2026-07-01"}, "不能早于开始"),
        ("season", {"from": "2025-12-31", "to": "2026-07-01"}, "开始日期：不能早于 2026-01-01"),
        ("season", {"from": "2026-07-31"}, "请填写结束日期"),
        ("season", "整个夏天", "逐项"),
        ("home", {"detail": "1 号"}, "请选择镇和村"),
        ("operator", {**PERSON, "id_number": "620982199001010000"}, "校验位"),
        ("operator", {**PERSON, "id_type": "借书证"}, "选项"),
        ("company", {"name": "某公司"}, "统一社会信用代码"),
        ("spot", {"longitude": "116.4", "latitude": "39.9"}, "经度：不能大于"),
        ("spot", {"longitude": "94.12345678", "latitude": "40"}, "6 位小数"),
        ("stalls", [["甲", "船", "1", "1", ""]], "第 1 行的“种类”：请从列出的选项里选"),
        ("stalls", [["甲", "水果", "1", "1.5", ""]], "第 1 行的“数量”：请填整数"),
        ("stalls", [["甲"] * 4], "栏目不对"),
        ("stalls", [["甲", "水果", "1", "1", ""]] * 6, "最多 5 行"),
        ("stalls", [], "请填写摊位清单"),
        ("own_hand", "", "请签名"),
    ],
)
def test_what_will_not_do_is_refused_in_words_that_say_what_will(
    element: str, written: object, words: str
) -> None:
    said = fault(element, written)

    assert said
    assert words in said


def test_an_optional_answer_of_parts_is_either_left_out_or_whole() -> None:
    assert fault("company", {"name": "", "credit_code": ""}) == ""
    assert "单位名称" in fault("company", {"credit_code": sample_credit_code(1)})


def test_a_picture_in_its_slot_is_a_signature_and_so_is_a_typed_name() -> None:
    field = FIELDS["own_hand"]

    assert field_fault(field, None, files={"own_hand"}, today=TODAY) == ""
    assert field_fault(field, "测鸣沙", files=(), today=TODAY) == ""
    assert field_fault(field, None, files={"layout"}, today=TODAY) != ""


def test_a_computed_value_is_worked_out_whatever_was_sent() -> None:
    stalls = [["甲", "水果", "40.5", "3", ""], ["乙", "干果", "", "9", ""]]
    sent = {"own_capital": "1000000", "total_area": 7}
    answers = {"capital": "12000", "share": 33.3, "stalls": stalls, **sent}

    assert read_value(FIELDS["own_capital"], "1000000") is None
    kept = kept_answers(FORM, answers)
    assert kept["own_capital"] == 3996
    assert kept["total_area"] == 121.5
    assert kept["is_large"] is True
    assert with_computed(FORM, answers) == answers | kept


def test_a_computed_value_without_its_parts_is_none_and_brings_up_nothing() -> None:
    kept = kept_answers(FORM, {"capital": "12000"})

    assert "own_capital" not in kept
    assert kept["is_large"] is False
    assert "large_reason" not in {field.element for field in visible_fields(FORM, kept)}


def test_a_computed_value_brings_up_what_hangs_on_it() -> None:
    large = {"stalls": [["甲", "水果", "101", "1", ""]], "large_reason": "两个门面"}

    assert kept_answers(FORM, large)["large_reason"] == "两个门面"
    assert "large_reason" not in kept_answers(FORM, large | {"stalls": [["甲", "", "1", "1", ""]]})


def test_a_hidden_computed_value_counts_for_nothing() -> None:
    hidden = FormField(
        element="twice",
        label="两倍",
        type="computed",
        compute={"*": [{"var": "n"}, 2]},
        shown_if=FIELDS["plate"].shown_if,
    )
    after = FormField(
        element="more", label="更多", type="computed", compute={"+": [{"var": "twice"}, 1]}
    )
    group = (FormGroup(key="a", title="甲", fields=(
        FIELDS["way"], FormField(element="n", label="数", type="number"), hidden, after,
    )),)  # fmt: skip
    form = content(form=group)

    assert kept_answers(form, {"n": 2, "way": "车辆"}) == {
        "n": 2,
        "way": "车辆",
        "twice": 4,
        "more": 5,
    }
    assert kept_answers(form, {"n": 2, "way": "摊位", "twice": 9}) == {"n": 2, "way": "摊位"}


def test_the_sample_answers_every_type_and_nothing_is_wrong_with_it() -> None:
    answers = sample_answers(FORM, today=TODAY)

    assert {field.type for field in FIELDS.values()} == set(get_args(FieldType))
    assert answer_faults(FORM, answers, files=(), today=TODAY) == []
    assert json.loads(json.dumps(answers)) == answers


def test_an_edition_from_before_is_read_as_it_was() -> None:
    said = {"required": True, "choices": [], "columns": [], "help": "", "shown_if": None}
    old = json.loads(encode(content()))
    for group in old["form"]:
        group["fields"] = [said | field for field in group["fields"]]

    assert decode(json.dumps(old)) == content()


@settings(max_examples=400)
@given(element=st.sampled_from(sorted(FIELDS)), raw=hostile)
def test_whatever_is_sent_can_be_stored(element: str, raw: object) -> None:
    field = FIELDS[element]

    value = read_value(field, raw)

    json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    field_fault(field, value, files=(), today=TODAY)
    kept_answers(FORM, {element: value})


def test_the_dictionary_of_elements_knows_every_type_of_field():
    assert set(ElementType) == set(FIELD_TYPES)
