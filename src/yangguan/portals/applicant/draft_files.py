"""What the buttons of an upload do on a page without script, and on one with it."""

import uuid
from collections.abc import Iterable

from django.utils import timezone

from yangguan.handling.cases.operations.drafts import attach_to_draft, detach_from_draft
from yangguan.portals.applicant.requests import PersonRequest


def file_act(request: PersonRequest, *, draft_id: uuid.UUID, slots: Iterable[str]) -> bool:
    """
    Attach the files that came with a form, take away the one whose button was pressed.

    True if the page should be shown again: a button of an upload was what sent the form. Raises
    what `attach_to_draft` raises; files before the faulty one stay.
    """
    for slot in slots:
        for upload in request.FILES.getlist(slot):
            attach_to_draft(
                draft_id=draft_id, slot=slot, upload=upload, by=request.actor, at=timezone.now()
            )
    removed = _file_id(request.POST.get("remove_file", ""))
    if removed is not None:
        detach_from_draft(draft_id=draft_id, file_id=removed, by=request.actor)
    return removed is not None or "upload" in request.POST


def _file_id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
