"""The matrix of situations as a table: combinations in columns, what applies in rows."""

from dataclasses import dataclass

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
class MatrixTable:
    columns: tuple[tuple[tuple[str, str], ...], ...]  # question and answer, for each combination
    rows: tuple[MatrixRow, ...]
    same: int  # effects that no situation changes, and the table leaves out
    total: int


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
    labels = [question.label for question in found.questions]
    return MatrixTable(
        columns=tuple(
            tuple(
                (label, word or _("不问"))
                for label, word in zip(
                    labels, combination_words(answers, found.questions), strict=True
                )
            )
            for answers in shown
        ),
        rows=tuple(
            MatrixRow(
                kinds[effect.kind],
                effect.name,
                tuple(words[holds] for holds in effect.holds[:MOST_COLUMNS]),
            )
            for effect in differing
        ),
        same=len(found.effects) - len(differing),
        total=len(found.combinations),
    )
