"""Stopping an import: what is published stays, nothing more follows."""

import uuid
from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.imports import policies
from yangguan.registers.imports.errors import ImportHasEnded, ImportNotFound
from yangguan.registers.imports.models import ImportRun
from yangguan.registers.imports.states import UNDER_WAY, RunState


@transaction.atomic
def cancel_import(*, run_id: uuid.UUID, by: Actor, at: datetime) -> ImportRun:
    """
    End an import after the chunk at hand. Source: R2.6.

    Raises `ImportNotFound`, `ImportHasEnded`; then nothing has changed.
    """
    run = ImportRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise ImportNotFound
    policies.ensure_may_see(by, run.started_by)
    if run.state not in UNDER_WAY:
        raise ImportHasEnded
    run.state, run.ended_at = RunState.CANCELLED, at
    run.save(update_fields=["state", "ended_at"])
    act = Act("import.cancel", {"line": run.line, "published": run.published})
    trail.record(trail.stream_of(f"import:{run.pk}"), act, by=by, at=at)
    return run
