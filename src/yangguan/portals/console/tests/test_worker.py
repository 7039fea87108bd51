"""`yangguan worker`: takes up what a killed worker left, and ends when it is asked to."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote, urlencode

import pytest
from django.db import connection

DEADLINE_SECONDS = 60.0


def _database_url() -> str:
    settings = connection.settings_dict
    address = {"user": settings["USER"], "password": settings["PASSWORD"]}
    place = {"host": settings["HOST"], "port": settings["PORT"]}
    known = {name: value for name, value in {**address, **place}.items() if value}
    return f"postgresql:///{quote(settings['NAME'])}?{urlencode(known)}"


@pytest.fixture
def worker():
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": _database_url(),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "yangguan.portals.console.main", "worker"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def _stalled_job() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '1 day') RETURNING id"
        )
        dead = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id)"
            " VALUES ('test', 'nobody.knows.it', '{}', 'doing', %s) RETURNING id",
            [dead],
        )
        return int(cursor.fetchone()[0])


def _status(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_job_that_a_killed_worker_left_is_taken_up_and_the_worker_ends_when_asked(request):
    job = _stalled_job()

    worker = request.getfixturevalue("worker")
    deadline = time.monotonic() + DEADLINE_SECONDS
    while _status(job) == "doing" and worker.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    worker.send_signal(signal.SIGTERM)
    said, _ = worker.communicate(timeout=DEADLINE_SECONDS)

    # Taken up and tried: nobody knows the task, so it has failed for good.
    assert _status(job) == "failed", said
    assert worker.returncode == 0, said
