"""The time that a case has left, as every page shows it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.timezone import localdate

from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.foundation.workdays.errors import WorkdayFault
from yangguan.foundation.workdays.rules import near_after
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.states import CaseState


class Tone(StrEnum):
    """How near the end is; the word beside it says the same."""

    IN_TIME = "in-time"
    NEAR = "near"  # the reminder: four fifths of the promise are used
    BEYOND_PROMISE = "beyond-promise"
    BEYOND_LAW = "beyond-law"
    STOPPED = "stopped"  # no clock runs for the office: the applicant's turn, or concluded


@dataclass(frozen=True, slots=True)
class Clock:
    """Days are working days. `left` is negative when late; `used` counts from acceptance."""

    due_date: date
    statutory_date: date | None
    left: int
    used: int
    promised: int
    statutory: int
    tone: Tone
    is_provisional: bool = False


def clock_of(
    *,
    today: date,
    start: date,
    due_date: date | None,
    statutory_date: date | None,
    is_stopped: bool = False,
    is_provisional: bool = False,
) -> Clock | None:
    """The clock between `start` (day 0) and the due date; None when no limit runs."""
    if due_date is None:
        return None
    try:
        calendar = official_calendar()
        left = calendar.working_days_between(today, due_date)
        used = max(0, calendar.working_days_between(start, today))
        promised = calendar.working_days_between(start, due_date)
        statutory = (
            calendar.working_days_between(start, statutory_date) if statutory_date else promised
        )
    except WorkdayFault:
        return None
    return Clock(
        due_date=due_date,
        statutory_date=statutory_date,
        left=left,
        used=used,
        promised=promised,
        statutory=statutory,
        tone=_tone(
            today, due_date, statutory_date, used=used, promised=promised, is_stopped=is_stopped
        ),
        is_provisional=is_provisional,
    )


def case_clock(case: Case, *, on: date) -> Clock | None:
    """The clock that a case shows: of acceptance before it was accepted, of handling after."""
    return clock_of(
        today=on,
        start=localdate(case.accepted_at or case.received_at),
        due_date=case.due_date,
        statutory_date=case.statutory_due_date,
        is_stopped=case.state == CaseState.CORRECTION,
        is_provisional=case.is_due_provisional,
    )


def _tone(
    today: date,
    due: date,
    statutory: date | None,
    *,
    used: int,
    promised: int,
    is_stopped: bool,
) -> Tone:
    if is_stopped:
        return Tone.STOPPED
    if statutory is not None and today > statutory:
        return Tone.BEYOND_LAW
    if today > due:
        return Tone.BEYOND_PROMISE
    if used >= near_after(promised):
        return Tone.NEAR
    return Tone.IN_TIME
