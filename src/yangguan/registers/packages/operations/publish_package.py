"""Publishing a package: from this moment its version never changes, and everybody reads it."""

from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.events import outbox
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.packages import policies
from yangguan.registers.packages.checks import definition_faults, refusals
from yangguan.registers.packages.definition import decode
from yangguan.registers.packages.editions import editions_of
from yangguan.registers.packages.errors import (
    NoDraftToPublish,
    PackageChangedMeanwhile,
    PackageHasFaults,
)
from yangguan.registers.packages.events import PackagePublished
from yangguan.registers.packages.models import PackageVersion
from yangguan.registers.packages.operations.package_lock import locked_package
from yangguan.registers.packages.operations.save_package import lead_of, subject_of
from yangguan.registers.packages.states import VersionState


@transaction.atomic
def publish_package(*, code: str, revision: int, by: Actor, at: datetime) -> PackageVersion:
    """
    Publish the draft of a package; the version before it is replaced.

    `revision` is that of the draft which the person has read. Publishes `PackagePublished`. Raises
    `PackageNotFound`, `NotYourPackage`, `NoDraftToPublish`, `PackageChangedMeanwhile`,
    `PackageHasFaults` with all of them; then nothing has changed. Source: 国发〔2024〕3号.
    """
    package = locked_package(code, by=by)
    draft = package.versions.filter(state=VersionState.DRAFT).first()
    if draft is None:
        raise NoDraftToPublish
    if draft.revision != revision:
        raise PackageChangedMeanwhile
    content = decode(draft.content)
    lead = lead_of(content)
    policies.ensure_may_edit(by, lead.pk, lead.name)
    faults = refusals(definition_faults(content, editions_of(content.task_codes)))
    if faults:
        raise PackageHasFaults(faults)

    package.versions.filter(state=VersionState.PUBLISHED).update(state=VersionState.REPLACED)
    draft.state = VersionState.PUBLISHED
    draft.published_at, draft.published_by = at, by.name
    draft.save(update_fields=["state", "published_at", "published_by"])
    package.name, package.audience, package.lead = content.name, content.audience, lead
    package.version = draft
    package.save(update_fields=["name", "audience", "lead", "version"])

    act = Act("package.publish", {"version": draft.number, "digest": draft.digest})
    trail.record(trail.stream_of(subject_of(code)), act, by=by, at=at)
    outbox.publish(PackagePublished(package_id=package.pk, version=draft.number))
    page_cache.outdate()
    return draft
