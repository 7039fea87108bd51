"""The bar of a department's cases by light: height tells what colour tells."""

from dataclasses import dataclass

from yangguan.oversight.supervision.queries import Light

WIDTH = 190.0
HEIGHT = 14
# A part that is there is seen, however small.
LEAST = 3.0
GAP = 1.0


@dataclass(frozen=True, slots=True)
class BarPart:
    """One light as a rectangle in a `WIDTH` × `HEIGHT` box."""

    light: Light
    x: str
    y: int
    width: str
    height: int


@dataclass(frozen=True, slots=True)
class Bar:
    parts: tuple[BarPart, ...]


# Late stands out of the row, beyond the law furthest; stopped is an outline.
_TOPS = {Light.GREEN: 3, Light.NEAR: 3, Light.YELLOW: 1, Light.RED: 0, Light.STOPPED: 3}


def bar_of(counts: list[tuple[Light, int]], *, largest: int) -> Bar:
    """The parts of one bar; the department with `largest` cases fills the width."""
    present = [(light, count) for light, count in counts if count]
    room = WIDTH - (LEAST + GAP) * len(present)
    parts = []
    x = 0.0
    for light, count in present:
        width = LEAST + room * count / largest
        top = _TOPS[light]
        parts.append(BarPart(light, f"{x:.1f}", top, f"{width:.1f}", HEIGHT - 2 * top))
        x += width + GAP
    return Bar(tuple(parts))
