"""
Key files on disk: made once, whole or not at all, readable by their owner alone.

A file is JSON: `purpose`, `version`, `algorithm`, and either `secret` (hex) or `private` and
`public` (hex), the latter with a `certificate` (PEM) where there is one. Its name says purpose
and version: `column-encryption-v1.json`.
"""

import os
import re
import stat
from pathlib import Path

import msgspec

from yangguan.foundation.cipher.errors import KeyExposed, KeyUnreadable

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_NAME = re.compile(r"(?P<purpose>[a-z-]+)-v(?P<version>[1-9]\d{0,8})\.json")


class KeyFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one key file holds."""

    purpose: str
    version: int
    algorithm: str
    secret: str = ""
    private: str = ""
    public: str = ""
    certificate: str = ""


def prepare_folder(folder: Path) -> None:
    """Make the folder of the keys if it is missing. Raises `KeyExposed` if others can enter it."""
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & _OTHERS:
        raise KeyExposed(folder, mode, FOLDER_MODE)


def versions(folder: Path, purpose: str) -> list[int]:
    """The versions of a key that lie in the folder, oldest first."""
    matches = (_NAME.fullmatch(path.name) for path in folder.iterdir())
    return sorted(int(m["version"]) for m in matches if m and m["purpose"] == purpose)


def path_of(folder: Path, purpose: str, version: int) -> Path:
    return folder / f"{purpose}-v{version}.json"


def write_new(folder: Path, content: KeyFile) -> bool:
    """
    Write a key file that does not exist yet; False if another process was first.

    The bytes are on disk before the name appears: a process that sees the name reads a whole key.
    """
    path = path_of(folder, content.purpose, content.version)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(msgspec.json.format(msgspec.json.encode(content), indent=1))
            out.flush()
            os.fsync(out.fileno())
        path.hardlink_to(draft)
        _flush_folder(folder)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def read(folder: Path, purpose: str, version: int) -> KeyFile:
    """Read one key. Raises `KeyExposed` if others can read it, `KeyUnreadable` if it is broken."""
    path = path_of(folder, purpose, version)
    try:
        with path.open("rb") as opened:
            mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
            if mode & _OTHERS:
                raise KeyExposed(path, mode, FILE_MODE)
            content = msgspec.json.decode(opened.read(), type=KeyFile)
    except OSError as error:
        raise KeyUnreadable(path, error.strerror or str(error)) from error
    except msgspec.MsgspecError:
        # Not the decoder's words: they could carry a piece of the key into a log.
        raise KeyUnreadable(path, "not a key file") from None
    if (content.purpose, content.version) != (purpose, version):
        raise KeyUnreadable(path, "its content belongs to another key")
    return content


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
