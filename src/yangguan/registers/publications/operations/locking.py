"""The beginning of every act on a publication: lock it, ask the policy."""

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.publications import policies
from yangguan.registers.publications.errors import (
    NoVersionInPreparation,
    PublicationChangedElsewhere,
    PublicationNotFound,
)
from yangguan.registers.publications.models import Publication, PublicationVersion
from yangguan.registers.publications.states import UPCOMING


def lock_publication(code: str, *, by: Actor) -> Publication:
    """The publication, locked for who may edit it. Raises as `policies`, `PublicationNotFound`."""
    publication = Publication.objects.select_for_update(of=("self",)).filter(pk=code).first()
    if publication is None:
        raise PublicationNotFound
    policies.ensure_may_edit(by, publication.department_id)
    return publication


def upcoming_version(
    publication: Publication, *, seen_revision: int | None = None
) -> PublicationVersion:
    """
    The version in preparation. Raises `NoVersionInPreparation`, and `PublicationChangedElsewhere`
    when it is not any more what the caller has seen.
    """
    version = publication.versions.filter(state__in=UPCOMING).first()
    if version is None:
        raise NoVersionInPreparation
    if seen_revision is not None and seen_revision != version.revision:
        raise PublicationChangedElsewhere(name=version.saved_by)
    return version
