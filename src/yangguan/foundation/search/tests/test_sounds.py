"""How sounds are cut and compared: pinyin, initials, slips of the fingers, wrong characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.search import sounds, words
from yangguan.foundation.search.sounds import (
    cuts,
    letters_query,
    same_sound_query,
    slipped_query,
    sound_terms,
)

NAME = "食品经营许可"
TERMS = set(sound_terms(NAME))


def is_found(query: str) -> bool:
    """Whether a query without brackets is satisfied by the terms of the name."""
    ways = [way.strip("() ").split(" & ") for way in query.split(" | ")]
    return any(all(has(term.strip("() ")) for term in way) for way in ways)


def has(term: str) -> bool:
    if term.endswith(":*"):
        return any(each.startswith(term.strip("':*")) for each in TERMS)
    return term.strip("'") in TERMS


@pytest.mark.parametrize("typed", ["shipinjingyingxuke", "jingying", "spjyxk", "jyx", "sp"])
def test_pinyin_and_initials_of_any_part_find_a_name(typed):
    assert is_found(letters_query(typed))


@pytest.mark.parametrize("typed", ["sipinjinyin", "shipinjinyinxuke", "jinying"])
def test_sounds_that_are_mixed_up_are_the_same(typed):
    assert is_found(letters_query(typed))


@pytest.mark.parametrize("end", range(3, len("shipinjingying") + 1))
def test_a_name_is_found_at_every_letter_of_its_pinyin(end):
    assert is_found(letters_query("shipinjingying"[:end]))


def test_a_single_syllable_finds_what_begins_with_it():
    assert "'Si':*" in letters_query("shi")
    assert "'SiP':*" in letters_query("ship")


def test_every_way_to_cut_letters_is_tried():
    assert {("fang", "an"), ("fan", "gan")} <= set(cuts("fangan")[0])


@pytest.mark.parametrize(
    "typed",
    ["shipinjignying", "shpinjingying", "shiipinjingying", "spinjingying", "shipinjngying"],
)
def test_a_slip_of_the_fingers_is_mended(typed):
    assert is_found(slipped_query(typed))


@pytest.mark.parametrize("typed", ["zzzzqqq", "qwrtpsdfgh", "食品", "12345", "", "a"])
def test_what_is_far_from_pinyin_is_not(typed):
    assert slipped_query(typed) == ""


@pytest.mark.parametrize("typed", ["食品经赢许可", "时品经营许可", "石品京营许可"])
def test_a_wrong_character_that_sounds_the_same_is_found(typed):
    wanted = same_sound_query(typed).split(" & ")

    assert all(set(term.strip("()").replace("'", "").split(" | ")) & TERMS for term in wanted)


def test_characters_that_are_not_read_are_asked_for_by_nobody():
    assert same_sound_query("食") == ""
    assert same_sound_query("☃☃") == ""


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz '", max_size=80))
def test_letters_never_make_what_a_query_language_would_misread(typed):
    for query in (letters_query(typed), slipped_query(typed)):
        assert set(query) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'&|():* ")
        assert query.count("'") % 2 == 0


@given(st.text(max_size=60))
def test_any_text_makes_terms_of_letters_alone(text):
    assert all(term.isascii() and term.isalpha() for term in sound_terms(text))
    assert set(same_sound_query(text)) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'&|() "
    )


@given(st.text(alphabet=NAME + "证办理居住登记", min_size=2, max_size=12))
def test_what_a_character_table_reads_agrees_with_the_dictionary(text):
    """Each common reading of the dictionaries that publication uses is one the query knows."""
    known = sounds._readings()

    spelled = words.han_syllables(text)

    assert all(syllable in known[each] for each, syllable in zip(text, spelled, strict=True))
