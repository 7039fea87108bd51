"""Finding items: by their words, by what people call things, by pinyin."""

import pytest

from yangguan.registers.catalogue.search import search_items

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


def names(found):
    return [item.name for item in found.items]


def test_the_words_of_an_item_find_it_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = search_items("食品经营许可")

    assert "食品经营许可" in names(found)[0]
    assert (found.is_loose, found.instead) == (False, "")


@pytest.mark.parametrize("text", ["shipinjingying", "spjyxk"])
def test_pinyin_and_initials_find_an_item(text):
    assert any("食品经营" in name for name in names(search_items(text)))


def test_what_people_say_finds_what_the_law_calls_it_in_three_queries(django_assert_num_queries):
    with django_assert_num_queries(3):  # the words, what they stand for, that
        found = search_items("我想开饭馆")

    assert "食品经营" in names(found)[0]
    assert (found.is_loose, found.instead) == (False, "食品经营")


def test_the_longest_everyday_word_counts():
    assert search_items("怎么换身份证啊").instead == "居民身份证"


def test_a_part_of_the_words_is_better_than_nothing():
    found = search_items("食品飞碟")

    assert found.is_loose
    assert found.items


def test_items_with_two_words_in_a_row_come_before_those_with_one():
    found = search_items("食品经营飞碟许可")

    assert found.is_loose
    assert all("食品经" in name or "品经营" in name for name in names(found)[:5])


@pytest.mark.parametrize("text", ["飞碟", "", "???", "' | !", "zzzzqqq"])
def test_nothing_is_found_for(text):
    assert search_items(text).items == ()
