"""Withdrawing a package: its page goes, its items stay."""

from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.events import outbox
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.packages.errors import (
    PackageNotPublished,
    ReasonMissing,
)
from yangguan.registers.packages.events import PackageWithdrawn
from yangguan.registers.packages.operations.package_lock import locked_package
from yangguan.registers.packages.operations.save_package import subject_of
from yangguan.registers.packages.states import VersionState


@transaction.atomic
def withdraw_package(*, code: str, reason: str, by: Actor, at: datetime) -> None:
    """
    Take a package off the public pages (停用). Its items can be applied for as before.

    Publishes `PackageWithdrawn`. Raises `PackageNotFound`, `NotYourPackage`,
    `PackageNotPublished`, `ReasonMissing`; then nothing has changed. Source: 国发〔2024〕3号.
    """
    package = locked_package(code, by=by)
    if package.version_id is None:
        raise PackageNotPublished
    if not reason.strip():
        raise ReasonMissing

    package.versions.filter(state=VersionState.PUBLISHED).update(state=VersionState.WITHDRAWN)
    package.version = None
    package.save(update_fields=["version"])

    act = Act("package.withdraw", {"reason": reason.strip()})
    trail.record(trail.stream_of(subject_of(code)), act, by=by, at=at)
    outbox.publish(PackageWithdrawn(package_id=package.pk))
    page_cache.outdate()
