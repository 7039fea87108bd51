"""One input of the item editor: which field of the content it is, and how it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from yangguan.registers.catalogue.content import EditionContent


class Widget(StrEnum):
    """How a value is written."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    MAYBE_NUMBER = "maybe-number"  # an empty field is None
    YUAN = "yuan"  # stored in fen; an empty field is None
    FLAG = "flag"
    CODE = "code"  # one of a table
    MAYBE_CODE = "maybe-code"  # one of a table or None
    CODES = "codes"  # some of a table
    LINES = "lines"  # a list of texts, one a line
    PAIRS = "pairs"  # name=text, one a line
    DATE = "date"
    LIMIT = "limit"  # days, unit, explanation
    RULE = "rule"  # a condition
    FORMULA = "formula"  # JSONLogic that gives a value
    ANSWERS = "answers"  # data element=value, one a line
    WORDS = "words"  # codes of a table by their words, one a line
    LISTS = "lists"  # several lists, one a line
    BOUND = "bound"  # a number, or a day as text; an empty field is None


Choices = Callable[[EditionContent], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Input:
    """A field of the content: its name there, what people call it, how it is written."""

    name: str
    label: str | Promise
    widget: Widget = Widget.TEXT
    choices: Choices | None = None
    hint: str | Promise = ""
    is_required: bool = False
    is_wide: bool = False
