"""What an entry's digest covers: pure functions, so that an outsider can recompute them."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from yangguan.foundation.cipher.algorithms import hmac_sm3, sm3

# The digest before the first entry of a stream.
GENESIS = b"\x00" * 32

TraceData = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EntryValues:
    """All that one entry says, in the form that is hashed."""

    stream_id: uuid.UUID
    position: int
    at: datetime
    actor_kind: str
    actor_id: uuid.UUID | None
    actor_name: str
    office: str
    action: str
    data: TraceData


def canonical_bytes(entry: EntryValues) -> bytes:
    """
    The entry as canonical JSON: keys sorted, no spaces, UTF-8, time in UTC with microseconds.

    Raises `TypeError` for data that JSON cannot carry exactly (floats, dates): the database would
    give it back in another form, and the digest would then be wrong for ever.
    """
    _ensure_exact(entry.data)
    return json.dumps(
        {
            "stream": str(entry.stream_id),
            "position": entry.position,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": [
                entry.actor_kind,
                str(entry.actor_id) if entry.actor_id else None,
                entry.actor_name,
                entry.office,
            ],
            "action": entry.action,
            "data": entry.data,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def entry_digest(entry: EntryValues, *, previous: bytes) -> bytes:
    """SM3 over the digest before and the entry's canonical bytes; 32 bytes."""
    return sm3(previous + canonical_bytes(entry))


def stream_seal(
    *, key: bytes, stream_id: uuid.UUID, subject: str, length: int, head: bytes
) -> bytes:
    """
    HMAC-SM3 over a stream's identity, subject, length and head; the key is not in the database.

    The subject is covered because no entry tells it: otherwise one could pass off what happened to
    one case as what happened to another.
    """
    return hmac_sm3(key, stream_id.bytes + length.to_bytes(8, "big") + head + subject.encode())


def _ensure_exact(value: object) -> None:
    match value:
        case None | bool() | int() | str():
            return
        case list():
            for item in value:
                _ensure_exact(item)
        case Mapping():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise TypeError(f"trace data: key {key!r} is not a text")
                _ensure_exact(item)
        case _:
            raise TypeError(f"trace data: {type(value).__name__} does not survive JSON exactly")
