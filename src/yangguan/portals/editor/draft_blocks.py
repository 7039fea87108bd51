"""What a section shows: single blocks, and lists whose entries open one at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from yangguan.portals.editor.draft_drawing import DrawnInput, draw
from yangguan.portals.editor.draft_inputs import Input
from yangguan.portals.editor.draft_parts import Listing, Section, Single
from yangguan.portals.editor.fault_places import PlacedFault
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.drafting.edits import at_place


@dataclass(frozen=True, slots=True)
class Posted:
    """What was sent for a place and could not be stored: shown again with its errors."""

    place: str
    data: QueryDict
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """An input with the faults that belong to it."""

    input: DrawnInput
    faults: tuple[PlacedFault, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One struct to edit: its place, its inputs, what is wrong with it as a whole."""

    place: str
    title: str
    shown: tuple[Shown, ...]
    faults: tuple[PlacedFault, ...]

    @property
    def slug(self) -> str:
        """The place as part of an id."""
        return self.place.replace(".", "-") or "all"


@dataclass(frozen=True, slots=True)
class EntryBlock:
    """One entry of a list: a line, or opened with its inputs and inner lists."""

    place: str
    list_place: str
    index: int
    number: int
    name: str
    detail: str
    is_first: bool
    is_last: bool
    faults: tuple[PlacedFault, ...]  # all below it: the closed line tells them
    opened: Block | None
    lists: tuple["ListBlock", ...]

    @property
    def outer(self) -> str:
        """The entry around the list that this one stands in; empty if there is none."""
        return self.list_place.rpartition(".")[0]

    @property
    def worst(self) -> PlacedFault | None:
        """What the closed line tells: the first thing that forbids publishing, else a warning."""
        return next(iter(sorted(self.faults, key=lambda fault: not fault.is_refusal)), None)


@dataclass(frozen=True, slots=True)
class ListBlock:
    place: str
    title: str
    add_word: str
    entries: tuple[EntryBlock, ...]
    faults: tuple[PlacedFault, ...]
    is_inner: bool = False
    picker: str = ""

    @property
    def slug(self) -> str:
        return self.place.replace(".", "-")


@dataclass(frozen=True, slots=True)
class _Drawing:
    content: EditionContent
    tree: Mapping[str, Any]
    faults: tuple[PlacedFault, ...]
    open_place: str
    posted: Posted | None

    def below(self, place: str) -> tuple[PlacedFault, ...]:
        return tuple(
            fault
            for fault in self.faults
            if fault.place == place or fault.place.startswith(f"{place}.")
        )

    def block(self, place: str, title: str, inputs: Iterable[Input]) -> Block:
        values = at_place(self.tree, place)
        posted = self.posted if self.posted is not None and self.posted.place == place else None
        by_field: defaultdict[str, list[PlacedFault]] = defaultdict(list)
        names = {each.name for each in inputs}
        for fault in self.faults:
            if fault.place == place:
                by_field[fault.field if fault.field in names else ""].append(fault)
        return Block(
            place=place,
            title=title,
            shown=tuple(
                Shown(
                    draw(
                        each,
                        values.get(each.name),
                        self.content,
                        error=posted.errors.get(each.name, "") if posted else "",
                        posted=posted.data if posted else None,
                    ),
                    tuple(by_field[each.name]),
                )
                for each in inputs
            ),
            faults=tuple(by_field[""]),
        )

    def listing(self, listing: Listing, place: str, *, is_inner: bool = False) -> ListBlock:
        entries = at_place(self.tree, place)
        return ListBlock(
            place=place,
            title=str(listing.title),
            add_word=str(listing.add_word),
            entries=tuple(
                self._entry(listing, place, index, entry, len(entries))
                for index, entry in enumerate(entries)
            ),
            faults=tuple(fault for fault in self.faults if fault.place == place),
            is_inner=is_inner,
            picker=listing.picker,
        )

    def _entry(
        self, listing: Listing, place: str, index: int, entry: Mapping[str, Any], count: int
    ) -> EntryBlock:
        own = f"{place}.{index}"
        is_open = self.open_place == own or self.open_place.startswith(f"{own}.")
        # A page of the form is a heading over its questions: it is always unfolded.
        shows_lists = is_open or listing.place == "form"
        return EntryBlock(
            place=own,
            list_place=place,
            index=index,
            number=index + 1,
            name=str(listing.named(entry)),
            detail=str(listing.detail(entry)),
            is_first=index == 0,
            is_last=index + 1 == count,
            faults=self.below(own),
            opened=self.block(own, str(listing.named(entry)), listing.inputs_for(entry))
            if is_open
            else None,
            lists=tuple(
                self.listing(inner, f"{own}.{inner.place}", is_inner=True)
                for inner in listing.lists
            )
            if shows_lists
            else (),
        )


def blocks_of(
    section: Section,
    content: EditionContent,
    tree: Mapping[str, Any],
    faults: Iterable[PlacedFault],
    *,
    open_place: str = "",
    posted: Posted | None = None,
) -> tuple[list[Block], list[ListBlock], list[PlacedFault]]:
    """The single blocks and the lists of a section, and the faults that belong to no field."""
    own = tuple(fault for fault in faults if fault.section == section.key)
    drawing = _Drawing(content, tree, own, open_place, posted)
    singles: list[Block] = []
    lists: list[ListBlock] = []
    for part in section.parts:
        if isinstance(part, Single):
            singles.append(drawing.block(part.place, str(part.title or section.title), part.inputs))
        else:
            lists.append(drawing.listing(part, part.place))
    if any(block.place == "" for block in singles):
        return singles, lists, []
    return singles, lists, [fault for fault in own if fault.place == ""]


def lists_within(lists: Iterable[ListBlock]) -> Iterator[ListBlock]:
    """The lists, and the lists of their entries."""
    for each in lists:
        yield each
        for entry in each.entries:
            yield from lists_within(entry.lists)
