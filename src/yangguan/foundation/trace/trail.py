"""Writing the trace: the only way in."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from psycopg.types.json import Jsonb

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.cipher.keyring import trace_seal_key
from yangguan.foundation.events import outbox
from yangguan.foundation.events.outbox import Event
from yangguan.foundation.sql.together import Part, flush, send
from yangguan.foundation.trace.chain import (
    GENESIS,
    EntryValues,
    TraceData,
    entry_digest,
    stream_seal,
)
from yangguan.foundation.trace.models import TraceStream


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done: a stable name such as `case.accept`, and what is worth knowing of it."""

    action: str
    data: TraceData = field(default_factory=dict)
    office: str | None = None  # the seat that was used; the actor's first seat otherwise


class TraceConflict(Exception):
    """Two writers met on one stream: the caller did not hold its lock. Retry the operation."""


def new_stream(subject: str) -> TraceStream:
    """A stream that does not exist yet; its first `record` writes it."""
    return TraceStream(id=uuid.uuid4(), subject=subject, length=0, head=GENESIS, seal=b"")


def stream_of(subject: str) -> TraceStream:
    """The stream of a subject, locked for writing; a new one if it has none. One query."""
    flush()
    found = TraceStream.objects.select_for_update().filter(subject=subject).first()
    return found or new_stream(subject)


def streams_of(subjects: Sequence[str]) -> list[TraceStream]:
    """As `stream_of`, for many subjects at once, locked in one order. One query."""
    flush()
    rows = TraceStream.objects.select_for_update().filter(subject__in=subjects)
    found = {stream.subject: stream for stream in rows.order_by("subject")}
    return [found.get(subject) or new_stream(subject) for subject in subjects]


# Stream and entries in one statement: an act costs one round trip, however many lines it leaves.
# The guard on `length` turns a lost lock into a conflict instead of a fork of the chain.
_RECORD = """
stream# AS (
    INSERT INTO trace_tracestream (id, subject, length, head, seal)
    VALUES (%(stream)s, %(subject)s, %(length)s, %(head)s, %(seal)s)
    ON CONFLICT (id) DO UPDATE
        SET length = EXCLUDED.length, head = EXCLUDED.head, seal = EXCLUDED.seal
        WHERE trace_tracestream.length = %(known_length)s
    RETURNING id
), recorded# AS (
    INSERT INTO trace_traceentry (stream_id, position, at, actor_kind, actor_id, actor_name,
                                  office, action, data, previous, digest)
    SELECT stream#.id, entry.position, %(at)s::timestamptz, %(actor_kind)s::text,
           %(actor_id)s::uuid, %(actor_name)s::text,
           entry.office, entry.action, entry.data, entry.previous, entry.digest
    FROM stream#, (VALUES {lines})
         AS entry (position, office, action, data, previous, digest)
    RETURNING id
)
"""
_LINE = (
    "(%(position{n})s::int, %(office{n})s::text, %(action{n})s::text, %(data{n})s::jsonb,"
    " %(previous{n})s::bytea, %(digest{n})s::bytea)"
)
_RECORDED = "(SELECT count(*) FROM recorded#)"


def record(
    stream: TraceStream, *acts: Act, by: Actor, at: datetime, announcing: Event | None = None
) -> None:
    """
    Append acts to a stream that the caller holds locked (or has just made); announce an event.

    One SQL statement for both, with what else the act sends `together`: almost every act is
    announced, and each round trip counts. Must run in the transaction of the change that it tells
    of. Raises `TraceConflict` when the stream has grown since it was read.
    """
    entries = _entries(stream, acts, by=by, at=at)
    digests = _digests(bytes(stream.head), entries)
    length = stream.length + len(entries)
    seal = stream_seal(
        key=trace_seal_key(),
        stream_id=stream.id,
        subject=stream.subject,
        length=length,
        head=digests[-1],
    )

    def check(recorded: int) -> None:
        if recorded != len(entries):
            raise TraceConflict(stream.subject)

    part = Part(
        _record_text(len(entries)),
        {
            "stream": stream.id,
            "subject": stream.subject,
            "length": length,
            "head": digests[-1],
            "seal": seal,
            "known_length": stream.length,
            "at": at,
            "actor_kind": by.kind.value,
            "actor_id": by.account_id,
            "actor_name": by.name,
            **_line_values(entries, digests, head=bytes(stream.head)),
        },
        result=_RECORDED,
        check=check,
        row=stream.id,
    )
    send(part, *(outbox.jobs_part(announcing) if announcing else ()))
    stream.length, stream.head, stream.seal = length, digests[-1], seal


@cache
def _record_text(lines: int) -> str:
    """The statement for so many lines; almost every act leaves one."""
    return _RECORD.format(lines=", ".join(_LINE.format(n=n) for n in range(lines)))


def _line_values(
    entries: Sequence[EntryValues], digests: Sequence[bytes], *, head: bytes
) -> dict[str, object]:
    values: dict[str, object] = {}
    for n, (entry, previous, digest) in enumerate(
        zip(entries, (head, *digests), digests, strict=False)
    ):
        values |= {
            f"position{n}": entry.position,
            f"office{n}": entry.office,
            f"action{n}": entry.action,
            f"data{n}": Jsonb(entry.data),
            f"previous{n}": previous,
            f"digest{n}": digest,
        }
    return values


def _entries(
    stream: TraceStream, acts: Sequence[Act], *, by: Actor, at: datetime
) -> list[EntryValues]:
    return [
        EntryValues(
            stream_id=stream.id,
            position=stream.length + offset,
            at=at,
            actor_kind=by.kind.value,
            actor_id=by.account_id,
            actor_name=by.name,
            office=by.office if act.office is None else act.office,
            action=act.action,
            data=act.data,
        )
        for offset, act in enumerate(acts, start=1)
    ]


def _digests(head: bytes, entries: Sequence[EntryValues]) -> list[bytes]:
    digests: list[bytes] = []
    previous = head
    for entry in entries:
        previous = entry_digest(entry, previous=previous)
        digests.append(previous)
    return digests
