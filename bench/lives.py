"""Whole lives of cases through the operations, one process, beside the database's own floor."""

import argparse
import cProfile
import pstats
import sys

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import floor, life
from bench.figures import Figure, median
from yangguan.foundation.postgres.location import Description as Server

AIM = 0.25


def measure(server: Server, options: argparse.Namespace) -> list[Figure]:
    """Lives a second through the operations and on the floor, in turns."""
    rounds, seconds = (2, 2.0) if options.quick else (6, 4.0)
    played = life.cast()
    acts = life.rehearse(played)
    watched = floor.watch(played, acts)
    path = floor.lay(server, floor.Script(watched))
    ours, floors, both = [], [], []
    for _ in range(rounds):
        ours.append(life.lives_a_second(played, acts, seconds=seconds))
        floors.append(floor.floor_a_second(server, path, seconds=seconds))
        both.append(floor.floor_a_second(server, path, seconds=max(1.0, seconds / 2), clients=2))
    if options.profile:
        _profile(played, acts)
    rows = watched.rows()
    ratio = median(ours) / median(floors)
    return [
        Figure(
            "lives",
            "whole lives through the operations, one process",
            median(ours),
            "lives/s",
            beside="pgbench, the same rows, one client",
            beside_value=median(floors),
            ratio=ratio,
            aim=f">= {AIM}",
            is_met=ratio >= AIM,
            rounds=tuple(ours),
            notes={
                "floor_rounds": floors,
                "floor_with_two_clients": median(both),
                "transactions": len(watched.transactions),
                "rows_made": sum(made for made, _ in rows.values()),
                "rows_changed": sum(changed for _, changed in rows.values()),
                "rows_by_table": rows,
                "item": played.edition.content.name,
                "acts": ["intake", *(act.name for act in acts)],
            },
        ),
        _statements(played, acts),
    ]


def _statements(played: life.Cast, acts: list[life.Act]) -> Figure:
    """SQL statements of one life as the application sends them, transaction control included."""
    with CaptureQueriesContext(connection) as captured:
        life.live(played, acts)
    return Figure(
        "lives",
        "statements a life through the operations, BEGIN and COMMIT included",
        len(captured),
        "statements",
    )


def _profile(played: life.Cast, acts: list[life.Act], lives: int = 60) -> None:
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(lives):
        life.live(played, acts)
    profiler.disable()
    report = pstats.Stats(profiler, stream=sys.stderr)
    report.sort_stats("tottime").print_stats(45)
    report.sort_stats("cumulative").print_stats(70)
