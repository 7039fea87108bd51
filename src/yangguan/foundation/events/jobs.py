"""
The job queue, behind a thin facade: procrastinate on the same PostgreSQL.

Every job may run more than once (a killed worker's jobs are taken up again), so every handler is
idempotent. A job that keeps failing stays in the table as `failed`, where `yangguan doctor` and
the administrator see it and can replay it.
"""

import inspect
import typing

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
