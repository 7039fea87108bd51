"""Which characters the document fonts can draw, and what is printed for those they cannot."""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

from yangguan.foundation.documents.errors import FontsMissing

# Faces of one family must both know a character, or bold text would lack it.
FONT_FILES = {
    "Noto Serif SC": ("NotoSerifSC_400Regular.ttf", "NotoSerifSC_700Bold.ttf"),
    "Noto Sans SC": ("NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf"),
}
# 〓 is the printer's mark for "this character is not in the case".
MISSING = "〓"


def require_fonts(folder: Path) -> list[Path]:
    """The font files in `folder`; `FontsMissing` names every absent file and the remedy."""
    paths = [folder / name for names in FONT_FILES.values() for name in names]
    absent = [path.name for path in paths if not path.is_file()]
    if absent:
        raise FontsMissing(folder, absent)
    return paths


def printable(text: str, *, covered: frozenset[int]) -> str:
    """
    `text` as the document fonts can print it, with nothing lost silently.

    Line ends become "\\n", a tab becomes a blank, control and invisible format characters go (they
    could reorder or hide what is read), and a run of characters outside `covered` (code points)
    becomes one 〓 each, followed by their code points: `鸣〓（U+1F600）`. PDF/A allows no character
    without a glyph, so the run cannot be left to the font.
    """
    text = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text.replace("\t", " "))
    text = "".join(character for character in text if not _is_invisible(character))
    pieces: list[str] = []
    for piece in _runs(text, covered=covered):
        if ord(piece[0]) in covered or piece[0] == "\n":
            pieces.append(piece)
        else:
            points = " ".join(f"U+{ord(character):04X}" for character in piece)
            pieces.append(f"{MISSING * len(piece)}（{points}）")
    return "".join(pieces)


def _is_invisible(character: str) -> bool:
    if character == "\n":
        return False
    # Variation selectors are marks by category, yet only choose a shape.
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return selector or unicodedata.category(character) in {"Cc", "Cf", "Cs"}


def _runs(text: str, *, covered: frozenset[int]) -> list[str]:
    """`text` cut where characters that can be printed and characters that cannot meet."""
    runs: list[str] = []
    previous: bool | None = None
    for character in text:
        known = character == "\n" or ord(character) in covered
        if known is previous:
            runs[-1] += character
        else:
            runs.append(character)
        previous = known
    return runs


@cache
def covered_characters(folder: Path) -> frozenset[int]:
    """Code points that at least one family in `folder` draws in every face. Read once a folder."""
    require_fonts(folder)
    families = [
        frozenset.intersection(*(_mapped_characters(folder / name) for name in names))
        for names in FONT_FILES.values()
    ]
    return frozenset.union(*families)


def _mapped_characters(path: Path) -> frozenset[int]:
    """
    Code points of a TrueType file's character map.

    Source: OpenType specification, table `cmap`, format 12 (segmented coverage), which every font
    with characters beyond the basic plane has; a font without it raises `FontsMissing`.
    """
    data = path.read_bytes()
    (table_count,) = struct.unpack_from(">H", data, 4)
    directory = {
        data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0]
        for at in range(12, 12 + 16 * table_count, 16)
    }
    start = directory.get(b"cmap")
    if start is None:
        raise FontsMissing(path.parent, [path.name])
    (subtable_count,) = struct.unpack_from(">H", data, start + 2)
    for index in range(subtable_count):
        (offset,) = struct.unpack_from(">I", data, start + 4 + 8 * index + 4)
        if struct.unpack_from(">H", data, start + offset) == (12,):
            return _segmented_coverage(data, start + offset)
    raise FontsMissing(path.parent, [path.name])


def _segmented_coverage(data: bytes, start: int) -> frozenset[int]:
    (group_count,) = struct.unpack_from(">I", data, start + 12)
    characters: set[int] = set()
    for first, last, _ in struct.iter_unpack(
        ">III", data[start + 16 : start + 16 + 12 * group_count]
    ):
        characters.update(range(first, last + 1))
    return frozenset(characters)
