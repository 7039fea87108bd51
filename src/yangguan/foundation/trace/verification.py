"""Checking the trace as an outsider would: from the rows alone, with nothing believed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

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
        fault = TraceFault(
            subject, None, "missing-stream", _("%(subject)s：没有留痕") % {"subject": subject}
        )
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
            facts = {"expected": expected, "position": entry.position}
            missing = _("第 %(expected)d 条缺失，读到的是第 %(position)d 条")
            doubled = _("第 %(position)d 条重复，应当是第 %(expected)d 条")
            fault(expected, "gap", (missing if entry.position > expected else doubled) % facts)
            expected = entry.position
        if bytes(entry.previous) != previous:
            fault(
                entry.position,
                "broken-chain",
                _("第 %(position)d 条接不上前一条") % {"position": entry.position},
            )
        if bytes(entry.digest) != _recompute(entry):
            fault(
                entry.position,
                "changed",
                _("第 %(position)d 条（%(action)s）被改动过")
                % {"position": entry.position, "action": entry.action},
            )
        previous = bytes(entry.digest)

    if expected != stream.length or previous != bytes(stream.head):
        fault(
            None,
            "cut",
            _("链头记 %(told)d 条，实有 %(found)d 条，末条摘要不符")
            % {"told": stream.length, "found": expected},
        )
    seal = stream_seal(
        key=trace_seal_key(),
        stream_id=stream.id,
        subject=stream.subject,
        length=stream.length,
        head=bytes(stream.head),
    )
    if bytes(stream.seal) != seal:
        fault(None, "forged-seal", _("链头的封签不对，链头被改动过"))
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
