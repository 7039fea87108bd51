"""The sections of the bench, one after the other, on one ground."""

import argparse
import sys
import time
from collections.abc import Callable

from django.utils import timezone

from bench import api, figures, guides, imports, lists, lives, pages, search
from bench.figures import Figure
from bench.ground import ground
from yangguan.foundation.postgres.location import Description as Server

Section = Callable[[Server, argparse.Namespace], list[Figure]]
SECTIONS: dict[str, Section] = {
    "lives": lives.measure,
    "api": api.measure,
    "pages": pages.measure,
    "guides": guides.measure,
    "lists": lists.measure,
    "search": search.measure,
    "imports": imports.measure,
}


def run(options: argparse.Namespace) -> int:
    """Measure the chosen sections; print the table, write the JSON file."""
    begun, clock = timezone.now(), time.perf_counter()
    measured: list[Figure] = []
    loops = [figures.loop_milliseconds()]
    with ground() as server:
        for name, section in SECTIONS.items():
            if name not in options.only:
                continue
            _say(f"measuring {name} …")
            measured.extend(section(server, options))
            loops.append(figures.loop_milliseconds())
    seconds = time.perf_counter() - clock
    figures.write_json(
        options.json,
        measured,
        begun=begun,
        is_quick=options.quick,
        seconds=round(seconds, 1),
        python_loop_milliseconds=[round(each, 1) for each in loops],
    )
    print(figures.table(measured))
    print(
        f"\n{seconds:.0f} s; fixed Python loop {min(loops):.0f} to {max(loops):.0f} ms"
        f" (the machine's own noise); all rounds in {options.json}"
    )
    return 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
