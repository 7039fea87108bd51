"""
A sketch of the city (示意图): towns as dots about where they lie, each with its name.

No tiles, no service of others: a page on an isolated network draws it. The list of towns says the
same in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from statistics import median

from django.utils.translation import gettext_noop

from yangguan.registers.organisations.towns import PlaceOnSketch

WIDTH = 480
MARGIN = 48
# The power to which distances are taken: 1 is a map, less draws in what is far.
DRAWN_IN = 0.6
# A name of the sketch: its letters are this large, its box this high.
LETTER, LINE = 21, 26
DOT = 7
GAP = 6
# Well-known sights by which people find their way: name, longitude, latitude.
SIGHTS = ((gettext_noop("莫高窟"), 94.8090, 40.0370),)


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot with its name; `anchor` is SVG's `text-anchor`. `code` is empty for a sight."""

    code: str
    name: str
    x: int
    y: int
    label_x: int
    label_y: int
    anchor: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    width: int
    height: int
    towns: tuple[Mark, ...]
    sights: tuple[Mark, ...]


def sketch(places: Sequence[PlaceOnSketch], *, here: str = "") -> Sketch | None:
    """
    The sketch of some places, with the one whose code is `here` marked; None without places. Pure.

    North is up and directions from the middle are true; what lies far away is drawn nearer, so
    that the towns around the city do not shrink to one spot. A name goes to the first side of its
    dot where it is in nobody's way.
    """
    if not places:
        return None
    middle = (median(each.longitude for each in places), median(each.latitude for each in places))
    towns = [(each.code, each.name, *_drawn_in(each.longitude, each.latitude, middle))
             for each in places]  # fmt: skip
    sights = [("", name, *_drawn_in(longitude, latitude, middle))
              for name, longitude, latitude in SIGHTS]  # fmt: skip
    flat = [(x, y) for _code, _name, x, y in (*towns, *sights)]
    west, east = min(x for x, _ in flat), max(x for x, _ in flat)
    south, north = min(y for _, y in flat), max(y for _, y in flat)
    scale = (WIDTH - 2 * MARGIN) / ((east - west) or 1)
    height = round(2 * MARGIN + (north - south) * scale)
    spots = [
        (code, name, round(MARGIN + (x - west) * scale), round(MARGIN + (north - y) * scale))
        for code, name, x, y in (*towns, *sights)
    ]
    marks = _marked(spots, here=here, edge=Box(0, 0, WIDTH, height))
    return Sketch(
        width=WIDTH,
        height=height,
        towns=tuple(mark for mark in marks if mark.code),
        sights=tuple(mark for mark in marks if not mark.code),
    )


def _drawn_in(
    longitude: float, latitude: float, middle: tuple[float, float]
) -> tuple[float, float]:
    """East and north of the middle, in degrees of latitude, the distance drawn in."""
    east = (longitude - middle[0]) * cos(radians(middle[1]))
    north = latitude - middle[1]
    distance = hypot(east, north)
    factor = distance**DRAWN_IN / distance if distance else 0.0
    return east * factor, north * factor


def _marked(spots: Sequence[tuple[str, str, int, int]], *, here: str, edge: Box) -> list[Mark]:
    taken = [Box(x - DOT, y - DOT, x + DOT, y + DOT) for _code, _name, x, y in spots]
    marks = []
    for place, (code, name, x, y) in enumerate(spots):
        others = [box for number, box in enumerate(taken) if number != place]
        label_x, label_y, anchor, box = _free(name, x, y, others, edge)
        taken.append(box)
        is_here = bool(here) and code == here
        marks.append(Mark(code, name, x, y, label_x, label_y, anchor, is_here))
    return marks


def _free(name: str, x: int, y: int, others: Iterable[Box], edge: Box) -> tuple[int, int, str, Box]:
    """Right, left, above or below; right if every side is taken."""
    width, taken = len(name) * LETTER, list(others)
    sides = []
    for label_x, label_y, anchor in (
        (x + DOT + GAP, y + LETTER // 3, "start"),
        (x - DOT - GAP, y + LETTER // 3, "end"),
        (x, y - DOT - GAP, "middle"),
        (x, y + DOT + LETTER, "middle"),
    ):
        left = {"start": label_x, "end": label_x - width, "middle": label_x - width // 2}[anchor]
        top = label_y - LETTER
        sides.append((label_x, label_y, anchor, Box(left, top, left + width, top + LINE)))
    for side in sides:
        box = side[3]
        inside = edge.left <= box.left and box.right <= edge.right
        if inside and not any(box.meets(other) for other in taken):
            return side
    return sides[0]
