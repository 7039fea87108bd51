"""
Counting days: pure functions on an immutable calendar.

A limit of N working days ends on the N-th working day after the day it starts (that day is day 0).
Days inside a stop do not count. Source: 行政许可法 第八十二条; 民法典 第二百零一条, 第二百零三条.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from django.utils.translation import gettext_noop

from yangguan.foundation.workdays.arrangements import DayKind, YearArrangement, YearStatus
from yangguan.foundation.workdays.errors import (
    CalendarUnknown,
    DaysOutOfRange,
    StopBackwards,
    StopNeverEnds,
)

# Ten years of working days: beyond any limit that a law gives, below what is a slip of the hand.
MAX_DAYS = 2_500

STOPPED = gettext_noop("停止计时")
_WEEKEND = {5: gettext_noop("星期六"), 6: gettext_noop("星期日")}


@dataclass(frozen=True, slots=True, order=True)
class SkippedDay:
    """
    A day that a limit passed over.

    `reason` is Chinese: a weekend day, holiday or stop; pages and commands translate it.
    """

    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Stop:
    """
    A time in which the clock stands still: from `start` inclusive to `end` exclusive.

    `end` is None while it is not known (a special procedure that is still going on).
    """

    start: date
    end: date | None = None
    reason: str = STOPPED

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise StopBackwards(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Due:
    """
    When a limit ends.

    `skipped` holds every day after the start that did not count, in order. `provisional` says that
    a year without a published arrangement was touched: count again when it is published.
    """

    due: date
    skipped: tuple[SkippedDay, ...]
    provisional: bool


def near_after(days: int) -> int:
    """
    After how many days of a limit of `days` its end is near and the reminder (提醒) stands.

    Four fifths, rounded up to whole days; the one definition for pages, lists and counts. No
    national rule names a number.
    """
    return -(-days * 4 // 5)


class OfficialCalendar:
    """
    The known years as arrays, so that a limit is found by look-up and not by walking days.

    Positions count days from 1 January of the first year; -1 is the day before it.
    """

    __slots__ = ("_dates", "_off", "_provisional", "_start", "_working", "_working_until", "years")

    def __init__(self, arrangements: Iterable[YearArrangement]) -> None:
        """Takes consecutive years, earliest first, at least one."""
        known = tuple(arrangements)
        self.years = tuple(known)
        self._dates = tuple(day for year in known for day in _days_of(year.year))
        self._start = self._dates[0].toordinal()
        reasons = [_off_reason(day, arranged) for year in known for day, arranged in _week(year)]
        works = [reason is None for reason in reasons]
        self._working = tuple(place for place, working in enumerate(works) if working)
        # The extra last element is what position -1 reads: nothing counted yet.
        self._working_until = (*accumulate(works), 0)
        self._off = tuple(
            SkippedDay(day, reason)
            for day, reason in zip(self._dates, reasons, strict=True)
            if reason is not None
        )
        tentative = {year.year for year in known if year.status is YearStatus.STATUTORY}
        self._provisional = (*accumulate(day.year in tentative for day in self._dates), 0)

    @property
    def first_year(self) -> int:
        return self.years[0].year

    @property
    def last_year(self) -> int:
        return self.years[-1].year

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day. Raises `CalendarUnknown`."""
        place = self._place(day)
        return self._working_until[place] != self._working_until[place - 1]

    def off_reason(self, day: date) -> str | None:
        """Why offices rest on that day, None if they work. Raises `CalendarUnknown`."""
        place = self._place(day)
        if self._working_until[place] != self._working_until[place - 1]:
            return None
        return self._off[place - self._working_until[place]].reason

    def add(self, start: date, days: int, stops: Sequence[Stop] = ()) -> Due:
        """
        The end of a limit of `days` working days that starts on `start` (day 0, not counted).

        With 0 days it is the day itself, or the first day after it that counts. Stops may overlap
        and lie in any order. Raises `DaysOutOfRange`, `CalendarUnknown` (start or end in a year
        that is not known), `StopNeverEnds` (the count runs into an open stop).
        """
        if not 0 <= days <= MAX_DAYS:
            raise DaysOutOfRange(MAX_DAYS)
        after = self._place(start)
        if days == 0:
            after, days = after - 1, 1
        if stops:
            return self._add_with_stops(after, days, stops)
        return self._due(after, self._nth_working(after, days))

    def add_natural_days(self, start: date, days: int) -> Due:
        """
        The end of a limit of `days` calendar days; one that ends on a day off moves to the next
        working day.

        `skipped` holds only the days it moved over. Raises `DaysOutOfRange`, `CalendarUnknown`.
        Source: 民法典 第二百零一条, 第二百零三条.
        """
        if not 0 <= days <= MAX_DAYS:
            raise DaysOutOfRange(MAX_DAYS)
        self._place(start)
        before_end = self._place(start + timedelta(days)) - 1
        return self._due(before_end, self._nth_working(before_end, 1))

    def working_days_between(self, a: date, b: date, stops: Sequence[Stop] = ()) -> int:
        """
        The working days after `a` up to `b`, stopped ones left out; negative if `b` is before `a`.

        It is what is left on day `a` of a limit that ends on day `b`: `add(a, n).due == b` gives
        n. Raises `CalendarUnknown`.
        """
        if b < a:
            return -self.working_days_between(b, a, stops)
        after, until = self._place(a), self._place(b)
        total = self._working_until[until] - self._working_until[after]
        for first, last in self._stretches(stops, after):
            last = until if last is None else min(last, until)
            if first <= last:
                total -= self._working_until[last] - self._working_until[first - 1]
        return total

    def _place(self, day: date) -> int:
        place = day.toordinal() - self._start
        if not 0 <= place < len(self._dates):
            raise CalendarUnknown(day.year)
        return place

    def _nth_working(self, after: int, number: int) -> int:
        """The position of the `number`-th working day (from 1) after a position."""
        index = self._working_until[after] + number - 1
        if index >= len(self._working):
            raise CalendarUnknown(self.last_year + 1)
        return self._working[index]

    def _due(self, after: int, due: int) -> Due:
        """The answer for a limit that began after one position and ends at another."""
        working_until = self._working_until
        off_before = after + 1 - working_until[after]
        off_until = due + 1 - working_until[due]
        return Due(
            self._dates[due],
            self._off[off_before:off_until],
            self._provisional[due] != self._provisional[after],
        )

    def _add_with_stops(self, after: int, days: int, stops: Sequence[Stop]) -> Due:
        position, left = after, days
        for first, last in self._stretches(stops, after):
            counted = self._working_until[first - 1] - self._working_until[position]
            if left <= counted:
                break
            if last is None:
                raise StopNeverEnds(self._dates[first])
            left -= counted
            position = last
        plain = self._due(after, self._nth_working(position, left))
        stopped = self._stopped_days(after, plain.due, stops)
        return Due(plain.due, tuple(sorted((*plain.skipped, *stopped))), plain.provisional)

    def _stretches(self, stops: Sequence[Stop], after: int) -> list[tuple[int, int | None]]:
        """
        Stops as first and last position, in order, joined where they touch, cut to what lies
        after a position and within the calendar; last is None for a stop without end.
        """
        size = len(self._dates)
        joined: list[tuple[int, int | None]] = []
        for stop in sorted(stops, key=_stop_start):
            first = max(stop.start.toordinal() - self._start, after + 1)
            last = None if stop.end is None else min(stop.end.toordinal() - self._start, size) - 1
            if first >= size or (last is not None and last < first):
                continue
            if joined:
                earlier, until = joined[-1]
                if until is None:
                    break
                if first <= until + 1:
                    joined[-1] = (earlier, None if last is None else max(last, until))
                    continue
            joined.append((first, last))
        return joined

    def _stopped_days(self, after: int, due: date, stops: Sequence[Stop]) -> list[SkippedDay]:
        """The working days before `due` that a stop took out, each once, by its earliest stop."""
        taken: dict[date, str] = {}
        end = due.toordinal() - self._start
        for stop in sorted(stops, key=_stop_start):
            first = max(stop.start.toordinal() - self._start, after + 1)
            last = end if stop.end is None else min(stop.end.toordinal() - self._start, end)
            for place in range(first, last):
                if self._working_until[place] != self._working_until[place - 1]:
                    taken.setdefault(self._dates[place], stop.reason)
        return [SkippedDay(day, reason) for day, reason in taken.items()]


def _stop_start(stop: Stop) -> date:
    return stop.start


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1).toordinal()
    return [date.fromordinal(day) for day in range(first, date(year + 1, 1, 1).toordinal())]


def _week(year: YearArrangement) -> list[tuple[date, tuple[DayKind, str] | None]]:
    """Every day of a year with what the State Council says of it."""
    arranged = {day.date: (day.kind, day.name) for day in year.days}
    return [(day, arranged.get(day)) for day in _days_of(year.year)]


def _off_reason(day: date, arranged: tuple[DayKind, str] | None) -> str | None:
    if arranged is None:
        return _WEEKEND.get(day.weekday())
    kind, name = arranged
    return name if kind is DayKind.HOLIDAY else None
