"""Whether offices work today, and when they next do not: what a page says beside opening hours."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yangguan.foundation.web import formatting
from yangguan.foundation.workdays.errors import WorkdayFault
from yangguan.foundation.workdays.rules import OfficialCalendar

# The longest holiday of the State Council's arrangements has eight days.
_LOOK_AHEAD = 20


@dataclass(frozen=True, slots=True)
class OpeningDays:
    """
    Today, and the next days off: `closed_from` to `closed_until`, both closed, for `reason`.

    On a day off `closed_from` is today.
    """

    is_open: bool
    closed_from: date
    closed_until: date
    reason: str  # Chinese, as the calendar names it

    @property
    def today_words(self) -> str:
        if self.is_open:
            return _("今天是工作日，照常上班。")
        back = self.closed_until + timedelta(days=1)
        facts = {"reason": _(self.reason), "day": formatting.day(back, today=self.closed_from)}
        return _("今天休息（%(reason)s），%(day)s上班。") % facts

    @property
    def next_words(self) -> str:
        """When the doors are next closed; empty on a day off, where today's words say it."""
        if not self.is_open:
            return ""
        first = formatting.day(self.closed_from)
        facts = {"reason": _(self.reason), "first": first}
        if self.closed_until == self.closed_from:
            return _("下一个休息日：%(first)s，%(reason)s。") % facts
        facts["last"] = formatting.day(self.closed_until)
        return _("下一次休息：%(first)s至%(last)s，%(reason)s。") % facts


def opening_days(calendar: OfficialCalendar, *, on: date) -> OpeningDays | None:
    """The days around `on`; None where the calendar does not reach. Pure."""
    try:
        first = next(day for day in _days(on) if calendar.off_reason(day) is not None)
        last = next(
            day for day in _days(first) if calendar.off_reason(day + timedelta(days=1)) is None
        )
        reasons = [calendar.off_reason(day) or "" for day in _days(first) if day <= last]
    except (WorkdayFault, StopIteration):
        return None
    # A holiday's name says more than the weekend that belongs to it.
    named = [reason for reason in reasons if not reason.startswith("星期")]
    return OpeningDays(
        is_open=first != on,
        closed_from=first,
        closed_until=last,
        reason=named[0] if named else gettext_noop("周末") if len(reasons) > 1 else reasons[0],
    )


def _days(start: date) -> list[date]:
    return [start + timedelta(days=number) for number in range(_LOOK_AHEAD)]
