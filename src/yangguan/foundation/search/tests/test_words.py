"""How text is cut: index and query agree, whatever part of a name is typed."""

from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.search.words import index_terms, is_latin, pinyin, query_terms


def test_every_part_of_a_name_is_found_by_its_bigrams():
    assert set(query_terms("经营许可")) <= set(index_terms("食品经营许可证"))


def test_full_width_and_case_do_not_matter():
    assert query_terms("ＡＢＣ１２３") == ["abc123"]


def test_pinyin_and_initials():
    assert pinyin("食品经营许可") == "shipinjingyingxuke spjyxk"


def test_a_query_in_latin_letters_is_told_from_chinese():
    assert is_latin("spjyxk")
    assert not is_latin("办 zhao")


@given(st.text(alphabet="食品经营许可证办理居住登记", min_size=2, max_size=20), st.data())
def test_any_cut_of_two_characters_or_more_is_found(name, data):
    start = data.draw(st.integers(0, len(name) - 2))
    end = data.draw(st.integers(start + 2, len(name)))

    assert set(query_terms(name[start:end])) <= set(index_terms(name))


@given(st.text(max_size=60))
def test_terms_never_carry_what_a_query_language_would_read(text):
    assert all(term.isalnum() for term in [*index_terms(text), *query_terms(text)])
