"""R2.3: one item, one name; what looks alike is alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.catalogue.item_names import item_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("食品 经营许可", "食品经营许可"), ("食品经营许可（ ）", "食品经营许可"),
        ("许可（（））", "许可"),
        ("a b 证\n（新办）", "a b 证（新办）"), ("GB 2760 备案", "GB 2760 备案"),
    ],
)  # fmt: skip
def test_blanks_and_empty_brackets_are_no_part_of_a_name(written, name):
    assert item_name(written) == name


@given(st.text("食品（）() 《》a\n"))
def test_a_name_is_spelled_once(text):
    assert item_name(item_name(text)) == item_name(text)
