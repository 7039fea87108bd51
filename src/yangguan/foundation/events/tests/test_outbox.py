"""Events: queued with the change, never without it; nothing when nobody listens."""

import uuid
from typing import ClassVar

import pytest
from django.db import connection, transaction

from yangguan.foundation.events import outbox
from yangguan.foundation.events.jobs import deliver
from yangguan.foundation.events.outbox import Event, Subscription

pytestmark = pytest.mark.django_db
heard: list[Event] = []


class Something(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "test.something"

    thing_id: uuid.UUID


class Unheard(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "test.unheard"


def hear(event: Something) -> None:
    heard.append(event)


SUBSCRIPTIONS = (
    Subscription(Something, f"{__name__}.hear"),
    Subscription(Something, f"{__name__}.hear"),
)


@pytest.fixture(autouse=True)
def own_subscriptions(settings):
    settings.SUBSCRIPTIONS = f"{__name__}.SUBSCRIPTIONS"
    outbox.subscriptions.cache_clear()
    yield
    outbox.subscriptions.cache_clear()


def queued() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE 'yangguan%%'")
        (count,) = cursor.fetchone()
    return int(count)


def test_each_handler_gets_a_job_in_one_statement(django_assert_num_queries):
    before = queued()

    with django_assert_num_queries(1):
        outbox.publish(Something(thing_id=uuid.uuid4()))

    assert queued() - before == 2


def test_an_event_that_nobody_hears_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        outbox.publish(Unheard())


def test_an_event_is_gone_with_its_transaction():
    before = queued()

    with transaction.atomic():
        outbox.publish(Something(thing_id=uuid.uuid4()))
        transaction.set_rollback(True)

    assert queued() == before


def test_a_handler_receives_the_event_as_it_was():
    event = Something(thing_id=uuid.uuid4())
    heard.clear()

    deliver(handler=f"{__name__}.hear", event={"thing_id": str(event.thing_id)})

    assert heard == [event]
