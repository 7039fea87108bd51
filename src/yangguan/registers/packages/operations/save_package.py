"""Keeping a package that is being defined, as a draft that only editors see."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.cipher.algorithms import sm3
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.organisations.models import Department
from yangguan.registers.packages import policies
from yangguan.registers.packages.definition import PackageContent, encode
from yangguan.registers.packages.errors import (
    PackageChangedMeanwhile,
    PackageCodeTaken,
    PackageNotFound,
)
from yangguan.registers.packages.models import Package, PackageVersion
from yangguan.registers.packages.states import VersionState

NEW = 0


def package_digest(content: PackageContent) -> str:
    """SM3 over the deterministic JSON, hex."""
    return sm3(encode(content)).hex()


def subject_of(code: str) -> str:
    """What the trace of a package is kept under."""
    return f"package:{code}"


def lead_of(content: PackageContent) -> Department:
    """The department that leads. Raises `PackageNotFound` if there is no such department."""
    lead = Department.objects.filter(credit_code=content.lead_department).first()
    if lead is None:
        raise PackageNotFound(field="lead_department")
    return lead


@transaction.atomic
def save_package(
    content: PackageContent, *, revision: int, by: Actor, at: datetime
) -> PackageVersion:
    """
    Keep `content` as the draft of its package; a draft may be as incomplete as it is.

    `revision` is that of the draft which the person saw, or of the published version if there was
    no draft, `NEW` for a package that is to begin. Raises `NotYourPackage` (for the department
    that leads now and for the one that shall lead), `PackageCodeTaken`, `PackageChangedMeanwhile`,
    `PackageNotFound`; then nothing has changed. Source: 国发〔2024〕3号.
    """
    lead = lead_of(content)
    package = (
        Package.objects.select_for_update(of=["self"])
        .select_related("lead")
        .filter(code=content.code)
        .first()
    )
    policies.ensure_may_edit(by, lead.pk, lead.name)
    if package is None:
        if revision != NEW:
            raise PackageNotFound
        package = _begin(content, lead)
    elif revision == NEW:
        raise PackageCodeTaken(package=content.code)
    else:
        policies.ensure_may_edit(by, package.lead_id, package.lead.name)
    version = _kept(package, content, revision, by=by, at=at)
    if package.version_id is None:
        # Nobody sees it yet: the editors' list shows what the draft says.
        package.name, package.audience, package.lead = content.name, content.audience, lead
        package.save(update_fields=["name", "audience", "lead"])
    act = Act("package.save", {"version": version.number, "digest": version.digest})
    trail.record(trail.stream_of(subject_of(package.code)), act, by=by, at=at)
    return version


def _begin(content: PackageContent, lead: Department) -> Package:
    try:
        with transaction.atomic():
            return Package.objects.create(
                code=content.code, name=content.name, audience=content.audience, lead=lead
            )
    except IntegrityError:
        # Somebody else began one of the same code at the same moment.
        raise PackageCodeTaken(package=content.code) from None


def _kept(
    package: Package, content: PackageContent, revision: int, *, by: Actor, at: datetime
) -> PackageVersion:
    newest = package.versions.order_by("-number").first()
    if newest is not None and newest.revision != revision:
        raise PackageChangedMeanwhile
    if newest is None or newest.state != VersionState.DRAFT:
        newest = PackageVersion(
            package=package,
            number=newest.number + 1 if newest else 1,
            state=VersionState.DRAFT,
            revision=revision,
        )
    newest.content = encode(content).decode()
    newest.digest = package_digest(content)
    newest.revision += 1
    newest.saved_at, newest.saved_by = at, by.name
    newest.save()
    return newest
