"""What a bench yields: figures with the aim beside them, as a table and as JSON."""

import json
import os
import platform
import statistics
import time
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

LOOP_ROUNDS = 3_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One measurement. `ratio` compares it with `beside` in the way that `aim` states; `rounds` are
    the single values whose median `value` is.
    """

    section: str
    name: str
    value: float
    unit: str
    beside: str = ""
    beside_value: float | None = None
    ratio: float | None = None
    aim: str = ""
    is_met: bool | None = None
    rounds: tuple[float, ...] = ()
    notes: dict[str, object] = field(default_factory=dict)


def loop_milliseconds() -> float:
    """Time of a fixed pure-Python loop, in ms: how busy the machine is at this moment."""
    begun = time.perf_counter()
    value = 1
    for step in range(LOOP_ROUNDS):
        value = (value * 31 + step) & 0xFFFF
    return (time.perf_counter() - begun) * 1000


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the sorted values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def table(figures: Sequence[Figure]) -> str:
    """One line for each figure, columns aligned also where Chinese characters are wide."""
    head = ("what", "measured", "beside", "ratio", "aim", "")
    rows = [head, *(_row(each) for each in figures)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def write_json(path: Path, figures: Sequence[Figure], *, begun: datetime, **about: object) -> None:
    """The figures and the machine's kind; written whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    report = {
        "begun": begun.isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.system(),
        },
        **about,
        "figures": [asdict(each) for each in figures],
    }
    draft.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    draft.replace(path)


def _row(figure: Figure) -> tuple[str, ...]:
    beside = ""
    if figure.beside:
        value = "" if figure.beside_value is None else f" {_number(figure.beside_value)}"
        beside = f"{figure.beside}{value}"
    return (
        f"{figure.section}: {figure.name}",
        f"{_number(figure.value)} {figure.unit}",
        beside,
        "" if figure.ratio is None else _number(figure.ratio),
        figure.aim,
        {True: "met", False: "MISSED", None: ""}[figure.is_met],
    )


def _number(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
