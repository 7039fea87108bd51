"""Taking in a file of items: kept as it came, worked off by a job."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.files import store
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.drafting.bounds import LONGEST_REASON
from yangguan.registers.drafting.errors import ReasonMissing
from yangguan.registers.drafting.policies import may_review
from yangguan.registers.imports.errors import ImportEmpty, ImportTooLarge
from yangguan.registers.imports.events import ImportWanted
from yangguan.registers.imports.models import ImportRun
from yangguan.registers.imports.states import ImportAct

MOST_BYTES = 4 * 1024**3


def start_import(
    chunks: Iterable[bytes],
    *,
    name: str,
    act: ImportAct,
    by: Actor,
    at: datetime,
    for_review: bool = False,
    reason: str = "",
) -> ImportRun:
    """
    Keep a file and queue its import. Nothing of it is read here, so it may be large.

    The import of the office that reviews is its review, unless it asks for one (`for_review`);
    everybody else's items are handed in as drafts, for a `reason` that will be public. Source:
    R2.2, R2.6. Publishes `ImportWanted`. Raises `ReasonMissing`, `ImportEmpty`, `ImportTooLarge`;
    then nothing was kept.
    """
    for_review = for_review or not may_review(by)
    reason = reason.strip()[:LONGEST_REASON]
    if for_review and act is not ImportAct.CHECK and not reason:
        raise ReasonMissing
    content = store.keep(_bounded(chunks))
    if content.size == 0:
        raise ImportEmpty
    with transaction.atomic():
        file = store.register(
            content, name=name, media_type="application/octet-stream", at=at, by=by.account_id
        )
        run = ImportRun.objects.create(
            file=file,
            act=act,
            is_for_review=for_review,
            reason=reason if for_review else "",
            started_at=at,
            started_by=by.account_id,
            starter_name=by.name[:60],
        )
        trail.record(
            trail.new_stream(f"import:{run.pk}"),
            Act(
                "import.start",
                {"file": content.digest, "act": act.value, "for_review": for_review},
            ),
            by=by,
            at=at,
            announcing=ImportWanted(run_id=run.pk),
        )
    return run


def _bounded(chunks: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_BYTES:
            raise ImportTooLarge(most=MOST_BYTES // 1024**3)
        yield chunk
