"""Jobs that have failed for good: they stay until somebody has looked at them, and run again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from procrastinate.contrib.django import app

_FAILED = """
SELECT job.id, job.task_name, coalesce(job.args ->> 'handler', ''), job.attempts,
       (SELECT max(event.at) FROM procrastinate_events AS event
        WHERE event.job_id = job.id AND event.type = 'failed')
FROM procrastinate_jobs AS job
WHERE job.status = 'failed'
ORDER BY job.id
"""


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that will not run again by itself."""

    id: int
    task: str
    handler: str  # dotted path of the handler of an event; empty for a job without event
    attempts: int
    failed_at: datetime | None


def failed_jobs() -> list[FailedJob]:
    """Every failed job, oldest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_FAILED)
        return [FailedJob(*row) for row in cursor.fetchall()]


def run_again(job_ids: Collection[int], *, at: datetime) -> list[int]:
    """
    Queue failed jobs anew for `at` (aware); the ids of those that were failed and now wait.

    Safe to repeat: a job that is not failed is left alone, and every handler may run twice.
    """
    failed = [job.id for job in failed_jobs() if job.id in job_ids]
    for job_id in failed:
        app.job_manager.retry_job_by_id(job_id, retry_at=at)
    return failed
