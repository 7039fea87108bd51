"""Rows and bytes against each other: every night, and whenever `yangguan doctor` is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yangguan.foundation.files import store
from yangguan.foundation.files.models import StoredFile

BATCH = 2000


class FilesLost(Exception):
    """Rows name bytes that are not there, or not in their full length."""

    def __init__(self, digests: tuple[str, ...]) -> None:
        super().__init__(f"{len(digests)} 个文件的内容缺失或不完整：{digests[0]} …")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the file store and its rows say of each other."""

    rows: int
    lost: tuple[str, ...]  # digests that a row names and whose bytes are missing or cut off
    unnamed: int  # files that no row names: their upload was cut off, or is under way


def compare() -> Comparison:
    """
    Compare each row with its bytes, by presence and length. One query.

    The content itself is compared with its digest whenever it is read (`store.read`): here a
    hundred thousand files must take seconds.
    """
    named: set[str] = set()
    lost: dict[str, None] = {}
    rows = 0
    for digest, size in _rows():
        rows += 1
        named.add(digest)
        if _length(store.path_of(digest)) != size:
            lost[digest] = None
    unnamed = sum(path.name not in named for path in _kept_files())
    return Comparison(rows=rows, lost=tuple(lost), unnamed=unnamed)


def _rows() -> Iterator[tuple[str, int]]:
    return StoredFile.objects.values_list("digest", "size").iterator(chunk_size=BATCH)


def _length(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _kept_files() -> Iterator[Path]:
    """Every file under its digest; what is still coming in lies beside them."""
    return (path for path in store.root().glob("??/??/*") if path.is_file())
