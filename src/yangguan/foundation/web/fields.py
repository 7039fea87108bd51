"""
A form field as the page shows it: every kind of answer that an item's form can ask for.

The server decides what a field holds; the page only draws it. A view builds `FieldView`s from the
edition and the draft, `{% field %}` draws them, `posted_rows` reads a table back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from yangguan.foundation.web.components import Source, StateTag
from yangguan.foundation.web.field_kinds import (
    GROUPED,
    INPUT_MODES,
    INPUT_TYPES,
    TEMPLATES,
    WIDTHS,
)
from yangguan.foundation.web.field_kinds import FieldKind as FieldKind

# Longest option, in characters, to stand three or two abreast.
MOST_IN_ROW, MOST_IN_PAIR = 5, 8
# Up to this many options each is a row of its own; beyond, they fold into a select.
MOST_OPEN_CHOICES = 10

# The rows that a table without any answer begins with.
FIRST_ROWS = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One option; `hint` is the small second line."""

    value: str
    label: str
    hint: str = ""
    is_chosen: bool = False
    is_disabled: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Options under a heading: the villages of a town."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table field; its kind is one that fits into a single input."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One input of a table row: its name in the post, what it holds, what is wrong with it."""

    name: str
    column: Column
    value: str
    error: str = ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The column's options with the one chosen that this cell holds."""
        return tuple(
            Choice(each.value, each.label, each.hint, each.value == self.value)
            for each in self.column.choices
        )

    @property
    def input_type(self) -> str:
        return INPUT_TYPES.get(self.column.kind, "text")

    @property
    def input_mode(self) -> str:
        return INPUT_MODES.get(self.column.kind, "")


class FileState(StrEnum):
    STORED = "stored"
    SENDING = "sending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileView:
    """
    One file of an upload field. `words` tells its state: 已收到 · 1.8 MB · 今天 10:31.

    `remove_value` is what the button that takes it away posts; empty: it cannot be taken away.
    """

    key: str
    name: str
    words: str
    state: FileState = FileState.STORED
    url: str = ""
    remove_value: str = ""


@dataclass(frozen=True, slots=True)
class UploadRules:
    """What an upload field takes, told before one chooses. Sizes in bytes, `suffixes` like .pdf."""

    url: str
    max_bytes: int
    suffixes: tuple[str, ...]
    max_files: int = 10
    may_photograph: bool = True

    @property
    def accept(self) -> str:
        """The value of the input's `accept`."""
        return ",".join(self.suffixes)


@dataclass(frozen=True, slots=True)
class FieldView:
    """
    One field, ready to draw.

    `value`: the text in the input (yuan for money, ISO 8601 for a date, true or false for a
    boolean). `show_if`: a JSONLogic rule as JSON over the names of the same form; `is_shown`: what
    the rule says of the saved answers, for readers without JavaScript. `answer_json`: what a locked
    field counts as in the rules of others. `width`: s, m or empty. `parts`: the inputs of one
    question that asks several things (a period: from, to). `compute`: JSONLogic as JSON that works
    the value out as one types, to `decimals`. `is_folded`: a choice as a list to open.
    """

    name: str
    kind: FieldKind
    label: str
    hint: str = ""
    value: str = ""
    is_required: bool = True
    error: str = ""
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    groups: tuple[ChoiceGroup, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()
    row_errors: Mapping[tuple[int, str], str] | None = None
    files: tuple[FileView, ...] = ()
    upload: UploadRules | None = None
    source: Source | None = None
    tag: StateTag | None = None
    show_if: str = ""
    is_shown: bool = True
    answer_json: str = ""
    width: str = ""
    max_length: int | None = None
    autocomplete: str = ""
    is_code: bool = False
    is_label_hidden: bool = False
    parts: tuple["FieldView", ...] = ()
    compute: str = ""
    decimals: int | None = None
    is_folded: bool = False
    least_rows: int = FIRST_ROWS
    tells_optional: bool = True  # says 选填 beside an optional label

    @property
    def id(self) -> str:
        return f"f-{self.name.replace('.', '-')}"

    @property
    def part_name(self) -> str:
        """What a part is called within its answer: `from` of `period.from`."""
        return self.name.rpartition(".")[2]

    @property
    def shown_error(self) -> str:
        """The error above the input; one that its parts tell is not said twice."""
        return "" if any(part.error for part in self.parts) else self.error

    @property
    def hint_id(self) -> str:
        return f"{self.id}-hint"

    @property
    def error_id(self) -> str:
        return f"{self.id}-error"

    @property
    def described_by(self) -> str:
        """The ids that explain the input, for `aria-describedby`; empty if nothing does."""
        ids = (self.hint_id if self.hint else "", self.error_id if self.shown_error else "")
        return " ".join(each for each in ids if each)

    @property
    def is_group(self) -> bool:
        """Several inputs under one question: a fieldset with a legend."""
        return self.kind in GROUPED or (self.kind is FieldKind.CHOICE and not self.is_select)

    @property
    def is_select(self) -> bool:
        is_long = self.is_folded or len(self.choices) > MOST_OPEN_CHOICES
        return self.kind is FieldKind.CHOICE and is_long

    @property
    def choices_shape(self) -> str:
        """How options stand: `row` for a word or two, `pair` for longer ones, empty for lines."""
        if len(self.choices) < 2 or any(each.hint for each in self.choices):
            return ""
        longest = max(len(each.label) for each in self.choices)
        if longest > MOST_IN_PAIR:
            return ""
        return "row" if longest <= MOST_IN_ROW else "pair"

    @property
    def template(self) -> str:
        """The partial that draws the input itself."""
        if self.kind is FieldKind.CHOICE:
            name = "select" if self.is_select else "choices"
        else:
            name = TEMPLATES[self.kind]
        return f"components/fields/_{name}.html"

    @property
    def input_type(self) -> str:
        return INPUT_TYPES.get(self.kind, "text")

    @property
    def input_mode(self) -> str:
        """The keyboard of a telephone."""
        return INPUT_MODES.get(self.kind, "")

    @property
    def input_class(self) -> str:
        width = self.width or WIDTHS.get(self.kind, "")
        return f"input input--{width}" if width else "input"

    @property
    def shown_unit(self) -> str:
        """Money is in yuan unless the question says otherwise: 资金数额（万元）."""
        is_yuan = self.kind is FieldKind.MONEY and "元" not in self.label
        return self.unit or (_("元") if is_yuan else "%" if self.kind is FieldKind.PERCENT else "")

    @property
    def named_error(self) -> str:
        """What the error summary says of the field."""
        return named_error(self.label, self.error)

    @property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of a table; one empty row where nothing is filled in yet."""
        rows = self.rows or ({},) * max(self.least_rows, FIRST_ROWS)
        errors = self.row_errors or {}
        return tuple(
            tuple(
                Cell(
                    name=f"{self.name}-{index}-{column.name}",
                    column=column,
                    value=row.get(column.name, ""),
                    error=errors.get((index, column.name), ""),
                )
                for column in self.columns
            )
            for index, row in enumerate(rows)
        )


def named_error(label: str, error: str) -> str:
    """
    An error for a place where its field is not in sight: 从业人数：请填数字，例如 120。

    One that names the field by itself stays as it is: 请填写从业人数。
    """
    if not error or label in error:
        return error
    return _("%(where)s：%(what)s") % {"where": label, "what": error}


def posted_rows(
    data: Mapping[str, str], *, name: str, columns: tuple[Column, ...], most: int = 200
) -> tuple[dict[str, str], ...]:
    """
    Read the rows of a table field out of posted data, empty rows left out.

    `data` maps `name-0-column` to text; rows are counted up to `most`, whatever the post claims.
    """
    rows = []
    for index in range(most):
        keys = {column.name: f"{name}-{index}-{column.name}" for column in columns}
        if not any(key in data for key in keys.values()):
            break
        row = {column: data.get(key, "").strip() for column, key in keys.items()}
        if any(row.values()):
            rows.append(row)
    return tuple(rows)
