"""上班和休息的日子: from the State Council's calendar, never guessed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.portals.applicant.opening_days import opening_days

FIRST_YEAR, LAST_YEAR = official_calendar().first_year, official_calendar().last_year


def days(on: date):
    return opening_days(official_calendar(), on=on)


def test_on_a_working_day_the_next_weekend_is_named():
    found = days(date(2026, 6, 8))  # a Monday

    assert found.is_open
    assert (found.closed_from, found.closed_until) == (date(2026, 6, 13), date(2026, 6, 14))
    assert "周末" in found.next_words


def test_on_a_day_off_the_day_of_opening_is_named():
    found = days(date(2026, 6, 13))

    assert not found.is_open
    assert "6月15日" in found.today_words
    assert found.next_words == ""


def test_a_holiday_is_called_by_its_name():
    found = days(date(2025, 9, 30))

    assert found.closed_from == date(2025, 10, 1)
    assert "周末" not in found.reason


def test_a_make_up_working_day_at_the_weekend_is_open():
    calendar = official_calendar()
    weekends = [
        date.fromordinal(number)
        for number in range(date(2025, 1, 1).toordinal(), date(2026, 1, 1).toordinal())
        if date.fromordinal(number).weekday() > 4
    ]
    worked = next(day for day in weekends if calendar.is_working_day(day))

    assert days(worked).is_open


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 11, 30)))
def test_what_is_said_is_what_the_calendar_says(on):
    calendar = official_calendar()

    found = days(on)

    assert found is not None
    assert found.is_open == calendar.is_working_day(on)
    assert on <= found.closed_from <= found.closed_until
    assert not calendar.is_working_day(found.closed_from)
    assert not calendar.is_working_day(found.closed_until)


def test_beyond_the_known_years_nothing_is_said():
    assert days(date(2199, 1, 1)) is None
