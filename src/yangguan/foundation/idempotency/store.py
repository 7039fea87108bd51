"""
Replies kept by idempotency key: a write that is sent again is answered again, not done again.

`keep` runs in the transaction of the write, so that the two are kept or lost together. The unique
constraint decides between two requests that arrive at once: the later one fails on it, is rolled
back, and reads what the earlier one was answered. A refused write leaves nothing behind, hence no
reply either: the same key may try again.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from yangguan.foundation.cipher.algorithms import Sm3
from yangguan.foundation.cipher.columns import decrypt_text, encrypt_text
from yangguan.foundation.idempotency.models import IdempotentReply
from yangguan.foundation.sql.together import Part, send

MAX_KEY = 128
KEPT_DAYS = 7

# For a statement that reads the reply together with something else, under the alias `reply`; it
# gives the parameter `idempotency_key`.
COLUMNS = "reply.fingerprint, reply.status, reply.body"
JOIN = (
    "LEFT JOIN idempotency_idempotentreply reply"
    " ON reply.account_id = {account} AND reply.key = %(idempotency_key)s"
)

# Binds the encrypted bodies to their column, as the model's field does.
CONTEXT = "idempotency.body"

_KEEP = """
kept# AS (
    INSERT INTO idempotency_idempotentreply (account_id, key, fingerprint, status, body, created_at)
    VALUES (%(account)s, %(key)s, %(fingerprint)s, %(status)s, %(body)s, %(at)s)
)
"""


@dataclass(frozen=True, slots=True)
class KeptReply:
    """An answer that was given, and the fingerprint of the request that got it."""

    fingerprint: bytes
    status: int
    body: str


def fingerprint(parts: Iterable[bytes]) -> bytes:
    """SM3 over the parts of a request, each with its length: 32 bytes."""
    digest = Sm3()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def keep(reply: KeptReply, *, account_id: uuid.UUID, key: str, at: datetime) -> None:
    """
    Keep the reply to a write, in its transaction. One query, with what is sent `together`.

    Raises `IntegrityError` when the key has been answered meanwhile.
    """
    send(
        Part(
            _KEEP,
            {
                "account": account_id,
                "key": key,
                "fingerprint": reply.fingerprint,
                "status": reply.status,
                "body": encrypt_text(reply.body, context=CONTEXT),
                "at": at,
            },
        )
    )


def find(*, account_id: uuid.UUID, key: str) -> KeptReply | None:
    """The reply that this account's key was given. One query."""
    row = IdempotentReply.objects.filter(account_id=account_id, key=key).first()
    return KeptReply(bytes(row.fingerprint), row.status, row.body) if row else None


def reply_from(columns: Sequence[Any]) -> KeptReply | None:
    """The reply in the values of `COLUMNS`; None where the join found none."""
    digest, status, body = columns
    if status is None:
        return None
    text = decrypt_text(bytes(body), context=CONTEXT)
    return KeptReply(fingerprint=bytes(digest), status=status, body=text)


def purge(*, at: datetime) -> int:
    """Remove replies older than `KEPT_DAYS` days; returns their number. One query."""
    removed, _by_model = IdempotentReply.objects.filter(
        created_at__lt=at - timedelta(days=KEPT_DAYS)
    ).delete()
    return removed
