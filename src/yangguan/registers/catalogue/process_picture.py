"""
A process as a picture: where each node and each wire is drawn. Pure geometry, in SVG units (px).

Nodes stand in columns by their distance from the start, side by side where they run in parallel;
a way that skips columns is led below them on a track of its own.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yangguan.foundation.web import formatting
from yangguan.registers.catalogue.process import Flow, Node, NodeKind, Process, Step

COLUMN, ROW = 148, 84
BOX_WIDTH, BOX_HEIGHT = 116, 58
DOT, DIAMOND = 14, 20
MARGIN, TRACK = 24, 26
LETTERS_IN_LINE = 7
LINES = 2


@dataclass(frozen=True, slots=True)
class PictureNode:
    """`x`, `y`: the middle. `lines`: the name, broken to fit; `detail`: the limit."""

    key: str
    kind: str
    x: int
    y: int
    lines: tuple[str, ...]
    detail: str
    title: str

    @property
    def left(self) -> int:
        return self.x - BOX_WIDTH // 2

    @property
    def top(self) -> int:
        return self.y - BOX_HEIGHT // 2

    @property
    def diamond(self) -> str:
        return (
            f"{self.x},{self.y - DIAMOND} {self.x + DIAMOND},{self.y} "
            f"{self.x},{self.y + DIAMOND} {self.x - DIAMOND},{self.y}"
        )

    @property
    def placed_lines(self) -> tuple[tuple[int, str], ...]:
        """The lines of the name with their baselines."""
        first = self.y + 5 - (len(self.lines) - 1) * 9 - (7 if self.detail else 0)
        return tuple((first + 18 * index, line) for index, line in enumerate(self.lines))

    @property
    def detail_y(self) -> int:
        return self.y + (24 if len(self.lines) > 1 else 18)


@dataclass(frozen=True, slots=True)
class PictureWire:
    """`path`: SVG path data; `label` with its place: what must hold for this way."""

    path: str
    label: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    nodes: tuple[PictureNode, ...]
    wires: tuple[PictureWire, ...]


def picture_of(process: Process) -> Picture:
    """The picture of a sound process; an unsound one is drawn as far as it goes."""
    columns = _columns(process)
    rows: dict[int, list[Node]] = {}
    for node in process.nodes:
        rows.setdefault(columns[node.key], []).append(node)
    tallest = max((len(nodes) for nodes in rows.values()), default=1)
    middle = MARGIN + tallest * ROW // 2
    nodes: dict[str, PictureNode] = {}
    for column, stacked in rows.items():
        for index, node in enumerate(stacked):
            y = middle + int((index - (len(stacked) - 1) / 2) * ROW)
            nodes[node.key] = _node(node, MARGIN + COLUMN // 2 + column * COLUMN, y)
    bottom = MARGIN + tallest * ROW
    wires: list[PictureWire] = []
    tracks = 0
    for flow in process.flows:
        if flow.source not in nodes or flow.target not in nodes:
            continue
        source, target = nodes[flow.source], nodes[flow.target]
        if columns[flow.target] - columns[flow.source] == 1:
            wires.append(_straight(flow, source, target))
        else:
            tracks += 1
            wires.append(_below(flow, source, target, bottom + tracks * TRACK))
    return Picture(
        width=2 * MARGIN + (max(rows, default=0) + 1) * COLUMN,
        height=bottom + tracks * TRACK + MARGIN,
        nodes=tuple(nodes.values()),
        wires=tuple(wires),
    )


def _columns(process: Process) -> dict[str, int]:
    """The longest way from the start to each node, in nodes; a circle ends after one round."""
    columns = dict.fromkeys((node.key for node in process.nodes), 0)
    for _round in process.nodes:
        moved = False
        for flow in process.flows:
            if flow.source in columns and flow.target in columns:
                wanted = columns[flow.source] + 1
                if columns[flow.target] < wanted < len(process.nodes):
                    columns[flow.target] = wanted
                    moved = True
        if not moved:
            break
    return columns


def _node(node: Node, x: int, y: int) -> PictureNode:
    names = {NodeKind.START: _("开始"), NodeKind.END: _("结束")}
    name = node.step.name if node.step is not None else names.get(node.kind, "")
    return PictureNode(
        key=node.key,
        kind=node.kind.value,
        x=x,
        y=y,
        lines=_broken(name),
        detail=_limit(node.step) if node.step is not None else "",
        title=f"{name} {node.step.unit}".strip() if node.step is not None else name,
    )


def _broken(name: str) -> tuple[str, ...]:
    lines = [name[at : at + LETTERS_IN_LINE] for at in range(0, len(name), LETTERS_IN_LINE)]
    if len(lines) <= LINES:
        return tuple(lines)
    return (*lines[: LINES - 1], f"{lines[LINES - 1][:-1]}…")


def _limit(step: Step) -> str:
    if step.limit_days is None:
        return step.limit_text[:8]
    if step.limit_days == 0:
        return _("即时")
    return formatting.working_days(step.limit_days)


def _straight(flow: Flow, source: PictureNode, target: PictureNode) -> PictureWire:
    left, right = source.x + _half(source), target.x - _half(target)
    bend = (left + right) // 2
    path = (
        f"M{left} {source.y}H{right}"
        if source.y == target.y
        else f"M{left} {source.y}H{bend}V{target.y}H{right}"
    )
    return PictureWire(path, _condition(flow), bend, min(source.y, target.y) - 6)


def _below(flow: Flow, source: PictureNode, target: PictureNode, track: int) -> PictureWire:
    start, end = source.x, target.x
    path = (
        f"M{start} {source.y + _half_height(source)}V{track}H{end}"
        f"V{target.y + _half_height(target)}"
    )
    return PictureWire(path, _condition(flow), (start + end) // 2, track - 6)


def _half(node: PictureNode) -> int:
    return {"task": BOX_WIDTH // 2, "start": DOT, "end": DOT}.get(node.kind, DIAMOND)


def _half_height(node: PictureNode) -> int:
    return {"task": BOX_HEIGHT // 2, "start": DOT, "end": DOT}.get(node.kind, DIAMOND)


def _condition(flow: Flow) -> str:
    if flow.condition is None:
        return ""
    return (
        _("不予")
        if "refused" in _values(flow.condition)
        else (_("不同意") if "disagree" in _values(flow.condition) else _("符合条件时"))
    )


def _values(logic: Any) -> set[Any]:
    match logic:
        case dict():
            return set().union(*(_values(each) for each in logic.values()))
        case list() | tuple():
            return set().union(*(_values(each) for each in logic))
        case str() | int() | bool() | None:
            return {logic}
        case _:
            return set()
