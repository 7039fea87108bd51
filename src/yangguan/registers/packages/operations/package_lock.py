"""The beginning of every act on a package: lock it, ask the policy."""

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.packages import policies
from yangguan.registers.packages.errors import PackageNotFound
from yangguan.registers.packages.models import Package


def locked_package(code: str, *, by: Actor) -> Package:
    """The package, locked for who may edit it. Raises `PackageNotFound`, `NotYourPackage`."""
    locked = Package.objects.select_for_update(of=["self"]).select_related("lead")
    package = locked.filter(code=code).first()
    if package is None:
        raise PackageNotFound
    policies.ensure_may_edit(by, package.lead_id, package.lead.name)
    return package
