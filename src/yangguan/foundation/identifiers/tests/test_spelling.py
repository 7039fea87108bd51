"""One spelling for what people type."""

from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.identifiers.spelling import plain


def test_full_width_lower_case_blanks_and_dashes_do_not_count():
    assert plain(" １２ａb\u3000—\u200b－x\n") == "12AB--X"


@given(st.text(st.characters(max_codepoint=0x7F) | st.sampled_from("张３Ａｚ—　－·")))
def test_a_plain_text_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)
