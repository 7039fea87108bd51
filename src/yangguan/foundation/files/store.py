"""The file store: bytes under their digest, written once, never changed."""

import os
import tempfile
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from yangguan.foundation.cipher.algorithms import Sm3
from yangguan.foundation.files.models import StoredFile

CHUNK = 64 * 1024


class FileDamaged(Exception):
    """The stored bytes are missing or no longer match their digest."""

    def __init__(self, digest: str, reason: str) -> None:
        super().__init__(f"文件 {digest[:12]}… {reason}")
        self.digest = digest


@dataclass(frozen=True, slots=True)
class FileContent:
    """Bytes that are safely on disk, not yet named by a row."""

    digest: str  # SM3, hex
    size: int


def keep(chunks: Iterable[bytes]) -> FileContent:
    """
    Write bytes to the store and flush them to disk. The same bytes are kept once.

    Call it before the transaction that makes the row: a crash in between leaves bytes without a
    row (harmless, counted by `yangguan doctor`), never a row without bytes.
    """
    folder = root()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    hasher, size = Sm3(), 0
    descriptor, draft = tempfile.mkstemp(dir=folder, prefix=".incoming-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            for chunk in chunks:
                hasher.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        digest = hasher.hexdigest()
        target = path_of(digest)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            Path(draft).replace(target)
            _flush_folder(target.parent)
    finally:
        Path(draft).unlink(missing_ok=True)
    return FileContent(digest=digest, size=size)


def register(
    content: FileContent, *, name: str, media_type: str, at: datetime, by: uuid.UUID | None
) -> StoredFile:
    """The row for bytes that `keep` has written. One query."""
    return StoredFile.objects.create(
        digest=content.digest,
        size=content.size,
        name=safe_name(name),
        media_type=media_type,
        stored_at=at,
        stored_by=by,
    )


def read(digest: str) -> bytes:
    """The bytes, checked against their digest. Raises `FileDamaged`."""
    try:
        data = path_of(digest).read_bytes()
    except FileNotFoundError:
        raise FileDamaged(digest, "的内容不见了") from None
    hasher = Sm3()
    hasher.update(data)
    if hasher.hexdigest() != digest:
        raise FileDamaged(digest, "的内容和存入时不一样")
    return data


def path_of(digest: str) -> Path:
    return root() / digest[:2] / digest[2:4] / digest


def root() -> Path:
    return Path(settings.DATA_DIR) / "files"


def safe_name(name: str) -> str:
    """A file name without path, control characters or excess length; never empty."""
    plain = "".join(ch for ch in name.replace("\\", "/").split("/")[-1] if ch.isprintable())
    stem, dot, suffix = plain.strip().rpartition(".")
    if not stem:
        return (suffix or "文件")[:120]
    return f"{stem[:110]}{dot}{suffix[:12]}"


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
