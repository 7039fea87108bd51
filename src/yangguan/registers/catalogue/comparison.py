"""
Two editions of an item, line by line: what is new, what is gone, what now reads otherwise.

For the editor before publishing, for whoever has an open draft, and for the public.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.outline import Line, Part, outline
from yangguan.registers.catalogue.outline_labels import CodeNames

# A Chinese character is a word of its own; a number, a date, a time or a Latin word changes as a
# whole.
_WORD = re.compile(r"[0-9A-Za-z]+(?:[-:.,][0-9A-Za-z]+)*|.", re.DOTALL)


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Piece(StrEnum):
    """What a piece of a changed text is."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that differs; `before` or `after` is empty where the line was not there."""

    change: Change
    part: Part
    about: str
    label: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[tuple[Piece, str], ...]:
        """Both texts as one, in pieces that are kept, gone or new."""
        return marked(self.before, self.after)


def compare(
    old: EditionContent, new: EditionContent, *, names: CodeNames | None = None
) -> list[Difference]:
    """
    Every line that differs, in the order of the new edition; what is gone stands where it stood.

    Equal contents give an empty list; `compare(a, b)` has as many lines as `compare(b, a)`.
    `names` as `outline`.
    """
    before, after = (outline(content, names=names or {}) for content in (old, new))
    return [
        difference
        for part in Part
        for difference in _differences(
            [line for line in before if line.part is part],
            [line for line in after if line.part is part],
        )
    ]


# A part of the edition, and in it what each thing (a material, a step) differs in.
PartDifferences = tuple[Part, list[tuple[str, list[Difference]]]]


def by_part(differences: Iterable[Difference]) -> list[PartDifferences]:
    """The differences as a page shows them: by part, and in it by what they are about."""
    return [
        (part, [(about, list(lines)) for about, lines in groupby(of_part, lambda each: each.about)])
        for part, of_part in groupby(differences, lambda each: each.part)
    ]


def _differences(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Difference]:
    old = {line.place: line for line in before}
    new = {line.place: line for line in after}
    places = SequenceMatcher(
        None, [line.place for line in before], [line.place for line in after], autojunk=False
    )
    for operation, start, end, new_start, new_end in places.get_opcodes():
        if operation != "equal":
            for line in before[start:end]:
                if line.place not in new:
                    yield _difference(Change.REMOVED, line, line.words, "")
        for line in after[new_start:new_end]:
            was = old.get(line.place)
            if was is None:
                yield _difference(Change.ADDED, line, "", line.words)
            elif was.words != line.words:
                yield _difference(Change.CHANGED, line, was.words, line.words)


def _difference(change: Change, line: Line, before: str, after: str) -> Difference:
    return Difference(change, line.part, line.about, line.label, before, after)


def marked(before: str, after: str) -> tuple[tuple[Piece, str], ...]:
    """
    The two texts in pieces: KEPT and GONE together are `before`, KEPT and NEW are `after`.

    Texts that share less than half are shown whole, the old before the new: a patchwork of
    single characters could not be read.
    """
    if not before or not after:
        return tuple(pair for pair in ((Piece.GONE, before), (Piece.NEW, after)) if pair[1])
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 1 / 2:
        return ((Piece.GONE, before), (Piece.NEW, after))
    pieces: list[tuple[Piece, str]] = []
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        if operation == "equal":
            pieces.append((Piece.KEPT, "".join(old[start:end])))
            continue
        if end > start:
            pieces.append((Piece.GONE, "".join(old[start:end])))
        if new_end > new_start:
            pieces.append((Piece.NEW, "".join(new[new_start:new_end])))
    return tuple(pieces)
