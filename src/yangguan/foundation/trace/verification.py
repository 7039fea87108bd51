"""Checking the trace as an outsider would: from the rows alone, with nothing believed."""

from collections.abc import Iterator
from dataclasses import dataclass

from yangguan.foundation.cipher.keyring import trace_seal_key
from yangguan.foundation.trace.chain import GENESIS, EntryValues, entry_digest, stream_seal
from yangguan.foundation.trace.models import TraceEntry, TraceStream

# Streams are read in blocks, so that a city's whole trace is checked in bounded memory.
BLOCK = 2_000


@dataclass(frozen=True, slots=True)
class TraceFault:
    subject: str
    position: int | None  # None: the stream as a whole
    code: str  # changed, gap, broken-chain, cut, forged-seal, missing-stream
    message: str


@dataclass(frozen=True, slots=True)
class TraceVerdict:
    streams: int
    entries: int
    faults: tuple[TraceFault, ...]

    @property
    def is_intact(self) -> bool:
        return not self.faults


def verify_stream(subject: str) -> TraceVerdict:
    """Check one stream. Two queries and one more for every `BLOCK` entries."""
    stream = TraceStream.objects.filter(subject=subject).first()
    if stream is None:
        fault = TraceFault(subject, None, "missing-stream", f"{subject}：没有留痕")
        return TraceVerdict(0, 0, (fault,))
    return _verdict([stream])


def verify_all() -> TraceVerdict:
    """Check every stream of the platform, in bounded memory."""
    return _verdict(TraceStream.objects.order_by("id").iterator(chunk_size=BLOCK))


def _verdict(streams: Iterator[TraceStream] | list[TraceStream]) -> TraceVerdict:
    faults: list[TraceFault] = []
    stream_count = entry_count = 0
    for stream in streams:
        stream_count += 1
        checked, found = _check(stream)
        entry_count += checked
        faults.extend(found)
    return TraceVerdict(stream_count, entry_count, tuple(faults))


def _check(stream: TraceStream) -> tuple[int, list[TraceFault]]:
    faults: list[TraceFault] = []
    previous, expected = GENESIS, 0

    def fault(position: int | None, code: str, message: str) -> None:
        faults.append(TraceFault(stream.subject, position, code, message))

    entries = TraceEntry.objects.filter(stream=stream).order_by("position", "id")
    for entry in entries.iterator(chunk_size=BLOCK):
        expected += 1
        if entry.position != expected:
            missing = f"第 {expected} 条" if entry.position > expected else "重复的条目"
            fault(expected, "gap", f"{missing}缺失或多出，读到的是第 {entry.position} 条")
            expected = entry.position
        if bytes(entry.previous) != previous:
            fault(entry.position, "broken-chain", f"第 {entry.position} 条接不上前一条")
        if bytes(entry.digest) != _recompute(entry):
            fault(entry.position, "changed", f"第 {entry.position} 条（{entry.action}）被改动过")
        previous = bytes(entry.digest)

    if expected != stream.length or previous != bytes(stream.head):
        fault(None, "cut", f"链头记 {stream.length} 条，实有 {expected} 条，末条摘要不符")
    seal = stream_seal(
        key=trace_seal_key(), stream_id=stream.id, length=stream.length, head=bytes(stream.head)
    )
    if bytes(stream.seal) != seal:
        fault(None, "forged-seal", "链头的封签不对，链头被改动过")
    return expected, faults


def _recompute(entry: TraceEntry) -> bytes:
    values = EntryValues(
        stream_id=entry.stream_id,
        position=entry.position,
        at=entry.at,
        actor_kind=entry.actor_kind,
        actor_id=entry.actor_id,
        actor_name=entry.actor_name,
        office=entry.office,
        action=entry.action,
        data=entry.data,
    )
    return entry_digest(values, previous=bytes(entry.previous))
