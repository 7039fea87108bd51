"""查询码."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.identifiers.errors import InvalidLookupCode
from yangguan.foundation.identifiers.lookup_code import (
    ALPHABET,
    LENGTH,
    is_lookup_code,
    new_lookup_code,
    parse_lookup_code,
    show_lookup_code,
)


@pytest.mark.parametrize("family", ["0ODQ", "1IL", "2Z", "5S", "6G", "8B", "UV", "MN"])
def test_no_two_characters_look_alike(family):
    assert len(set(family) & set(ALPHABET)) <= 1


def test_codes_come_from_the_source_of_secrets(monkeypatch):
    monkeypatch.setattr(secrets, "choice", lambda alphabet: alphabet[3])

    assert new_lookup_code() == ALPHABET[3] * LENGTH


def test_codes_do_not_repeat():
    assert len({new_lookup_code() for _time in range(1000)}) == 1000


def test_a_code_is_shown_in_two_groups():
    assert show_lookup_code("K7MP3XAH") == "K7MP-3XAH"


@pytest.mark.parametrize(
    "typed", ["k7mp3xah", " K7MP 3XAH ", "Ｋ７ＭＰ－３ＸＡＨ", "k7mp—3xah", "K7MP\u200b-3XAH"]
)
def test_any_spelling_of_the_code_opens(typed):
    assert is_lookup_code(typed, expected="K7MP3XAH")


@pytest.mark.parametrize("typed", ["", "K7MP3XA", "K7MP3XAHH", "K7MP3XAO", "张三", "K7MP3XAK"])
def test_anything_else_does_not_open(typed):
    assert not is_lookup_code(typed, expected="K7MP3XAH")


def test_what_cannot_be_a_code_is_told():
    with pytest.raises(InvalidLookupCode) as refusal:
        parse_lookup_code("K7MP-3XA0")

    assert refusal.value.code == "lookup_code.shape"


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_what_is_shown_is_read_back(code):
    assert parse_lookup_code(show_lookup_code(code).lower()) == code


@given(st.text())
def test_no_text_breaks_the_comparison(typed):
    assert is_lookup_code(typed, expected="K7MP3XAH") in {True, False}
