"""The matrix of situations as a table: combinations in columns, what applies in rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.situations import combination_words, matrix

# As many as fit beside each other; a reader scrolls through the others.
MOST_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """`cells`: word and kind (yes, no, open) of each combination."""

    kind: str
    name: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MatrixHead:
    """A question above the columns: each answer once, and over how many of them it reaches."""

    question: str
    answers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class MatrixTable:
    heads: tuple[MatrixHead, ...]
    rows: tuple[MatrixRow, ...]
    shown: int  # columns
    same: int  # effects that no situation changes, and the table leaves out
    total: int
    is_cut: bool  # there are more combinations than `total`


def matrix_table(content: EditionContent) -> MatrixTable:
    """What differs between the situations; what is the same in all of them is only counted."""
    found = matrix(content)
    kinds = {
        "material": _("材料"),
        "field": _("问题"),
        "fee": _("收费"),
        "exemption": _("减免"),
    }
    words = {True: (_("要"), "yes"), False: ("—", "no"), None: (_("看填写"), "open")}
    differing = [effect for effect in found.effects if not effect.is_always_same]
    shown = found.combinations[:MOST_COLUMNS]
    columns = [
        [word or _("不问") for word in combination_words(answers, found.questions)]
        for answers in shown
    ]
    return MatrixTable(
        heads=tuple(
            MatrixHead(question.label, _answers(columns, depth))
            for depth, question in enumerate(found.questions)
        ),
        rows=tuple(
            MatrixRow(
                kinds[effect.kind],
                effect.name,
                tuple(words[holds] for holds in effect.holds[:MOST_COLUMNS]),
            )
            for effect in differing
        ),
        shown=len(shown),
        same=len(found.effects) - len(differing),
        total=len(found.combinations),
        is_cut=found.is_cut,
    )


def _answers(columns: Sequence[Sequence[str]], depth: int) -> tuple[tuple[str, int], ...]:
    """The answers to a question from left to right; one ends where an earlier answer changes."""
    return tuple(
        (answers[-1], len(list(run)))
        for answers, run in groupby(columns, lambda column: column[: depth + 1])
    )
