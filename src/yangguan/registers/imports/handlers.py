"""What the worker does for an import. Safe to run again: each chunk begins where the last ended."""

import time

from django.utils import timezone

from yangguan.foundation.events import outbox
from yangguan.registers.imports.events import ImportWanted
from yangguan.registers.imports.operations.carry_out import carry_out
from yangguan.registers.imports.states import UNDER_WAY

# A job is short, so that a worker that is asked to stop need not wait long; the next one follows.
STRETCH_SECONDS = 15.0


def work_off(event: ImportWanted) -> None:
    """One stretch of an import; what is left is queued with its last chunk."""
    deadline = time.monotonic() + STRETCH_SECONDS
    state = carry_out(
        run_id=event.run_id,
        at=timezone.now(),  # noqa: TID251  # a job begins here
        goes_on=lambda: time.monotonic() < deadline,
    )
    if state in UNDER_WAY:
        outbox.publish(event)
