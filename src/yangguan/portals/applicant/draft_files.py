"""What the buttons of an upload do on a page without script, and what a script is told."""

import uuid
from collections.abc import Iterable

from django.core.files.base import File
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from yangguan.foundation.files.uploads import FileEmpty
from yangguan.foundation.web.parameters import uuid_of
from yangguan.handling.cases.operations.drafts import attach_to_draft, detach_from_draft
from yangguan.handling.cases.queries.drafts import FileLine
from yangguan.portals.applicant.addresses import file_url
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
    removed = uuid_of(request.POST.get("remove_file", ""))
    if removed is not None:
        detach_from_draft(draft_id=draft_id, file_id=removed, by=request.actor)
    return removed is not None or "upload" in request.POST


def sent_file(request: HttpRequest) -> "File[bytes]":
    """The one file of a request that a script has sent. Raises `FileEmpty`."""
    upload = request.FILES.get("file")
    if upload is None:
        raise FileEmpty
    return upload


def stored_answer(stored: FileLine, *, is_removable: bool, url: str = "") -> JsonResponse:
    """What the script that sent a file is told of it; `url`: where another than its owner looks."""
    return JsonResponse(
        {
            "file": {
                "key": str(stored.id),
                "name": stored.name,
                "size": stored.size,
                "url": url or file_url(stored.id),
                "remove_value": str(stored.id) if is_removable else "",
            }
        },
        status=201,
    )
