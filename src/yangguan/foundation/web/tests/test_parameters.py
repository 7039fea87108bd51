"""Numbers that a request sends: whatever is sent, a page answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.web.parameters import revision_number, whole_number


@given(number=st.integers(0, 999_999_999))
def test_a_number_is_read(number):
    assert whole_number(str(number)) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "１２", "²", "9" * 10, "9" * 5_000, " 1", "x"])
def test_anything_else_is_none(text):
    assert whole_number(text) is None
    assert revision_number(text) == -1


@given(text=st.text(max_size=30))
def test_no_text_breaks_it(text):
    assert revision_number(text) >= -1
