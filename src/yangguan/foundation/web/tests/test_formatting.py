"""Dates, money, sizes as people read them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from yangguan.foundation.web import formatting

NOW = datetime(2026, 11, 23, 2, 42, tzinfo=UTC)  # 10:42 in Dunhuang


def test_a_day_has_its_weekday():
    assert formatting.day(date(2026, 11, 26)) == "11月26日（周四）"


def test_a_day_of_another_year_names_the_year():
    assert formatting.day(date(2027, 1, 4), today=date(2026, 11, 23)) == "2027年1月4日（周一）"


def test_a_moment_late_in_the_evening_of_utc_is_the_next_day_in_the_city():
    assert formatting.day(datetime(2026, 11, 25, 17, 0, tzinfo=UTC)) == "11月26日（周四）"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 23, 1, 5, tzinfo=UTC), "今天 09:05"),
        (datetime(2026, 11, 22, 15, 59, tzinfo=UTC), "昨天 23:59"),
        (datetime(2026, 11, 18, 8, 20, tzinfo=UTC), "11月18日 16:20"),
        (datetime(2025, 12, 31, 8, 20, tzinfo=UTC), "2025-12-31 16:20"),
    ],
)
def test_a_moment_is_told_as_seen_from_now(at, words):
    assert formatting.moment(at, now=NOW) == words


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "不收费"),
        (5, "0.05 元"),
        (128050, "1,280.50 元"),
        (100000, "1,000 元"),
        (-150, "-1.50 元"),
    ],
)
def test_fen_become_yuan(fen, words):
    assert formatting.yuan(fen) == words


def test_no_days_are_settled_on_the_spot():
    assert formatting.working_days(0) == "当场办结"
    assert formatting.working_days(5) == "5 个工作日"


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (5004, "5 KB"), (1887436, "1.8 MB"), (20971520, "20 MB")]
)
def test_sizes_are_told_in_words_of_the_telephone(size, words):
    assert formatting.file_size(size) == words


def test_the_english_of_one_day_is_singular():
    with translation.override("en"):
        assert formatting.working_days(1) == "1 working day"
        assert formatting.working_days(5) == "5 working days"
