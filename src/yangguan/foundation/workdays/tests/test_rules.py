"""Time limits: 行政许可法 第八十二条; 民法典 第二百零一条, 第二百零三条."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.foundation.workdays.errors import (
    CalendarUnknown,
    DaysOutOfRange,
    StopBackwards,
    StopNeverEnds,
)
from yangguan.foundation.workdays.rules import MAX_DAYS, STOPPED, SkippedDay, Stop

CALENDAR = official_calendar()


def stop(start: str, end: str | None, reason: str = STOPPED) -> Stop:
    return Stop(date.fromisoformat(start), date.fromisoformat(end) if end else None, reason)


def in_stop(day: date, stops: list[Stop]) -> bool:
    return any(s.start <= day and (s.end is None or day < s.end) for s in stops)


def walked(start: date, days: int, stops: list[Stop]) -> tuple[date, list[date]]:
    """The same count, a day at a time: slow and plain."""
    day, skipped = start, []
    left = days
    if days == 0:
        day, left = start - timedelta(1), 1
    while left:
        day += timedelta(1)
        if CALENDAR.is_working_day(day) and not in_stop(day, stops):
            left -= 1
        else:
            skipped.append(day)
    return day, skipped


@st.composite
def some_stops(draw) -> list[Stop]:
    stops = []
    for _number in range(draw(st.integers(0, 4))):
        start = draw(st.dates(date(2017, 1, 1), date(2025, 1, 1)))
        stops.append(Stop(start, start + timedelta(draw(st.integers(0, 60)))))
    return stops


@pytest.mark.parametrize(
    ("accepted", "days", "stops", "due"),
    [
        ("2026-02-12", 5, [], "2026-02-26"),
        ("2025-09-24", 20, [], "2025-10-28"),
        ("2026-04-30", 1, [], "2026-05-06"),
        ("2026-04-30", 4, [], "2026-05-09"),
        ("2025-12-30", 2, [], "2026-01-04"),
        ("2026-03-02", 20, [], "2026-03-30"),
        ("2026-03-02", 20, [stop("2026-03-10", "2026-03-19")], "2026-04-09"),
        ("2026-03-02", 30, [], "2026-04-14"),
        ("2026-03-02", 45, [], "2026-05-08"),
    ],
)
def test_the_worked_examples_come_out(accepted, days, stops, due):
    assert CALENDAR.add(date.fromisoformat(accepted), days, stops).due == date.fromisoformat(due)


def test_every_skipped_day_is_told_with_its_reason():
    due = CALENDAR.add(date(2026, 4, 30), 4)

    assert due.skipped == tuple(SkippedDay(date(2026, 5, day), "劳动节") for day in range(1, 6))


def test_a_weekend_day_is_told_by_its_name():
    due = CALENDAR.add(date(2026, 3, 6), 1)

    assert due.skipped == (
        SkippedDay(date(2026, 3, 7), "星期六"),
        SkippedDay(date(2026, 3, 8), "星期日"),
    )


def test_a_stop_takes_its_first_day_and_not_its_last():
    due = CALENDAR.add(date(2026, 3, 2), 20, [stop("2026-03-10", "2026-03-19", "听证")])

    stopped = [day.date for day in due.skipped if day.reason == "听证"]

    assert len(stopped) == 7
    assert (stopped[0], stopped[-1]) == (date(2026, 3, 10), date(2026, 3, 18))


def test_stops_that_overlap_or_touch_are_counted_once():
    apart = [stop("2026-03-12", "2026-03-19"), stop("2026-03-10", "2026-03-13")]
    touching = [stop("2026-03-10", "2026-03-12"), stop("2026-03-12", "2026-03-19")]
    whole = [stop("2026-03-10", "2026-03-19")]

    ends = {
        CALENDAR.add(date(2026, 3, 2), 20, stops) for stops in map(tuple, (apart, touching, whole))
    }

    assert len(ends) == 1


def test_a_stop_that_began_before_the_limit_takes_only_its_rest():
    due = CALENDAR.add(date(2026, 3, 2), 1, [stop("2016-01-01", "2026-03-05")])

    assert due.due == date(2026, 3, 5)


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-03"])
def test_an_empty_stop_changes_nothing(day):
    assert CALENDAR.add(date(2026, 3, 2), 1, [stop(day, day)]).due == date(2026, 3, 3)


def test_a_limit_that_runs_into_an_open_stop_has_no_end():
    with pytest.raises(StopNeverEnds, match="2026-03-10"):
        CALENDAR.add(date(2026, 3, 2), 20, [stop("2026-03-10", None)])


def test_a_limit_that_ends_before_an_open_stop_is_not_touched_by_it():
    due = CALENDAR.add(date(2026, 3, 2), 5, [stop("2026-03-10", None)])

    assert due.due == date(2026, 3, 9)


def test_an_open_stop_swallows_the_stops_after_it():
    stops = [stop("2026-03-20", "2026-03-25"), stop("2026-03-10", None)]

    with pytest.raises(StopNeverEnds, match="2026-03-10"):
        CALENDAR.add(date(2026, 3, 2), 20, stops)


def test_a_stop_cannot_end_before_it_begins():
    with pytest.raises(StopBackwards):
        stop("2026-03-10", "2026-03-09")


@pytest.mark.parametrize(
    ("start", "due"),
    [("2026-03-02", "2026-03-02"), ("2026-02-28", "2026-02-28"), ("2026-05-01", "2026-05-06")],
)
def test_a_limit_of_no_days_ends_on_the_first_day_that_counts(start, due):
    assert CALENDAR.add(date.fromisoformat(start), 0).due == date.fromisoformat(due)


@pytest.mark.parametrize("days", [-1, MAX_DAYS + 1, 10**12])
def test_absurd_numbers_of_days_are_refused(days):
    with pytest.raises(DaysOutOfRange):
        CALENDAR.add(date(2026, 3, 2), days)
    with pytest.raises(DaysOutOfRange):
        CALENDAR.add_natural_days(date(2026, 3, 2), days)


def test_only_a_limit_that_touches_an_unpublished_year_is_provisional():
    assert not CALENDAR.add(date(2026, 12, 30), 1).provisional
    assert CALENDAR.add(date(2026, 12, 30), 2).provisional
    assert CALENDAR.add(date(2026, 12, 30), 2).due == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("start", "days", "year"),
    [("2016-12-30", 1, 2016), ("2027-12-31", 1, 2028), ("2031-01-01", 1, 2031)],
)
def test_a_year_that_is_not_known_is_named_with_what_to_do(start, days, year):
    with pytest.raises(CalendarUnknown, match=f"{year}.json") as refusal:
        CALENDAR.add(date.fromisoformat(start), days)

    assert refusal.value.year == year


def test_a_stop_that_outlasts_the_calendar_makes_the_year_unknown():
    with pytest.raises(CalendarUnknown):
        CALENDAR.add(date(2026, 3, 2), 20, [stop("2026-03-10", "2099-01-01")])


@pytest.mark.parametrize(
    ("start", "days", "due", "moved_over"),
    [
        ("2026-03-02", 10, "2026-03-12", 0),
        ("2026-03-02", 12, "2026-03-16", 2),
        ("2026-04-21", 10, "2026-05-06", 5),
        ("2026-01-28", 17, "2026-02-14", 0),
    ],
)
def test_a_limit_in_natural_days_moves_off_a_day_of_rest(start, days, due, moved_over):
    answer = CALENDAR.add_natural_days(date.fromisoformat(start), days)

    assert answer.due == date.fromisoformat(due)
    assert len(answer.skipped) == moved_over


def test_natural_days_into_an_unpublished_year_are_provisional():
    assert CALENDAR.add_natural_days(date(2026, 12, 20), 13).provisional
    assert not CALENDAR.add_natural_days(date(2026, 12, 20), 10).provisional


def test_the_days_left_are_negative_when_overdue():
    assert CALENDAR.working_days_between(date(2026, 2, 12), date(2026, 2, 26)) == 5
    assert CALENDAR.working_days_between(date(2026, 2, 26), date(2026, 2, 12)) == -5


def test_the_days_left_do_not_shrink_while_the_clock_stands_still():
    stops = [stop("2026-03-10", None)]

    assert CALENDAR.working_days_between(date(2026, 3, 2), date(2026, 3, 20), stops) == 5


def test_the_first_day_of_the_calendar_can_be_asked():
    assert not CALENDAR.is_working_day(date(2017, 1, 1))
    assert CALENDAR.off_reason(date(2017, 1, 1)) == "元旦"
    assert CALENDAR.add(date(2017, 1, 1), 0).due == date(2017, 1, 3)


@settings(max_examples=300)
@given(st.dates(date(2017, 1, 2), date(2025, 6, 1)), st.integers(0, 90), some_stops())
def test_the_count_agrees_with_walking_day_by_day(start, days, stops):
    due, skipped = walked(start, days, stops)

    answer = CALENDAR.add(start, days, stops)

    assert answer.due == due
    assert [day.date for day in answer.skipped] == skipped
    for day in answer.skipped:
        assert day.reason == (CALENDAR.off_reason(day.date) or STOPPED)


@given(st.dates(date(2017, 1, 1), date(2025, 6, 1)), st.integers(1, 90), some_stops())
def test_what_was_added_is_what_lies_between(start, days, stops):
    due = CALENDAR.add(start, days, stops).due

    assert CALENDAR.working_days_between(start, due, stops) == days
