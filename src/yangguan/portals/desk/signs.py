"""How the staff side shows state and time: moons, day cells, marks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from yangguan.foundation.web.components import MarkKind
from yangguan.foundation.web.deadlines import Axis, AxisDay, CellKind, Deadline, axis
from yangguan.foundation.web.formatting import short_day
from yangguan.foundation.web.moons import Moon
from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.foundation.workdays.errors import WorkdayFault
from yangguan.handling.cases.queries.case_lists import WorkLine
from yangguan.handling.cases.queries.clock import Clock, Tone, clock_of
from yangguan.handling.cases.states import CaseState

MOONS = {
    CaseState.SUBMITTED: Moon.RECEIVED,
    CaseState.CORRECTION: Moon.CORRECTION,
    CaseState.NOT_ACCEPTED: Moon.REFUSED,
    CaseState.ACCEPTED: Moon.ACCEPTED,
    CaseState.IN_REVIEW: Moon.REVIEW,
    CaseState.GRANTED: Moon.GRANTED,
    CaseState.REFUSED: Moon.REFUSED,
    CaseState.WITHDRAWN: Moon.WITHDRAWN,
    CaseState.DELIVERED: Moon.DELIVERED,
}
_MARKS = {
    Tone.NEAR: MarkKind.REMIND,
    Tone.BEYOND_PROMISE: MarkKind.YELLOW,
    Tone.BEYOND_LAW: MarkKind.RED,
    Tone.STOPPED: MarkKind.STOP,
}
# Beyond this many days an axis is too wide to read; the cells of the head have to do.
LONGEST_AXIS = 36


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line of a work list, with its signs."""

    line: WorkLine
    moon: Moon
    deadline: Deadline | None
    mark: MarkKind | None
    step_due: date | None  # where the step is due before the case is


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Lines that are due in the same stretch of time."""

    label: str
    rows: tuple[WorkRow, ...]


def deadline_of(clock: Clock | None) -> Deadline | None:
    """A case's clock as the components draw it."""
    if clock is None:
        return None
    is_stopped = clock.tone is Tone.STOPPED
    return Deadline(
        used_days=min(clock.used, clock.promised) if is_stopped else clock.used,
        promised_days=clock.promised,
        statutory_days=max(clock.statutory, clock.promised),
        due_date=None if is_stopped else clock.due_date,
        is_stopped=is_stopped,
    )


def mark_of(clock: Clock | None) -> MarkKind | None:
    """The gravest mark of a clock, None in time."""
    if clock is None:
        return None
    if clock.tone is Tone.BEYOND_PROMISE and clock.statutory_date is None:
        # Without a promise of its own a limit is the law's: 行政许可法 第三十二条, 第四十四条.
        return MarkKind.RED
    return _MARKS.get(clock.tone)


def short_number(number: str) -> str:
    """The end of a case number that tells cases of one item apart: day and serial."""
    return f"{number[31:39]}-{number[39:]}" if len(number) > 39 else number


def work_groups(lines: tuple[WorkLine, ...], *, today: date) -> list[WorkGroup]:
    """Lines sorted by due date as the stretches of time that one plans in."""
    week_end = today + timedelta(days=6 - today.weekday())
    stretches: tuple[tuple[str, Callable[[date], bool]], ...] = (
        (_("已超时限"), lambda due: due < today),
        (_("今天到期"), lambda due: due == today),
        (_("本周到期"), lambda due: today < due <= week_end),
        (_("以后到期"), lambda due: due > week_end),
    )
    groups = []
    for label, holds in stretches:
        rows = tuple(_row(line, today=today) for line in lines if holds(line.due_date))
        if rows:
            groups.append(WorkGroup(label, rows))
    return groups


def _row(line: WorkLine, *, today: date) -> WorkRow:
    # After the decision no limit of the case runs, but issue and delivery have one of their own.
    clock = line.clock or clock_of(
        today=today, start=localdate(line.opened_at), due_date=line.due_date, statutory_date=None
    )
    return WorkRow(
        line=line,
        moon=MOONS[line.state],
        deadline=deadline_of(clock),
        mark=mark_of(clock),
        step_due=line.due_date if clock and line.due_date < clock.due_date else None,
    )


def day_axis(clock: Clock | None, *, start: date, today: date) -> Axis | None:
    """Every working day of a case from `start` on; None without a limit or for a very long one."""
    if clock is None or clock.tone is Tone.STOPPED:
        return None
    end = max(clock.statutory_date or clock.due_date, today)
    try:
        calendar = official_calendar()
        if calendar.working_days_between(start, end) > LONGEST_AXIS:
            return None
        span = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        working = [day for day in span if calendar.is_working_day(day)]
    except WorkdayFault:
        return None
    days = []
    for index, day in enumerate(working):
        is_now = day >= today and (index == 0 or working[index - 1] < today)
        is_labelled = index == 0 or day.isocalendar().week != working[index - 1].isocalendar().week
        label = short_day(day)[:5] if is_labelled else ""
        days.append(AxisDay(_cell(clock, index, is_past=day <= today), label, is_now=is_now))
    return axis(days) if days else None


def _cell(clock: Clock, index: int, *, is_past: bool) -> CellKind:
    is_promised = index < clock.promised
    if not is_past:
        return CellKind.LEFT if is_promised else CellKind.LAW
    if is_promised:
        return CellKind.USED
    return CellKind.OVER if index < clock.statutory else CellKind.BURST


def axis_words(clock: Clock) -> str:
    """What the axis draws, for those who hear it."""
    return _("按工作日排列：承诺 %(promised)d 日，已用 %(used)d 日，法定 %(statutory)d 日。") % {
        "promised": clock.promised,
        "used": clock.used,
        "statutory": clock.statutory,
    }
