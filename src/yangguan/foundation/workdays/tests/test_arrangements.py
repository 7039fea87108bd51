"""Calendar files: what is refused, and what one's own folder may change."""

import json
from datetime import date

import pytest
from django.utils import translation

from yangguan.foundation.workdays.arrangements import HOLIDAY_NAMES, DayKind, read_arrangements
from yangguan.foundation.workdays.calendar import SHIPPED, official_calendar
from yangguan.foundation.workdays.errors import CalendarFileFault
from yangguan.foundation.workdays.rules import OfficialCalendar

HOLIDAY = {"date": "2028-01-03", "kind": "holiday", "name": "元旦"}


def write(folder, year, *days, status="published", name=None):
    content = {"year": year, "status": status, "source": "通知", "days": days}
    (folder / f"{name or year}.json").write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def _fresh_calendar():
    official_calendar.cache_clear()
    yield
    official_calendar.cache_clear()


@pytest.mark.usefixtures("_fresh_calendar")
def test_a_file_in_ones_own_folder_makes_a_new_year_known(tmp_path, monkeypatch):
    write(tmp_path, 2028, HOLIDAY)
    monkeypatch.setenv("YANGGUAN_CALENDARS", str(tmp_path))

    assert official_calendar().off_reason(date(2028, 1, 3)) == "元旦"


@pytest.mark.usefixtures("_fresh_calendar")
def test_the_setting_comes_before_the_environment(tmp_path, monkeypatch, settings):
    write(tmp_path, 2028, HOLIDAY)
    settings.YANGGUAN_CALENDARS = str(tmp_path)
    monkeypatch.setenv("YANGGUAN_CALENDARS", str(tmp_path / "nowhere"))

    assert official_calendar().last_year == 2028


def test_ones_own_year_replaces_the_shipped_one(tmp_path):
    write(tmp_path, 2027, {"date": "2027-01-04", "kind": "holiday", "name": "元旦"})

    calendar = OfficialCalendar(read_arrangements(SHIPPED, tmp_path))

    assert not calendar.is_working_day(date(2027, 1, 4))
    assert calendar.is_working_day(date(2027, 2, 5))
    assert not calendar.add(date(2027, 1, 5), 5).provisional


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ([{"date": "2029-01-01", "kind": "holiday", "name": "元旦"}], "不在该年之内"),
        ([HOLIDAY, HOLIDAY], "重复出现"),
        ([HOLIDAY | {"kind": "working"}], "本来就是工作日"),
        ([HOLIDAY | {"name": " "}], "缺少名称"),
        ([HOLIDAY | {"kind": "half"}], "half"),
        ([HOLIDAY | {"date": "2028-02-30"}], "2028.json"),
        ([HOLIDAY | {"hours": 4}], "hours"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_and_named(tmp_path, days, why):
    write(tmp_path, 2028, *days)

    with pytest.raises(CalendarFileFault, match=why) as refusal:
        read_arrangements(tmp_path)

    assert "2028.json" in str(refusal.value)


def test_a_file_under_the_name_of_another_year_is_refused(tmp_path):
    write(tmp_path, 2028, name="2029")

    with pytest.raises(CalendarFileFault, match="文件名"):
        read_arrangements(tmp_path)


def test_a_gap_between_years_is_refused(tmp_path):
    write(tmp_path, 2029)

    with pytest.raises(CalendarFileFault, match="缺少 2028 年"):
        read_arrangements(SHIPPED, tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CalendarFileFault, match="文件夹不存在"):
        read_arrangements(SHIPPED, tmp_path / "nowhere")


def test_every_holiday_of_the_shipped_years_has_its_english_name():
    holidays = {
        day.name
        for year in read_arrangements(SHIPPED)
        for day in year.days
        if day.kind is DayKind.HOLIDAY
    }

    assert holidays == HOLIDAY_NAMES
    with translation.override("en"):
        assert {name for name in holidays if translation.gettext(name) == name} == set()
