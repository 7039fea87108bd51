"""没搜到的: counted without persons, bounded whoever floods, listed once several have asked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.catalogue.operations import missed_searches as operations
from yangguan.registers.catalogue.operations.missed_searches import (
    count_missed_search,
    dismiss_missed_search,
    purge_missed_searches,
)
from yangguan.registers.catalogue.search_models import DismissedSearch, MissedSearch
from yangguan.registers.catalogue.search_privacy import LONGEST_KEPT, asker_bit, kept_text
from yangguan.registers.catalogue.search_words import missed_searches

NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
TODAY = date(2026, 6, 8)
LOADER = system_actor("测载入")
# Addresses with bits of their own under any secret are not to be had; so many have at least three.
READERS = [f"10.0.0.{n}" for n in range(40)]


def miss(text: str, *readers: str, at: datetime = NOON) -> None:
    for reader in readers or READERS:
        count_missed_search(text=text, has_some=False, address=reader, at=at)


def listed(on: date = TODAY) -> list[str]:
    return [line.text for line in missed_searches(on=on)]


@pytest.mark.django_db
class TestCounting:
    def test_a_text_is_one_row_a_day_however_often_it_is_searched(self, django_assert_num_queries):
        miss("骑骆驼", *["10.0.0.1"] * 3)

        with django_assert_num_queries(1):
            miss(" 骑骆驼 ", "10.0.0.1")

        row = MissedSearch.objects.get()
        assert (row.text, row.count, row.day) == ("骑骆驼", 4, TODAY)
        assert row.askers.bit_count() == 1

    def test_a_day_begins_at_midnight_of_the_city(self):
        miss("骑骆驼", "10.0.0.1", at=datetime(2026, 6, 7, 16, 0, tzinfo=UTC))

        assert MissedSearch.objects.get().day == TODAY

    def test_what_several_readers_searched_is_listed_those_of_most_first(self):
        miss("骑骆驼")
        miss("遛骆驼", *READERS[:25])

        assert listed() == ["骑骆驼", "遛骆驼"]

    def test_what_one_reader_searched_a_hundred_times_is_shown_to_nobody(self):
        miss("骑骆驼", *["10.0.0.1"] * 100)

        assert listed() == []

    def test_what_is_older_than_thirty_days_is_not_listed_and_then_forgotten(self):
        miss("骑骆驼")

        assert listed(TODAY + timedelta(days=29)) == ["骑骆驼"]
        assert listed(TODAY + timedelta(days=30)) == []
        purge_missed_searches(on=TODAY + timedelta(days=32))
        assert not MissedSearch.objects.exists()

    def test_a_flood_leaves_what_several_readers_asked_and_fills_no_table(self, monkeypatch):
        monkeypatch.setattr(operations, "MOST_A_DAY", 20)
        miss("骑骆驼")

        for number in range(100):
            miss(f"洪水{number}", "10.9.9.9")

        assert MissedSearch.objects.count() == 20
        assert listed() == ["骑骆驼"]

    def test_a_full_day_still_counts_what_it_knows(self, monkeypatch):
        monkeypatch.setattr(operations, "MOST_A_DAY", 1)
        miss("骑骆驼", "10.0.0.1")

        miss("骑骆驼", "10.0.0.1")

        assert MissedSearch.objects.get().count == 2

    def test_a_day_full_of_what_several_asked_takes_no_more(self, monkeypatch):
        monkeypatch.setattr(operations, "MOST_A_DAY", 1)
        miss("骑骆驼")

        assert not count_missed_search(text="遛骆驼", has_some=False, address="10.0.0.1", at=NOON)


@pytest.mark.django_db
class TestDismissing:
    def test_a_text_that_was_set_aside_is_not_listed_and_the_act_is_traced_once(self):
        miss("骑骆驼")

        for _ in range(2):
            dismiss_missed_search(text="骑骆驼", by=LOADER, at=NOON)

        assert listed() == []
        acts = TraceEntry.objects.filter(stream__subject="missed-search:骑骆驼")
        assert [act.action for act in acts] == ["missed-search.dismiss"]

    def test_after_half_a_year_it_may_be_listed_again(self):
        dismiss_missed_search(text="骑骆驼", by=LOADER, at=NOON)

        purge_missed_searches(on=TODAY + timedelta(days=181))

        assert not DismissedSearch.objects.exists()

    @pytest.mark.parametrize("text", ["", "\0", "骆" * 40])
    def test_nonsense_is_set_aside_by_nobody(self, text):
        dismiss_missed_search(text=text, by=LOADER, at=NOON)

        assert not DismissedSearch.objects.exists()


class TestPrivacy:
    @pytest.mark.parametrize(
        "text",
        [
            "620982198803128995", "13993712345", "测三 13993712345", "139 9371 2345",
            "139-9371-2345", "6209821988 0312 899X", "someone@example.cn", "https://example.cn/x",
            "www.example.cn", "我叫测三" * 8, "", "？？", "\0", "😀", "骆驼\u202e",
            "０１２３４５６７",
        ],
    )  # fmt: skip
    def test_a_text_that_may_name_somebody_is_not_kept(self, text):
        assert kept_text(text) == ""

    @pytest.mark.parametrize("text", ["骑骆驼", "2026年新政策", "etc", "骑 骆驼", "12345热线"])
    def test_a_text_that_names_a_thing_is(self, text):
        assert kept_text(text) == text

    @given(st.text(max_size=60))
    def test_what_is_kept_is_short_printable_and_stays_as_it_is(self, text):
        kept = kept_text(text)

        assert len(kept) <= LONGEST_KEPT
        assert kept_text(kept) == kept
        assert kept.isprintable() or not kept

    @given(st.from_regex(r"\A\d{7,18}\Z"), st.text(alphabet="骑骆驼 ", max_size=6))
    def test_no_long_number_is_ever_kept(self, number, around):
        assert kept_text(f"{around}{number}") == ""

    @given(st.text(max_size=45), st.binary(min_size=8, max_size=40))
    def test_a_reader_is_one_bit_of_sixty_three(self, address, secret):
        bit = asker_bit(address, secret=secret)

        assert bit.bit_count() == 1
        assert 0 < bit < 2**63
