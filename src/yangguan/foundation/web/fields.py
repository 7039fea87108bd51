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

# Longest option, in characters, to stand three or two abreast.
MOST_IN_ROW, MOST_IN_PAIR = 5, 8
# Up to this many options each is a row of its own; beyond, they fold into a select.
MOST_OPEN_CHOICES = 10

# The rows that a table without any answer begins with.
FIRST_ROWS = 1


class FieldKind(StrEnum):
    TEXT = "text"
    LONGTEXT = "longtext"
    NUMBER = "number"
    MONEY = "money"  # in yuan on the page, in fen behind it
    DATE = "date"
    PHONE = "phone"
    CHOICE = "choice"
    MULTICHOICE = "multichoice"
    BOOLEAN = "boolean"
    REGION = "region"
    TABLE = "table"
    FILE = "file"
    LOCKED = "locked"


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
    """One column of a table field. `kind` is text, number, date, phone or choice."""

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
    field counts as in the rules of others. `width`: s, m or empty.
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

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def hint_id(self) -> str:
        return f"{self.id}-hint"

    @property
    def error_id(self) -> str:
        return f"{self.id}-error"

    @property
    def described_by(self) -> str:
        """The ids that explain the input, for `aria-describedby`; empty if nothing does."""
        ids = (self.hint_id if self.hint else "", self.error_id if self.error else "")
        return " ".join(each for each in ids if each)

    @property
    def is_group(self) -> bool:
        """Several inputs under one question: a fieldset with a legend."""
        grouped = (FieldKind.MULTICHOICE, FieldKind.BOOLEAN, FieldKind.TABLE)
        return self.kind in grouped or (self.kind is FieldKind.CHOICE and not self.is_select)

    @property
    def is_select(self) -> bool:
        return self.kind is FieldKind.CHOICE and len(self.choices) > MOST_OPEN_CHOICES

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
            name = _TEMPLATES[self.kind]
        return f"components/fields/_{name}.html"

    @property
    def input_type(self) -> str:
        return _INPUT_TYPES.get(self.kind, "text")

    @property
    def input_mode(self) -> str:
        """The keyboard of a telephone."""
        return _INPUT_MODES.get(self.kind, "")

    @property
    def input_class(self) -> str:
        width = self.width or _WIDTHS.get(self.kind, "")
        return f"input input--{width}" if width else "input"

    @property
    def shown_unit(self) -> str:
        """Money is in yuan unless the question says otherwise: 资金数额（万元）."""
        is_yuan = self.kind is FieldKind.MONEY and "元" not in self.label
        return self.unit or (_("元") if is_yuan else "")

    @property
    def named_error(self) -> str:
        """What the error summary says of the field."""
        return named_error(self.label, self.error)

    @property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of a table; one empty row where nothing is filled in yet."""
        rows = self.rows or ({},) * FIRST_ROWS
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


_TEMPLATES = {
    FieldKind.TEXT: "input",
    FieldKind.LONGTEXT: "longtext",
    FieldKind.NUMBER: "input",
    FieldKind.MONEY: "input",
    FieldKind.DATE: "input",
    FieldKind.PHONE: "input",
    FieldKind.MULTICHOICE: "choices",
    FieldKind.BOOLEAN: "boolean",
    FieldKind.REGION: "region",
    FieldKind.TABLE: "table",
    FieldKind.FILE: "file",
    FieldKind.LOCKED: "locked",
}
# A number stays a text input: browsers change the number under the scroll wheel and drop what they
# cannot read, so that nobody could be told what is wrong with it.
_INPUT_TYPES = {FieldKind.DATE: "date", FieldKind.PHONE: "tel"}
_INPUT_MODES = {FieldKind.NUMBER: "decimal", FieldKind.MONEY: "decimal", FieldKind.PHONE: "tel"}
_WIDTHS = {
    FieldKind.NUMBER: "s",
    FieldKind.MONEY: "s",
    FieldKind.DATE: "m",
    FieldKind.PHONE: "m",
}


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
