"""`yangguan worker`: takes up what a killed worker left, and ends when it is asked to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from yangguan.registers.imports.tests import files

DEADLINE_SECONDS = 180.0
PROGRAM = [sys.executable, "-m", "yangguan.portals.console.main"]


def _address(database: str) -> str:
    """The URL of a database on the server of the tests."""
    settings = connection.settings_dict
    address = {"user": settings["USER"], "password": settings["PASSWORD"]}
    place = {"host": settings["HOST"], "port": settings["PORT"]}
    known = {name: value for name, value in {**address, **place}.items() if value}
    return f"postgresql:///{quote(database)}?{urlencode(known)}"


@pytest.fixture(scope="module")
def queue(django_db_setup: None) -> Iterator[str]:
    """
    The URL of a database with a queue of its own, gone after the tests.

    A worker sees only what is committed and carries out all of it, so it gets neither the jobs
    that other tests left nor a chance to change the city that they share.
    """
    tests = str(connection.settings_dict["NAME"])
    name = sql.Identifier(f"{tests}_worker")
    with psycopg.connect(_address(tests), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        address = _address(f"{tests}_worker")
        subprocess.run(
            [*PROGRAM, "migrate"],
            env=_environment(address),
            check=True,
            timeout=DEADLINE_SECONDS,
        )
        yield address
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def _environment(address: str) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": address}


def _stalled_job(database: psycopg.Connection) -> int:
    worker = database.execute(
        "INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES (now() - interval '1 day') RETURNING id"
    ).fetchone()
    assert worker is not None
    job = database.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id)"
        " VALUES ('test', 'nobody.knows.it', '{}', 'doing', %s) RETURNING id",
        [worker[0]],
    ).fetchone()
    assert job is not None
    return int(job[0])


def _status(database: psycopg.Connection, job: int) -> str:
    row = database.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job]).fetchone()
    return "gone" if row is None else str(row[0])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["ended", "hung up"])
def test_a_job_that_a_killed_worker_left_is_taken_up_and_the_worker_ends_when_asked(
    queue: str, number: signal.Signals
):
    with psycopg.connect(queue, autocommit=True) as database:
        job = _stalled_job(database)
        # The tests may have been started with `nohup`, which the worker would inherit.
        before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
        worker = subprocess.Popen(
            [*PROGRAM, "worker"],
            env=_environment(queue),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        signal.signal(signal.SIGHUP, before)
        try:
            # Taken up and tried: nobody knows the task, so it fails for good.
            deadline = time.monotonic() + DEADLINE_SECONDS
            while (
                _status(database, job) != "failed"
                and worker.poll() is None
                and time.monotonic() < deadline
            ):
                time.sleep(0.1)
            worker.send_signal(number)
            said, _ = worker.communicate(timeout=DEADLINE_SECONDS)
        finally:
            worker.kill()
            worker.wait()

        assert _status(database, job) == "failed", said
        assert worker.returncode == 0, said


# Six chunks: time enough to be killed in the middle of bringing them in, twice.
ITEMS = 300
_EDITIONS = """
SELECT count(*), count(DISTINCT edition.item_id), max(edition.number)
FROM imports_importrow row JOIN catalogue_serviceitem item USING (task_code)
JOIN catalogue_edition edition ON edition.item_id = item.id WHERE row.run_id = %s
"""
_DRAFTS = """
SELECT count(*), count(DISTINCT draft.task_code), max(revision.number) + 1
FROM drafting_editiondraft draft
JOIN drafting_draftrevision revision ON revision.draft_id = draft.id
WHERE draft.import_id = %s AND draft.state = 'submitted'
"""


@contextmanager
def _running(queue: str, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command of the program; killed outright in the end, as a power cut would."""
    program = subprocess.Popen(
        [*PROGRAM, *command],
        env=_environment(queue),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield program
    finally:
        program.kill()
        program.wait()


@dataclass(frozen=True)
class _Import:
    """The newest import: how many of its items it has brought in, and its state."""

    run: str = ""
    count: int = 0
    state: str = ""


def _newest(database: psycopg.Connection) -> _Import:
    row = database.execute(
        "SELECT id, published + submitted, state FROM imports_importrun"
        " ORDER BY started_at DESC LIMIT 1"
    ).fetchone()
    return _Import() if row is None else _Import(str(row[0]), row[1], row[2])


def _wait(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert holds()


def _file(folder: Path, suffix: str, first: int) -> Path:
    """Items that no other test brings in."""
    path = folder / f"items{suffix}"
    items = [files.item(number) for number in range(first, first + ITEMS)]
    if suffix == ".xlsx":
        files.workbook(path, *items)
    else:
        path.write_bytes(files.lines(*items))
    return path


@pytest.mark.parametrize(
    ("suffix", "options", "end", "made"),
    [
        (".jsonl", (), "published", _EDITIONS),
        (".xlsx", ("--review", "按新条例"), "submitted", _DRAFTS),
    ],
    ids=["lines to publish", "workbook for review"],
)
def test_an_import_that_is_killed_again_and_again_brings_in_every_item_once(
    queue: str, tmp_path: Path, suffix: str, options: tuple[str, ...], end: str, made: str
):
    path = _file(tmp_path, suffix, first=1_000 * len(options))

    with psycopg.connect(queue, autocommit=True) as database:
        before = _newest(database).run
        with _running(queue, "import-items", str(path), *options):
            # Killed while the file is still taken apart, or has only just been.
            _wait(lambda: _newest(database).run != before)
        assert _newest(database).count == 0
        with _running(queue, "worker"):
            _wait(lambda: _newest(database).count > 0)
        first = _newest(database)
        assert (first.count < ITEMS, first.state) == (True, "publishing")
        _let_go(database)
        with _running(queue, "worker"):
            _wait(lambda: _newest(database).count > first.count)
        second = _newest(database)
        assert (first.count < second.count < ITEMS, second.state) == (True, "publishing")
        _let_go(database)
        with _running(queue, "worker"):
            _wait(lambda: _newest(database).state == "done")

        assert _newest(database) == _Import(first.run, ITEMS, "done")
        assert database.execute(made, [first.run]).fetchone() == (ITEMS, ITEMS, 1)
        rows = database.execute(
            "SELECT count(*), min(state), max(state) FROM imports_importrow WHERE run_id = %s",
            [first.run],
        )
        assert rows.fetchone() == (ITEMS, end, end)


def _let_go(database: psycopg.Connection) -> None:
    """What a minute without a sign of life would tell the next worker."""
    database.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 day'")
