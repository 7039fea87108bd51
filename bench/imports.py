"""Importing a file of many items, and exporting them: items a second and the memory of it."""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bench.figures import Figure
from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.postgres.location import Description as Server
from yangguan.registers.imports.exports import ExportFormat, Selection, write_export
from yangguan.registers.imports.models import ImportRun
from yangguan.registers.imports.operations.carry_out import carry_out
from yangguan.registers.imports.operations.start_import import start_import
from yangguan.registers.imports.states import UNDER_WAY, ImportAct, RunState

BASIC = "UP_TASK_GENERAL_BASIC"
SAMPLE = "content/dunhuang/items/food-business-licence.json"
COUNT, QUICK = 2_000, 200


def measure(server: Server, options: argparse.Namespace) -> list[Figure]:
    """
    One file of JSON lines, each a whole item with its form: checked, published, exported.
    Everything is taken back at the end.
    """
    del server
    count = QUICK if options.quick else COUNT
    before = _peak()
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        spent = time.process_time()
        seconds, run = _import(count)
        spent = time.process_time() - spent
        again, unchanged = _import(count)
        begun = time.perf_counter()
        exported = write_export(
            Selection(), ExportFormat.LINES, Path(folder) / "out", at=timezone.now()
        )
        out = time.perf_counter() - begun
        transaction.set_rollback(True)
    if run.published != count or unchanged.unchanged != count:
        raise RuntimeError(f"{run.published} published, {unchanged.unchanged} unchanged: {run}")
    figures = (
        ("items checked and published from a file", count / seconds),
        ("items checked that have not changed", count / again),
        ("items exported as JSON lines", exported / out),
    )
    # The rate hangs on what else the machine does; the processor time of the program hardly.
    notes: dict[str, object] = {
        "items": count,
        "peak_grew_mb": round((_peak() - before) / 1024),
        "processor_ms_an_item_imported": round(spent / count * 1000, 1),
    }
    return [Figure("imports", name, rate, "items/s", notes=notes) for name, rate in figures]


def _import(count: int) -> tuple[float, ImportRun]:
    by, at = system_actor("bench"), timezone.now()
    act = ImportAct.ALL_OR_NOTHING
    run = start_import(_lines(count), name="bench.jsonl", act=act, by=by, at=at)
    begun = time.perf_counter()
    state = RunState.WAITING
    while state in UNDER_WAY:
        state = carry_out(run_id=run.pk, at=at, goes_on=lambda: True)
    seconds = time.perf_counter() - begun
    run.refresh_from_db()
    return seconds, run


def _lines(count: int) -> Iterator[bytes]:
    sample: dict[str, Any] = json.loads((Path(settings.BASE_DIR) / SAMPLE).read_bytes())
    for number in range(1, count + 1):
        basic = dict(sample[BASIC])
        code = f"6201{number:08d}"
        basic |= {
            "CATALOG_CODE": code,
            "TASK_CODE": basic["TASK_CODE"][:19] + code,
            "TASK_NAME": f"样例许可第{number}号",
        }
        yield (json.dumps({**sample, BASIC: basic}, ensure_ascii=False) + "\n").encode()


def _peak() -> int:
    """Kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
