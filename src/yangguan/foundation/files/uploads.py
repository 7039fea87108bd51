"""Taking a file from a person: what is accepted, and a refusal that says what to do."""

from collections.abc import Iterator
from dataclasses import dataclass

import puremagic
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from yangguan.foundation.files.store import CHUNK, FileContent, keep, safe_name
from yangguan.foundation.web.refusals import Refusal

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE

# What is accepted: sniffed media type → the suffixes that may name it.
ACCEPTED: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
}
ACCEPTED_SUFFIXES = tuple(suffix for suffixes in ACCEPTED.values() for suffix in suffixes)
# A type is told by its first bytes; nothing accepted needs more.
HEAD_BYTES = 4096


class FileTooLarge(Refusal):
    code = "file-too-large"
    message = _("文件超过 20 MB。请压缩或分成几个文件再传。")


class FileEmpty(Refusal):
    code = "file-empty"
    message = _("这个文件是空的。请换一个文件再传。")


class FileTypeNotAccepted(Refusal):
    code = "file-type-not-accepted"
    message = _("这个文件不是 PDF、JPG 或 PNG。请转成其中一种再传。")


@dataclass(frozen=True, slots=True)
class Upload:
    content: FileContent
    name: str
    media_type: str


def take(upload: "File[bytes]") -> Upload:
    """
    Check an upload and put its bytes into the store.

    The type is sniffed from the bytes, whatever the name or the browser says. Raises
    `FileTooLarge`, `FileEmpty`, `FileTypeNotAccepted`; then nothing was kept.
    """
    size = upload.size or 0
    if size > MAX_BYTES:
        raise FileTooLarge
    if size == 0:
        raise FileEmpty
    upload.seek(0)
    media_type = sniff(upload.read(HEAD_BYTES))
    if media_type not in ACCEPTED:
        raise FileTypeNotAccepted
    upload.seek(0)
    name = safe_name(upload.name or "")
    if name.rpartition(".")[2].lower() not in ACCEPTED[media_type]:
        name = f"{name}.{ACCEPTED[media_type][0]}"
    return Upload(content=keep(_chunks(upload)), name=name, media_type=media_type)


def sniff(head: bytes) -> str:
    """The media type that the first bytes tell, or an empty text."""
    try:
        return str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _chunks(upload: "File[bytes]") -> Iterator[bytes]:
    yield from upload.chunks(CHUNK)
