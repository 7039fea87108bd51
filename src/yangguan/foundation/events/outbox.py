"""
Announcing what has happened.

An event goes into the job queue in the transaction of the change, so it is never lost and never
told too early; which handler wakes is one page, `config/subscriptions.py`. An event without a
handler costs nothing.
"""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import msgspec
from django.conf import settings
from django.utils.module_loading import import_string

from yangguan.foundation.events.jobs import QUEUE_JOBS, queued_jobs
from yangguan.foundation.sql.together import Part, send


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that has happened, named in the past tense. Carries ids, never personal data."""

    name: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Subscription:
    event: type[Event]
    handler: str  # dotted path of a function that takes the event and may run more than once


@cache
def subscriptions() -> dict[type[Event], tuple[str, ...]]:
    table: dict[type[Event], tuple[str, ...]] = {}
    listed: tuple[Subscription, ...] = import_string(settings.SUBSCRIPTIONS)
    for subscription in listed:
        table[subscription.event] = (*table.get(subscription.event, ()), subscription.handler)
    return table


def jobs_of(*events: Event) -> list[dict[str, object]]:
    """What is to be queued for these events: one job for each handler that listens."""
    return [
        {"handler": handler, "event": msgspec.to_builtins(event)}
        for event in events
        for handler in subscriptions().get(type(event), ())
    ]


def jobs_part(*events: Event) -> tuple[Part, ...]:
    """What queues the handlers of these events; nothing when nobody listens."""
    jobs = jobs_of(*events)
    return (Part("", queued_jobs(jobs), result=QUEUE_JOBS),) if jobs else ()


def publish(*events: Event) -> None:
    """Queue the handlers of these events. At most one SQL statement, none when nobody listens."""
    if parts := jobs_part(*events):
        send(*parts)
