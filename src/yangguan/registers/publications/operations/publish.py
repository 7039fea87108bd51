"""发布: now, or at a time that is planned."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.events import outbox
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.publications import rules
from yangguan.registers.publications.errors import PublicationIncomplete
from yangguan.registers.publications.events import PublicationDue
from yangguan.registers.publications.in_force import put_in_force, subject_of
from yangguan.registers.publications.models import Publication, PublicationVersion
from yangguan.registers.publications.operations.locking import lock_publication, upcoming_version
from yangguan.registers.publications.states import PublicationAction, PublicationState
from yangguan.registers.publications.text import decode

BATCH = 500
# A job that failed for good is looked at by somebody; the sweep tries again the next day only.
ANNOUNCED_AGAIN_AFTER = timedelta(days=1)


@transaction.atomic
def publish_publication(
    *, code: str, by: Actor, at: datetime, seen_revision: int | None = None
) -> PublicationVersion:
    """
    Publish the version in preparation: from this moment its text never changes.

    `seen_revision` is what the editor has looked at. Publishes `PublicationPublished`. Raises
    `PublicationNotFound`, `NotYourPublications`, `NoVersionInPreparation`,
    `PublicationChangedElsewhere`, `PublicationIncomplete`; then nothing has changed.
    Source: 政府信息公开条例 第二十条, 第二十六条 (within 20 working days).
    """
    publication = lock_publication(code, by=by)
    version = upcoming_version(publication, seen_revision=seen_revision)
    _ensure_complete(version)
    put_in_force(publication, version, by=by, at=at)
    return version


@transaction.atomic
def plan_publication(
    *,
    code: str,
    publish_at: datetime,
    by: Actor,
    at: datetime,
    seen_revision: int | None = None,
) -> PublicationVersion:
    """
    Plan the draft to be published at `publish_at` (aware, at most a year ahead).

    Raises as `publish_publication`, and `PlannedInThePast`, `PublicationNotInState`.
    """
    publication = lock_publication(code, by=by)
    version = upcoming_version(publication, seen_revision=seen_revision)
    state = rules.next_state(PublicationState(version.state), PublicationAction.PLAN)
    rules.ensure_planned_time(publish_at, at=at)
    _ensure_complete(version)
    _move(publication, version, state, publish_at=publish_at, at=at)
    act = Act(
        "publication.plan",
        {"version": version.number, "digest": version.digest, "at": publish_at.isoformat()},
    )
    trail.record(trail.stream_of(subject_of(code)), act, by=by, at=at)
    return version


@transaction.atomic
def cancel_plan(*, code: str, by: Actor, at: datetime) -> PublicationVersion:
    """
    Take a planned version back into a draft. Raises `PublicationNotFound`, `NotYourPublications`,
    `NoVersionInPreparation`, `PublicationNotInState`.
    """
    publication = lock_publication(code, by=by)
    version = upcoming_version(publication)
    state = rules.next_state(PublicationState(version.state), PublicationAction.CANCEL_PLAN)
    _move(publication, version, state, publish_at=None, at=at)
    act = Act("publication.cancel-plan", {"version": version.number})
    trail.record(trail.stream_of(subject_of(code)), act, by=by, at=at)
    return version


@transaction.atomic
def publish_due(*, version_id: int, by: Actor, at: datetime) -> bool:
    """
    Publish one version whose time has come; whether it was published now.

    Published, cancelled, given up or planned anew meanwhile: then nothing changes. Raises
    `NotYourPublications` for anybody but the platform or an editor, `PublicationIncomplete`.
    """
    code = PublicationVersion.objects.filter(pk=version_id).values_list("publication_id", flat=True)
    if not (found := code.first()):
        return False
    publication = lock_publication(found, by=by)
    version = publication.versions.filter(
        pk=version_id, state=PublicationState.PLANNED, publish_at__lte=at
    ).first()
    if version is None:
        return False
    _ensure_complete(version)
    put_in_force(publication, version, by=by, at=at)
    return True


@transaction.atomic
def announce_due(*, at: datetime, batch: int = BATCH) -> int:
    """
    Queue a job for each planned version whose time has come; returns how many.

    Three statements, whatever there is; what is left over waits for the next sweep. Each version
    then has its own transaction and its own job: one that fails stops no other, is tried again,
    and stays visible among the failed jobs. Two sweeps at once announce nothing twice. Publishes
    `PublicationDue`.
    """
    due = (
        PublicationVersion.objects.select_for_update(skip_locked=True)
        .filter(state=PublicationState.PLANNED, publish_at__lte=at)
        .filter(Q(announced_at=None) | Q(announced_at__lte=at - ANNOUNCED_AGAIN_AFTER))
        .order_by("publish_at")
    )
    found = list(due.values_list("pk", flat=True)[:batch])
    if found:
        PublicationVersion.objects.filter(pk__in=found).update(announced_at=at)
        outbox.publish(*(PublicationDue(version_id=each) for each in found))
    return len(found)


def _ensure_complete(version: PublicationVersion) -> None:
    if faults := rules.text_faults(decode(version.content)):
        raise PublicationIncomplete(
            field=faults[0].field, faults="".join(each.message for each in faults)
        )


def _move(
    publication: Publication,
    version: PublicationVersion,
    state: PublicationState,
    *,
    publish_at: datetime | None,
    at: datetime,
) -> None:
    version.state, version.publish_at, version.announced_at = state, publish_at, None
    # Whoever has the page open does not overwrite a plan that they have not seen.
    version.revision += 1
    version.save(update_fields=["state", "publish_at", "announced_at", "revision"])
    publication.upcoming, publication.touched_at = state, at
    publication.save(update_fields=["upcoming", "touched_at"])
