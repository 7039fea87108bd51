"""全过程留痕: every act chained to the one before; whatever SQL changes is found and named."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from django.db import DatabaseError, connection, transaction

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.events import outbox
from yangguan.foundation.events.outbox import Event, Subscription
from yangguan.foundation.sql.together import together
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.chain import GENESIS
from yangguan.foundation.trace.models import TraceEntry, TraceStream
from yangguan.foundation.trace.trail import Act, TraceConflict
from yangguan.foundation.trace.verification import verify_all, verify_stream

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 8, 4, 0, 0, 123456, tzinfo=UTC)
SUBJECT = "case:test"


def recorded(count: int = 3) -> TraceStream:
    stream = trail.new_stream(SUBJECT)
    for number in range(count):
        trail.record(stream, Act("case.step", {"n": number, "词": "中"}), by=BY, at=NOON)
    return stream


BY = system_actor()


def run_as_owner(sql: str, *parameters: Any) -> None:
    """What somebody with the application's own role can do: switch the triggers off first."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE trace_traceentry DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE trace_tracestream DISABLE TRIGGER USER")
        cursor.execute(sql, parameters)
        cursor.execute("ALTER TABLE trace_traceentry ENABLE TRIGGER USER")
        cursor.execute("ALTER TABLE trace_tracestream ENABLE TRIGGER USER")


def codes() -> set[str]:
    return {fault.code for fault in verify_stream(SUBJECT).faults}


def test_an_untouched_trace_is_intact():
    recorded()

    verdict = verify_stream(SUBJECT)

    assert verdict.is_intact
    assert verdict.entries == 3


def test_an_act_costs_one_statement_however_many_lines_it_leaves(django_assert_num_queries):
    stream = trail.new_stream(SUBJECT)

    with django_assert_num_queries(1):
        trail.record(stream, Act("a"), Act("b"), Act("c"), by=BY, at=NOON)

    assert verify_stream(SUBJECT).is_intact


def test_acts_that_on_one_stream_that_wait_together_still_follow_each_other(
    django_assert_num_queries,
):
    stream, other = trail.new_stream(SUBJECT), trail.new_stream("case:other")

    with django_assert_num_queries(2), together():
        trail.record(stream, Act("a"), by=BY, at=NOON)
        trail.record(other, Act("a"), by=BY, at=NOON)
        trail.record(stream, Act("b"), by=BY, at=NOON)

    assert verify_stream(SUBJECT).is_intact
    assert verify_stream("case:other").is_intact


def test_a_stream_that_waits_to_be_written_is_found_by_its_subject():
    with together():
        trail.record(trail.new_stream(SUBJECT), Act("a"), by=BY, at=NOON)
        trail.record(trail.stream_of(SUBJECT), Act("b"), by=BY, at=NOON)

    assert TraceStream.objects.get(subject=SUBJECT).length == 2
    assert verify_stream(SUBJECT).is_intact


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE trace_traceentry SET action = 'x'",
        "DELETE FROM trace_traceentry",
        "TRUNCATE trace_traceentry CASCADE",
        "DELETE FROM trace_tracestream",
        "UPDATE trace_tracestream SET length = 1",
    ],
)
def test_the_database_refuses_to_change_the_trace(sql):
    recorded()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "change",
    [
        "action = 'case.other'",
        "actor_name = '别人'",
        "office = '别处'",
        "at = at + interval '1 microsecond'",
        "data = '{\"n\": 7}'",
    ],
)
def test_a_changed_row_is_found_and_named(change):
    recorded()
    run_as_owner("UPDATE trace_traceentry SET " + change + " WHERE position = 2")  # noqa: S608  # from above

    faults = verify_stream(SUBJECT).faults

    assert [(fault.position, fault.code) for fault in faults] == [(2, "changed")]


def test_a_removed_row_is_found():
    recorded()
    run_as_owner("DELETE FROM trace_traceentry WHERE position = 2")

    assert {"gap", "broken-chain"} <= codes()


def test_a_removed_last_row_is_found():
    recorded()
    run_as_owner("DELETE FROM trace_traceentry WHERE position = 3")

    assert "cut" in codes()


def test_a_removed_last_row_is_found_even_if_the_head_is_made_to_fit():
    stream = recorded()
    second = TraceEntry.objects.get(stream=stream, position=2)
    run_as_owner("DELETE FROM trace_traceentry WHERE position = 3")
    run_as_owner("UPDATE trace_tracestream SET length = 2, head = %s", bytes(second.digest))

    assert codes() == {"forged-seal"}


def test_a_chain_that_was_passed_to_another_subject_is_found():
    recorded()
    run_as_owner(
        "UPDATE trace_tracestream SET subject = 'case:another' WHERE subject = %s", SUBJECT
    )

    assert [fault.code for fault in verify_stream("case:another").faults] == ["forged-seal"]


def test_a_chain_rewritten_from_end_to_end_without_the_key_is_found():
    stream = recorded()
    forged = trail.new_stream(SUBJECT)
    forged.id = stream.id
    entries = trail._entries(forged, [Act("case.other")] * 3, by=BY, at=NOON)
    digests = trail._digests(GENESIS, entries)
    for entry, previous, digest in zip(entries, [GENESIS, *digests], digests, strict=False):
        run_as_owner(
            "UPDATE trace_traceentry SET action = 'case.other', actor_kind = %s, actor_id = NULL,"
            " actor_name = %s, office = %s, at = %s, data = '{}', previous = %s, digest = %s"
            " WHERE position = %s",
            entry.actor_kind, entry.actor_name, entry.office, NOON, previous, digest,
            entry.position,
        )  # fmt: skip
    run_as_owner("UPDATE trace_tracestream SET head = %s", digests[-1])

    assert codes() == {"forged-seal"}


def test_an_inserted_row_with_a_right_digest_is_found():
    stream = recorded()
    forged = trail.new_stream("case:forged")
    forged.id, forged.length, forged.head = stream.id, stream.length, stream.head
    (entry,) = trail._entries(forged, [Act("case.grant")], by=BY, at=NOON)
    (digest,) = trail._digests(bytes(stream.head), [entry])
    run_as_owner(
        "INSERT INTO trace_traceentry (stream_id, position, at, actor_kind, actor_name, office,"
        " action, data, previous, digest) VALUES (%s, 4, %s, 'system', '系统', '', 'case.grant',"
        " '{}', %s, %s)",
        stream.id, NOON, bytes(stream.head), digest,
    )  # fmt: skip

    assert "cut" in codes()


def test_two_writers_cannot_fork_a_chain():
    stream = recorded(1)
    stale = TraceStream.objects.get(pk=stream.pk)
    trail.record(stream, Act("first"), by=BY, at=NOON)

    with pytest.raises(TraceConflict):
        trail.record(stale, Act("second"), by=BY, at=NOON)


def test_data_that_json_would_change_is_refused():
    with pytest.raises(TypeError):
        trail.record(trail.new_stream(SUBJECT), Act("a", {"sum": 1.5}), by=BY, at=NOON)


def test_all_streams_are_checked_together():
    before = verify_all().streams
    recorded()
    other = trail.new_stream(f"case:{uuid.uuid4()}")
    trail.record(other, Act("a"), by=BY, at=NOON)

    verdict = verify_all()

    assert (verdict.streams - before, verdict.is_intact) == (2, True)


class Something(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "test.something"

    thing_id: uuid.UUID


def hear(event: Something) -> None:
    """Never called: the test looks at the queue."""


SUBSCRIPTIONS = (Subscription(Something, f"{__name__}.hear"),)


def test_an_act_and_its_announcement_cost_one_statement(settings, django_assert_num_queries):
    settings.SUBSCRIPTIONS = f"{__name__}.SUBSCRIPTIONS"
    outbox.subscriptions.cache_clear()
    thing_id = uuid.uuid4()

    try:
        with django_assert_num_queries(1):
            trail.record(
                trail.new_stream("thing:1"), Act("thing.make"), by=BY, at=NOON,
                announcing=Something(thing_id=thing_id),
            )  # fmt: skip
    finally:
        outbox.subscriptions.cache_clear()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, queue_name FROM procrastinate_jobs WHERE args->'event' = %s::jsonb",
            [json.dumps({"thing_id": str(thing_id)})],
        )
        assert cursor.fetchall() == [("yangguan.deliver", "events")]
    assert verify_stream("thing:1").is_intact
