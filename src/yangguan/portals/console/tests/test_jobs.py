"""`yangguan jobs`: what has failed for good is named, and runs again when somebody says so."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection

from yangguan.foundation.events.failed import failed_jobs, run_again
from yangguan.portals.console import jobs as jobs_module
from yangguan.portals.console.errors import CommandFailed
from yangguan.portals.console.jobs import jobs
from yangguan.portals.console.tests.running import run

pytestmark = pytest.mark.django_db
HANDLER = "yangguan.handling.licences.handlers.render_licence"
NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_other_jobs(db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def job(status: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts)"
            " VALUES ('events', 'yangguan.deliver', %s, %s, 6) RETURNING id",
            [json.dumps({"handler": HANDLER, "event": {}}), status],
        )
        return int(cursor.fetchone()[0])


def status_of(job_id: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job_id])
        return str(cursor.fetchone()[0])


def test_a_failed_job_is_named_with_the_handler_that_did_not_do_it(monkeypatch):
    failed = job("failed")
    job("todo")

    said = run(monkeypatch, jobs_module, jobs).stdout

    assert f"{failed}  —  {HANDLER}  ×6" in said
    assert status_of(failed) == "failed"


def test_a_failed_job_runs_again_when_it_is_asked_for(monkeypatch):
    first, second = job("failed"), job("failed")

    report = json.loads(run(monkeypatch, jobs_module, jobs, "--retry", "--json", f"{first}").stdout)

    assert report["queued"] == [first]
    assert (status_of(first), status_of(second)) == ("todo", "failed")


def test_a_job_that_has_not_failed_is_left_alone():
    done = job("succeeded")

    assert run_again([done], at=NOON) == []
    assert status_of(done) == "succeeded"
    assert failed_jobs() == []


def test_a_number_that_is_no_failed_job_is_said(monkeypatch):
    result = run(monkeypatch, jobs_module, jobs, "999999999")

    assert result.exit_code == 1
    assert isinstance(result.exception, CommandFailed)
