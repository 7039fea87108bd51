"""附件: added to the version in preparation, and taken off it."""

import uuid
from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.files import store
from yangguan.registers.publications import policies
from yangguan.registers.publications.attachments import MAX_FILES, take_attachment
from yangguan.registers.publications.errors import (
    PublicationNotFound,
    PublicationNotInState,
    TooManyAttachments,
)
from yangguan.registers.publications.models import (
    Publication,
    PublicationAttachment,
    PublicationVersion,
)
from yangguan.registers.publications.operations.locking import lock_publication, upcoming_version
from yangguan.registers.publications.states import PublicationState


def attach_to_publication(
    *, code: str, upload: "File[bytes]", by: Actor, at: datetime
) -> PublicationAttachment:
    """
    Add a file to the draft. The bytes are safe on disk before the row commits.

    Raises `PublicationNotFound`, `NotYourPublications`, `NoVersionInPreparation`,
    `PublicationNotInState`, `TooManyAttachments`, `FileTooLarge`, `FileEmpty`,
    `AttachmentTypeNotAccepted`.
    """
    known = Publication.objects.filter(pk=code).only("department_id").first()
    if known is None:
        raise PublicationNotFound
    # Before a byte is kept: nobody fills the disk with what they may not attach.
    policies.ensure_may_edit(by, known.department_id)
    taken = take_attachment(upload)
    with transaction.atomic():
        version = _locked_draft(code, by=by)
        positions = list(version.attachments.values_list("position", flat=True))
        if len(positions) >= MAX_FILES:
            raise TooManyAttachments(most=MAX_FILES)
        file = store.register(
            taken.content, name=taken.name, media_type=taken.media_type, at=at, by=by.account_id
        )
        return PublicationAttachment.objects.create(
            version=version, file=file, position=max(positions, default=0) + 1
        )


@transaction.atomic
def detach_from_publication(*, code: str, file_id: uuid.UUID, by: Actor) -> None:
    """
    Take a file off the draft; twice changes nothing. Earlier versions keep theirs. Raises as
    `attach_to_publication`.
    """
    version = _locked_draft(code, by=by)
    version.attachments.filter(file_id=file_id).delete()


def _locked_draft(code: str, *, by: Actor) -> PublicationVersion:
    version = upcoming_version(lock_publication(code, by=by))
    if version.state != PublicationState.DRAFT:
        raise PublicationNotInState(state=PublicationState(version.state).label, action=_("改附件"))
    return version
