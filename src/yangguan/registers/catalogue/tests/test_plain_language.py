"""Whether people can read what a guide says."""

import msgspec
import pytest

from yangguan.registers.catalogue.plain_language import reading, text_warnings
from yangguan.registers.catalogue.tests.test_comparison import PLAN, content


@pytest.mark.parametrize(
    ("text", "level"),
    [("", 1), ("请带身份证。当场办完。", 1), ("字" * 30 + "。", 3), ("字" * 80, 5)],
)
def test_short_sentences_are_easy_and_long_ones_are_hard(text, level):
    assert reading(text).level == level


@pytest.mark.parametrize("name", ["其他材料", "法律法规规定的其他材料", "营业执照等材料"])
def test_a_material_that_leaves_open_what_is_asked_for_is_told(name):
    vague = msgspec.structs.replace(PLAN, name=name)

    assert [fault.code for fault in text_warnings(content(materials=(vague,)))] == [
        "vague-material"
    ]


def test_a_condition_of_one_endless_sentence_is_told():
    long = content(materials=(), conditions=("有" * 61,))

    assert [fault.code for fault in text_warnings(long)] == ["long-sentence"]
