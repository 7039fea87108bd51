"""The attachments of a draft: the field that draws them, and what a script is told of one."""

import uuid
from typing import Protocol

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from yangguan.foundation.web import formatting
from yangguan.foundation.web.fields import FieldKind, FieldView, FileView, UploadRules
from yangguan.registers.publications.attachments import MAX_BYTES, MAX_FILES, SUFFIXES
from yangguan.registers.publications.editing import DraftView

FILES = "files"


class Stored(Protocol):
    """What is told of a stored file."""

    id: uuid.UUID
    name: str
    size: int


def files_field(draft: DraftView, *, error: str) -> FieldView:
    """The upload field with what is attached so far."""
    facts = {"most": MAX_FILES, "size": formatting.file_size(MAX_BYTES)}
    return FieldView(
        name=FILES,
        kind=FieldKind.FILE,
        label=_("附件"),
        hint=_("PDF、OFD、DOCX、XLSX 和图片，每个最大 %(size)s，最多 %(most)d 个；图片会显示出来。")
        % facts,
        is_required=False,
        error=error,
        files=tuple(
            FileView(
                key=str(each.file_id),
                name=each.name,
                words=formatting.file_size(each.size),
                url=reverse("editor:publication-file", args=[draft.code, each.file_id]),
                remove_value=str(each.file_id),
            )
            for each in draft.attachments
        ),
        upload=UploadRules(
            url=reverse("editor:publication-upload", args=[draft.code]),
            max_bytes=MAX_BYTES,
            suffixes=tuple(f".{each}" for each in SUFFIXES),
            max_files=MAX_FILES,
            may_photograph=False,
        ),
    )


def stored_answer(code: str, stored: Stored) -> JsonResponse:
    """What the script that sent a file is told of it."""
    return JsonResponse(
        {
            "file": {
                "key": str(stored.id),
                "name": stored.name,
                "size": stored.size,
                "url": reverse("editor:publication-file", args=[code, stored.id]),
                "remove_value": str(stored.id),
            }
        },
        status=201,
    )
