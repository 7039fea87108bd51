"""The shipped years against an independent source, day by day."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from yangguan.foundation.workdays.arrangements import DayKind, YearStatus, read_year
from yangguan.foundation.workdays.calendar import SHIPPED, official_calendar

PUBLISHED = range(2017, 2027)


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_day_is_worked_as_announced(year):
    calendar = official_calendar()

    differing = [
        day
        for day in days_of(year)
        if calendar.is_working_day(day) != chinese_calendar.is_workday(day)
    ]

    assert differing == []


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_holiday_has_its_name(year):
    names = {
        "New Year's Day": "元旦",
        "Spring Festival": "春节",
        "Tomb-sweeping Day": "清明节",
        "Labour Day": "劳动节",
        "Dragon Boat Festival": "端午节",
        "Mid-autumn Festival": "中秋节",
        "National Day": "国庆节",
    }
    days = read_year(SHIPPED / f"{year}.json").days

    for day in days:
        if day.kind is DayKind.HOLIDAY:
            _is_holiday, name = chinese_calendar.get_holiday_detail(day.date)
            # A weekend beside a holiday is named by the notice and unnamed by the library.
            assert name is None or names.get(name, name) in day.name or day.date.weekday() >= 5


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_published_year_names_its_notice(year):
    arrangement = read_year(SHIPPED / f"{year}.json")

    assert arrangement.status is YearStatus.PUBLISHED
    assert f"国务院办公厅关于{year}年部分节假日安排的通知" in arrangement.source
    assert "国办发明电〔" in arrangement.source


def test_the_spring_festival_of_2020_was_prolonged():
    calendar = official_calendar()

    assert not calendar.is_working_day(date(2020, 1, 31))
    assert not calendar.is_working_day(date(2020, 2, 1))
    assert calendar.is_working_day(date(2020, 2, 3))


@pytest.mark.parametrize(("year", "working_days"), [(2025, 248), (2026, 248)])
def test_the_year_has_as_many_working_days_as_announced(year, working_days):
    calendar = official_calendar()

    assert sum(map(calendar.is_working_day, days_of(year))) == working_days


def test_2027_has_the_thirteen_statutory_days_and_nothing_more():
    arrangement = read_year(SHIPPED / "2027.json")

    assert arrangement.status is YearStatus.STATUTORY
    assert len(arrangement.days) == 13
    assert all(day.kind is DayKind.HOLIDAY for day in arrangement.days)
