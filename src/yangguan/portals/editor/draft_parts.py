"""What a section of the item editor is made of: single blocks and lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from yangguan.portals.editor.draft_inputs import Input

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Single:
    """The fields of one struct."""

    place: str
    inputs: tuple[Input, ...]
    title: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: each entry is a block that opens; `lists` are lists within an entry."""

    place: str
    title: str | Promise
    inputs: tuple[Input, ...]
    add_word: str | Promise
    blank: Callable[[], dict[str, Any]]
    named: Callable[[Entry], str]
    detail: Callable[[Entry], str]
    lists: tuple["Listing", ...] = ()
    # Where the inputs hang on the entry: what its type can have.
    inputs_of: Callable[[Entry], tuple[Input, ...]] | None = None
    picker: str = ""  # what entries can be taken from: elements, materials

    def inputs_for(self, entry: Entry) -> tuple[Input, ...]:
        return self.inputs if self.inputs_of is None else self.inputs_of(entry)


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str | Promise
    parts: tuple[Single | Listing, ...]
    hint: str | Promise = ""


def labelled(labels: Mapping[str, Any], *inputs: tuple[Any, ...]) -> tuple[Input, ...]:
    """Inputs by name; each takes its label from the one table of labels."""
    return tuple(
        Input(name, labels[name], widget, **(more[0] if more else {}))
        for name, widget, *more in inputs
    )
