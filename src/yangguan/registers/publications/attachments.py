"""
What may be attached to a publication. The type is told by the bytes, never by name or browser.

Office and OFD files are ZIP archives: only their table of contents is read, nothing is unpacked,
so an archive that would grow without end stays what it is, a small file.
"""

import struct
import zipfile
from collections.abc import Iterator

from django.core.files.base import File

from yangguan.foundation.files import uploads
from yangguan.foundation.files.store import CHUNK, keep, safe_name
from yangguan.foundation.files.uploads import FileEmpty, FileTooLarge, Upload
from yangguan.registers.publications.errors import AttachmentTypeNotAccepted

MAX_FILES = 20
MAX_BYTES = uploads.MAX_BYTES
# Archive type: the entry that makes it one, its media type. OFD: GB/T 33190.
ARCHIVES = {
    "docx": (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": (
        "xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "ofd": ("OFD.xml", "application/ofd"),
}
SUFFIXES = (*uploads.ACCEPTED_SUFFIXES, *ARCHIVES)
_ZIP = b"PK\x03\x04"
# The end of an archive: signature, four numbers, size and place of the table, comment length.
_END = struct.Struct("<4s4HIIH")
_END_SIGNATURE = b"PK\x05\x06"
_MAX_TABLE = 256 * 1024
_MACROS = ("vbaproject.bin", "vbadata.xml")


def take_attachment(upload: "File[bytes]") -> Upload:
    """
    Check a file and put its bytes into the store.

    Raises `FileTooLarge`, `FileEmpty`, `AttachmentTypeNotAccepted`; then nothing was kept.
    """
    size = upload.size or 0
    if size > MAX_BYTES:
        raise FileTooLarge
    if size == 0:
        raise FileEmpty
    suffix, media_type = _type_of(upload)
    name = safe_name(upload.name or "")
    own = name.rpartition(".")[2].lower()
    if own != suffix and own not in uploads.ACCEPTED.get(media_type, ()):
        name = f"{name}.{suffix}"
    upload.seek(0)
    return Upload(content=keep(_chunks(upload)), name=name, media_type=media_type)


def _type_of(upload: "File[bytes]") -> tuple[str, str]:
    upload.seek(0)
    head = upload.read(uploads.HEAD_BYTES)
    if head.startswith(_ZIP):
        names = _entries(upload)
        if not any(name.lower().endswith(_MACROS) for name in names):
            for suffix, (entry, media_type) in ARCHIVES.items():
                if entry in names:
                    return suffix, media_type
        raise AttachmentTypeNotAccepted
    media_type = uploads.sniff(head)
    if media_type not in uploads.ACCEPTED:
        raise AttachmentTypeNotAccepted
    return uploads.ACCEPTED[media_type][0], media_type


def _entries(upload: "File[bytes]") -> frozenset[str]:
    """The names in an archive's table of contents; none if it is not a plain, small one."""
    size = upload.size or 0
    if size < _END.size:
        return frozenset()
    upload.seek(size - _END.size)
    signature, *_numbers, table, _place, comment = _END.unpack(upload.read(_END.size))
    if signature != _END_SIGNATURE or comment or table > _MAX_TABLE:
        return frozenset()
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, struct.error):
        return frozenset()


def _chunks(upload: "File[bytes]") -> Iterator[bytes]:
    yield from upload.chunks(CHUNK)
