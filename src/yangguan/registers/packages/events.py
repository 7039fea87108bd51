from typing import ClassVar

from yangguan.foundation.events.outbox import Event


class PackagePublished(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "packages.package-published"

    package_id: int
    version: int


class PackageWithdrawn(Event, frozen=True, kw_only=True):
    name: ClassVar[str] = "packages.package-withdrawn"

    package_id: int
