"""
The job queue, behind a thin facade: procrastinate on the same PostgreSQL.

Every job may run more than once (a killed worker's jobs are taken up again), so every handler is
idempotent. A job that keeps failing stays in the table as `failed`: `yangguan doctor` counts it,
`yangguan jobs` names it and runs it again.
"""

import inspect
import typing
from collections.abc import Mapping, Sequence

import msgspec
from django.utils.module_loading import import_string
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

# `max_attempts` counts retries: one run and five more, over about half an hour.
RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)


@app.task(name="yangguan.deliver", queue="events", retry=RETRY)
def deliver(handler: str, event: dict[str, typing.Any]) -> None:
    """Call one handler with its event, rebuilt as the type that the handler declares."""
    function = import_string(handler)
    (parameter,) = inspect.signature(function).parameters.values()
    event_type = typing.get_type_hints(function)[parameter.name]
    function(msgspec.convert(event, event_type))


# An expression that queues jobs on the way of another statement, and counts them. It calls the
# function that the library's own `defer` calls; parameters: `queued_jobs`.
QUEUE_JOBS = """
(SELECT cardinality(procrastinate_defer_jobs_v1(ARRAY(
    SELECT ROW(%(job_queue)s::text, %(job_task)s::text, 0, NULL, NULL, job.arguments, NULL)
           ::procrastinate_job_to_defer_v1
    FROM unnest(%(job_arguments)s::jsonb[]) WITH ORDINALITY AS job (arguments, place)
    ORDER BY job.place))))
"""


def queued_jobs(arguments: Sequence[Mapping[str, typing.Any]]) -> dict[str, typing.Any]:
    """The parameters of `QUEUE_JOBS`: one `deliver` job for each set of its arguments."""
    return {
        "job_queue": deliver.queue,
        "job_task": deliver.name,
        "job_arguments": [msgspec.json.encode(each).decode() for each in arguments],
    }
