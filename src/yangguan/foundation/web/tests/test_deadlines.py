"""Time left: 行政许可法 第四十二条, 第八十二条; one cell is one working day."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.web.components import Tone
from yangguan.foundation.web.deadlines import AxisDay, CellKind, Deadline, axis, cell_paths

DAYS = st.integers(0, 90)


@pytest.mark.parametrize(
    ("used", "words", "short", "tone", "clock"),
    [
        (0, "还剩 5 个工作日", "剩 5 天", Tone.OK, ""),
        (3, "还剩 2 个工作日", "剩 2 天", Tone.OK, ""),
        (4, "还剩 1 个工作日", "剩 1 天", Tone.WARN, "clock--remind"),
        (5, "今天到期", "今天到期", Tone.WARN, "clock--remind"),
        (6, "超期 1 个工作日", "超 1 天", Tone.WARN, "clock--yellow"),
        (10, "超期 5 个工作日", "超 5 天", Tone.WARN, "clock--yellow"),
        (11, "超期 6 个工作日", "超 6 天", Tone.BAD, "clock--red"),
    ],
)
def test_five_promised_of_ten_legal_days(used, words, short, tone, clock):
    deadline = Deadline(used, promised_days=5, statutory_days=10)

    assert deadline.words == words
    assert deadline.short_words == short
    assert deadline.tone == tone
    assert deadline.clock_class == clock


def test_a_stopped_clock_counts_nothing():
    deadline = Deadline(9, 5, 10, date(2026, 11, 26), is_stopped=True)

    assert deadline.words == "停表中，暂不计时"
    assert deadline.clock_class == "clock--stop"
    assert deadline.tone is Tone.STOP


@given(used=DAYS, promised=DAYS, further=DAYS)
def test_every_working_day_has_exactly_one_cell(used, promised, further):
    law = promised + further
    cells = Deadline(used, promised, law).cells

    assert len(cells) == max(used, law)
    past = {CellKind.USED, CellKind.OVER, CellKind.BURST}
    assert sum(cell in past for cell in cells) == used
    assert sum(cell is CellKind.BURST for cell in cells) == max(0, used - law)
    assert list(cells) == sorted(cells, key=list(CellKind).index) or CellKind.OVER in cells


@given(count=st.integers(1, 400))
def test_cells_never_leave_their_box_however_long_the_limit(count):
    paths = cell_paths([CellKind.USED] * count)

    shapes = [re.match(r"M([\d.]+) 0h([\d.]+)v", part) for part in paths[0].d.split("z")[:-1]]
    ends = [float(shape[1]) + float(shape[2]) for shape in shapes if shape]
    assert len(ends) == count
    assert ends[-1] <= 96.1  # lengths are written with one decimal


def test_no_days_draw_nothing():
    assert cell_paths([]) == ()


def test_the_axis_keeps_stopped_days_and_the_place_of_now():
    days = [
        AxisDay(CellKind.USED, "11-02"),
        AxisDay(CellKind.STOP),
        AxisDay(CellKind.LEFT, is_now=True),
    ]

    drawn = axis(days)

    assert [path.kind for path in drawn.paths] == [CellKind.USED, CellKind.STOP, CellKind.LEFT]
    assert drawn.labels == (("0.0", "11-02"),)
    assert drawn.now_x == "20.2"
