"""The last days and the day of the reminder, as pure rules."""

from datetime import date

import pytest

from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.foundation.workdays.rules import near_after
from yangguan.handling.cases import rules
from yangguan.handling.cases.queries.clock import Tone, clock_of
from yangguan.handling.cases.tests import builders as b
from yangguan.handling.cases.work import step_due
from yangguan.registers.catalogue.content import Limit
from yangguan.registers.catalogue.process import Step, StepKind

MONDAY, FRIDAY = date(2026, 6, 8), date(2026, 6, 12)
SATURDAY, NEXT_MONDAY = date(2026, 6, 13), date(2026, 6, 15)


@pytest.mark.parametrize(
    ("opened", "due"),
    [(FRIDAY, FRIDAY), (SATURDAY, NEXT_MONDAY), (date(2026, 2, 14), date(2026, 2, 14))],
)
def test_a_step_without_days_falls_due_on_a_working_day(opened, due):
    step = Step(kind=StepKind.REVIEW, name="审查", limit_days=0)

    assert step_due(step, date(2026, 7, 31), today=opened) == due


def test_a_promise_without_days_falls_due_on_a_working_day():
    content = b.content(promised_limit=Limit(days=0))

    due = rules.due_dates(content, accepted=SATURDAY, calendar=official_calendar())

    assert due.promised == due.near == NEXT_MONDAY


@pytest.mark.parametrize(("days", "after"), [(0, 0), (1, 1), (2, 2), (5, 4), (10, 8), (20, 16)])
def test_a_limit_is_near_when_four_fifths_are_used(days, after):
    assert near_after(days) == after


@pytest.mark.parametrize("days", [0, 1, 4, 5, 7, 20])
def test_the_day_of_the_reminder_is_the_day_from_which_the_clock_shows_it(days):
    calendar = official_calendar()
    due = calendar.add(MONDAY, days).due
    near = rules.near_date(start=MONDAY, due=due, calendar=calendar)

    shown = [
        day
        for day in (calendar.add_natural_days(MONDAY, n).due for n in range(40))
        if day <= due
        and (clock := clock_of(today=day, start=MONDAY, due_date=due, statutory_date=None))
        and clock.tone is Tone.NEAR
    ]

    assert min(shown) == near
