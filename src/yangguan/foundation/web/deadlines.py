"""
Time left, in words and in cells: one cell is one working day, because the law counts days.

Sources: 行政许可法 第四十二条 (the limit), 第四十五条 (time that does not count), 第八十二条
(days are working days).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yangguan.foundation.web.components import Tone
from yangguan.foundation.workdays.rules import near_after

_CELL_HEIGHT = 12
_CLOCK_WIDTH = 96
_WIDEST_PITCH = 11.0
_WIDEST_GAP = 2.0
_LARGEST_GAP_SHARE = 0.3
_AXIS_PITCH = 10.6


class CellKind(StrEnum):
    USED = "used"
    LEFT = "left"  # left of the promise
    LAW = "law"  # left of the legal limit, beyond the promise
    OVER = "over"  # beyond the promise, inside the law
    BURST = "burst"  # beyond the law
    STOP = "stop"  # does not count


@dataclass(frozen=True, slots=True)
class Deadline:
    """
    Where a case stands in its limit. All numbers are working days.

    `used_days`: counted so far; `promised_days` and `statutory_days`: the two limits, the second
    never shorter; `due_date`: the promised last day, None while the clock is stopped.
    """

    used_days: int
    promised_days: int
    statutory_days: int
    due_date: date | None = None
    is_stopped: bool = False
    detail: str = ""

    @property
    def left_days(self) -> int:
        """Days left of the promise; negative once it is broken."""
        return self.promised_days - self.used_days

    @property
    def tone(self) -> Tone:
        if self.is_stopped:
            return Tone.STOP
        if self.used_days > self.statutory_days:
            return Tone.BAD
        if self.used_days >= near_after(self.promised_days):
            return Tone.WARN
        return Tone.OK

    @property
    def words(self) -> str:
        """For citizens: 还剩 3 个工作日."""
        if self.is_stopped:
            return _("停表中，暂不计时")
        if self.left_days == 0:
            return _("今天到期")
        if self.left_days < 0:
            over = -self.left_days
            return ngettext("超期 %(days)d 个工作日", "超期 %(days)d 个工作日", over) % {
                "days": over
            }
        left = self.left_days
        return ngettext("还剩 %(days)d 个工作日", "还剩 %(days)d 个工作日", left) % {"days": left}

    @property
    def short_words(self) -> str:
        """For staff, where a day always is a working day: 剩 3 天."""
        if self.is_stopped:
            return _("停钟中")
        if self.left_days == 0:
            return _("今天到期")
        if self.left_days < 0:
            over = -self.left_days
            return ngettext("超 %(days)d 天", "超 %(days)d 天", over) % {"days": over}
        left = self.left_days
        return ngettext("剩 %(days)d 天", "剩 %(days)d 天", left) % {"days": left}

    @property
    def clock_class(self) -> str:
        """The modifier of `.clock`: beyond the promise is yellow, beyond the law red."""
        if self.is_stopped:
            return "clock--stop"
        if self.used_days > self.statutory_days:
            return "clock--red"
        if self.left_days < 0:
            return "clock--yellow"
        return "clock--remind" if self.tone is Tone.WARN else ""

    @property
    def cells(self) -> tuple[CellKind, ...]:
        """One kind for each working day, in order."""
        used, promised, law = self.used_days, self.promised_days, self.statutory_days
        return (
            *(CellKind.USED,) * min(used, promised),
            *(CellKind.LEFT,) * (promised - used),
            *(CellKind.OVER,) * (min(used, law) - promised),
            *(CellKind.LAW,) * (law - max(promised, used)),
            *(CellKind.BURST,) * (used - law),
        )

    @property
    def short_cells(self) -> tuple[CellKind, ...]:
        """Without what the law leaves beyond the promise: for a line of text."""
        return tuple(kind for kind in self.cells if kind is not CellKind.LAW)


@dataclass(frozen=True, slots=True)
class CellPath:
    """One SVG path that holds all cells of a kind: few nodes, however long the limit."""

    kind: CellKind
    d: str


def cell_paths(cells: Sequence[CellKind], *, width: int = _CLOCK_WIDTH) -> tuple[CellPath, ...]:
    """The cells of a list row as paths in a `width` × 12 box; narrower cells for long limits."""
    if not cells:
        return ()
    pitch, gap = _pitch(len(cells), width)
    side = pitch - gap
    shapes: dict[CellKind, list[str]] = {}
    for index, kind in enumerate(cells):
        shapes.setdefault(kind, []).append(_cell(kind, index * pitch, side))
    return tuple(CellPath(kind, "".join(parts)) for kind, parts in shapes.items())


def _pitch(count: int, width: int) -> tuple[float, float]:
    """The distance of `count` cells that fill at most `width`, and the gap within it."""
    pitch = min(_WIDEST_PITCH, (width + _WIDEST_GAP) / count)
    if pitch * _LARGEST_GAP_SHARE >= _WIDEST_GAP:
        return pitch, _WIDEST_GAP
    pitch = width / (count - _LARGEST_GAP_SHARE)
    return pitch, pitch * _LARGEST_GAP_SHARE


def _cell(kind: CellKind, x: float, side: float) -> str:
    if kind is CellKind.STOP:
        return f"M{x:.1f} 12l{side:.1f} -10"
    top = {CellKind.LEFT: 1, CellKind.LAW: 7}.get(kind, 0)
    return f"M{x:.1f} {top}h{side:.1f}v{_CELL_HEIGHT - top}h-{side:.1f}z"


@dataclass(frozen=True, slots=True)
class AxisDay:
    """One day of the large meter; `label` is drawn under it, usually on Mondays: 11-09."""

    kind: CellKind
    label: str = ""
    is_now: bool = False  # the line that says "here we are" stands before this day


@dataclass(frozen=True, slots=True)
class Axis:
    """The large meter of a case page, ready to draw: paths, labels, the place of now."""

    width: int
    paths: tuple[CellPath, ...]
    labels: tuple[tuple[str, str], ...]  # (x, text)
    now_x: str | None


def axis(days: Sequence[AxisDay]) -> Axis:
    """Lay out every working day of a case, the stopped ones included, in a box 48 high."""
    shapes: dict[CellKind, list[str]] = {}
    labels: list[tuple[str, str]] = []
    now_x: str | None = None
    for index, day in enumerate(days):
        x = index * _AXIS_PITCH
        shapes.setdefault(day.kind, []).append(_axis_cell(day.kind, x))
        if day.label:
            labels.append((f"{x:.1f}", day.label))
        if day.is_now:
            now_x = f"{x - 1:.1f}"
    paths = tuple(CellPath(kind, "".join(parts)) for kind, parts in shapes.items())
    # The last label needs room to the right of its cell.
    return Axis(round(len(days) * _AXIS_PITCH) + 24, paths, tuple(labels), now_x)


def _axis_cell(kind: CellKind, x: float) -> str:
    side = _AXIS_PITCH - 2
    if kind is CellKind.STOP:
        left = x + 1.0
        return f"M{left:.1f} 30l6.6 -14M{left:.1f} 23l3.3 -7M{left + 3.3:.1f} 30l3.3 -7"
    top = {CellKind.LAW: 21.0, CellKind.LEFT: 10.5}.get(kind, 10.0)
    bottom = 29.5 if kind is CellKind.LEFT else 30.0
    return f"M{x:.1f} {top}h{side:.1f}v{bottom - top:.1f}h-{side:.1f}z"
