"""State and time of the staff side: every state has its moon, every limit its cells."""

from datetime import date

import pytest

from yangguan.foundation.web.components import MarkKind
from yangguan.foundation.web.deadlines import CellKind
from yangguan.handling.cases.queries.clock import Clock, Tone
from yangguan.handling.cases.states import CaseState
from yangguan.portals.desk.signs import MOONS, day_axis, deadline_of, mark_of, short_number

DUE, LAW = date(2026, 6, 12), date(2026, 6, 18)


def clock(tone: Tone, *, used: int = 1, statutory: date | None = LAW) -> Clock:
    return Clock(DUE, statutory, left=4 - used, used=used, promised=4, statutory=8, tone=tone)


@pytest.mark.parametrize("state", list(CaseState))
def test_every_state_has_a_moon(state):
    assert state in MOONS


@pytest.mark.parametrize(
    ("tone", "mark"),
    [
        (Tone.IN_TIME, None),
        (Tone.NEAR, MarkKind.REMIND),
        (Tone.BEYOND_PROMISE, MarkKind.YELLOW),
        (Tone.BEYOND_LAW, MarkKind.RED),
        (Tone.STOPPED, MarkKind.STOP),
    ],
)
def test_a_mark_follows_from_the_tone(tone, mark):
    assert mark_of(clock(tone)) is mark


def test_a_limit_without_a_promise_is_the_laws_own():
    assert mark_of(clock(Tone.BEYOND_PROMISE, statutory=None)) is MarkKind.RED


def test_a_stopped_clock_draws_nothing_as_late():
    deadline = deadline_of(clock(Tone.STOPPED, used=9))

    assert deadline is not None
    assert not {CellKind.OVER, CellKind.BURST} & set(deadline.cells)


def test_the_axis_marks_today_once():
    drawn = day_axis(clock(Tone.IN_TIME), start=date(2026, 6, 8), today=date(2026, 6, 9))

    assert drawn is not None
    assert drawn.now_x is not None
    assert {path.kind for path in drawn.paths} == {CellKind.USED, CellKind.LEFT, CellKind.LAW}


def test_a_very_long_limit_has_no_axis():
    long = Clock(date(2026, 12, 1), None, left=100, used=0, promised=100, statutory=100,
                 tone=Tone.IN_TIME)  # fmt: skip

    assert day_axis(long, start=date(2026, 6, 8), today=date(2026, 6, 9)) is None


def test_a_number_is_cut_to_its_day_and_serial():
    assert short_number("1" * 31 + "202606080001") == "20260608-0001"
