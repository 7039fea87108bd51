"""
One form and one list of materials out of those of several items: pure.

Items come in the package's order. What a later item wants and an earlier one makes (its licence,
its decision) need not be brought: it is issued on the way (由本事项办出).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from yangguan.registers.catalogue.content import (
    SITUATIONS,
    Condition,
    EditionContent,
    FormField,
    FormGroup,
    Material,
    Need,
    Supply,
)

# Strictest first.
_NEEDS = (Need.REQUIRED, Need.MAY_FOLLOW, Need.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Clash:
    """A data element that two items ask for in different shapes: `kind` is type or choices."""

    element: str
    label: str
    kind: str
    first_item: str  # names
    other_item: str


@dataclass(frozen=True, slots=True)
class MergedForm:
    """
    The pages of all items as one form, each data element once.

    `asked_by`: element → names of the items that use the answer. `apart`: what could not be asked
    together, for it clashes; it is asked with its own item.
    """

    pages: tuple[FormGroup, ...]
    asked_by: Mapping[str, tuple[str, ...]]
    clashes: tuple[Clash, ...]
    apart: tuple[tuple[str, FormField], ...] = ()

    @property
    def field_count(self) -> int:
        return sum(len(page.fields) for page in self.pages)

    @property
    def spared_count(self) -> int:
        """How many questions are not asked a second time."""
        return sum(len(items) - 1 for items in self.asked_by.values())


def merge_form(contents: Sequence[EditionContent]) -> MergedForm:
    """
    One form for several items: pages of one title are one page, each data element asked once.

    The question is put in the words of the first item; it is required if any item requires it, and
    shown if any shows it. One whose type or choices differ from the first is a clash.
    """
    merged: dict[str, FormField] = {}
    places: dict[str, list[str]] = {}
    titles: dict[str, FormGroup] = {}
    asked_by: dict[str, list[str]] = {}
    clashes: list[Clash] = []
    apart: list[tuple[str, FormField]] = []
    for content in contents:
        for group in content.pages:
            place = group.key if group.key == SITUATIONS else group.title.strip()
            titles.setdefault(place, group)
            for asked in group.fields:
                first = merged.get(asked.element)
                kind = _clash_kind(first, asked)
                if first is None:
                    merged[asked.element] = asked
                    places.setdefault(place, []).append(asked.element)
                elif kind:
                    names = (asked_by[asked.element][0], content.name)
                    clashes.append(Clash(asked.element, first.label, kind, *names))
                    apart.append((content.name, asked))
                    continue
                else:
                    merged[asked.element] = _both(first, asked)
                names_of = asked_by.setdefault(asked.element, [])
                if content.name not in names_of:
                    names_of.append(content.name)
    return MergedForm(
        pages=_pages(titles, places, merged),
        asked_by={element: tuple(names) for element, names in asked_by.items()},
        clashes=tuple(clashes),
        apart=tuple(apart),
    )


def _pages(
    titles: Mapping[str, FormGroup],
    places: Mapping[str, Sequence[str]],
    merged: Mapping[str, FormField],
) -> tuple[FormGroup, ...]:
    """The pages that have a question; situations come first, as they do for one item."""
    order = sorted(titles, key=lambda place: place != SITUATIONS)
    return tuple(
        FormGroup(
            key=SITUATIONS if place == SITUATIONS else f"page-{number}",
            title=titles[place].title,
            fields=tuple(merged[element] for element in places[place]),
        )
        for number, place in enumerate(order, start=1)
        if place in places
    )


def _clash_kind(first: FormField | None, asked: FormField) -> str:
    if first is None:
        return ""
    if first.type != asked.type:
        return "type"
    if set(first.choices) != set(asked.choices) or first.columns != asked.columns:
        return "choices"
    return ""


def _both(first: FormField, other: FormField) -> FormField:
    """The question in the first's words and bounds that asks for what either item wants."""
    return msgspec.structs.replace(
        first,
        required=first.required or other.required,
        help=first.help or other.help,
        source=first.source if first.source != "none" else other.source,
        shown_if=_either(first.shown_if, other.shown_if),
    )


def _either(one: Condition | None, other: Condition | None) -> Condition | None:
    if one is None or other is None:
        return None
    return one if one == other else Condition(logic={"or": [one.logic, other.logic]})


@dataclass(frozen=True, slots=True)
class MaterialUse:
    """That an item wants a material; `issued_by` names the earlier item that makes it."""

    task_code: str
    item_name: str
    material: Material
    issued_by: str = ""


@dataclass(frozen=True, slots=True)
class MergedMaterial:
    """A material of the whole package: once, however many items want it."""

    name: str
    need: Need  # the strictest of all
    supply: Supply  # the one that asks most of the applicant
    originals: int
    copies: int
    uses: tuple[MaterialUse, ...]

    @property
    def item_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(use.item_name for use in self.uses))

    @property
    def issued_by(self) -> str:
        """The item that makes it, if nobody needs it before; otherwise empty."""
        makers = [use.issued_by for use in self.uses]
        return makers[0] if all(makers) else ""

    @property
    def is_free(self) -> bool:
        """Whether the applicant has nothing to do for it."""
        return bool(self.issued_by) or self.supply is not Supply.APPLICANT

    @property
    def licences(self) -> tuple[str, ...]:
        """The licence types that satisfy it for every item."""
        first = self.uses[0].material.licences
        return tuple(
            name for name in first if all(name in use.material.licences for use in self.uses)
        )


@dataclass(slots=True)
class _Heap:
    """Uses that turned out to be of one material."""

    uses: list[MaterialUse] = field(default_factory=list)


def merge_materials(contents: Sequence[EditionContent]) -> tuple[MergedMaterial, ...]:
    """
    One list for several items, in the order in which materials are first wanted.

    Materials of one name, or of one definition of the city's catalogue of materials, are one. What
    an earlier item issues is noted, not asked for.
    """
    heaps: dict[str, _Heap] = {}
    order: list[_Heap] = []
    for place, content in enumerate(contents):
        for material in content.materials:
            use = MaterialUse(
                task_code=content.task_code,
                item_name=content.name,
                material=material,
                issued_by=_maker(material, contents[:place]),
            )
            _join(use, heaps, order)
    return tuple(_merged(heap.uses) for heap in order if heap.uses)


def feeds(contents: Sequence[EditionContent]) -> dict[str, tuple[str, ...]]:
    """Task code → the earlier items whose result it asks for as a material."""
    return {
        content.task_code: tuple(
            earlier.task_code
            for earlier in contents[:place]
            if any(_is_made_by(material, earlier) for material in content.materials)
        )
        for place, content in enumerate(contents)
    }


def _keys(material: Material) -> list[str]:
    keys = [f"name:{''.join(material.name.split())}"]
    return [f"definition:{material.definition}", *keys] if material.definition else keys


def _join(use: MaterialUse, heaps: dict[str, _Heap], order: list[_Heap]) -> None:
    """Put a use with those of the same material; it may show that two heaps are one."""
    keys = _keys(use.material)
    known = list({id(heaps[key]): heaps[key] for key in keys if key in heaps}.values())
    if not known:
        known = [_Heap()]
        order.append(known[0])
    # The heap that began first takes the others in, so that the order stays.
    known.sort(key=lambda heap: next(i for i, each in enumerate(order) if each is heap))
    first = known[0]
    for other in known[1:]:
        first.uses.extend(other.uses)
        other.uses = []
        for key in [key for key, heap in heaps.items() if heap is other]:
            heaps[key] = first
    first.uses.append(use)
    for key in keys:
        heaps[key] = first


def _merged(uses: Sequence[MaterialUse]) -> MergedMaterial:
    wanted = [use for use in uses if not use.issued_by] or list(uses)
    return MergedMaterial(
        name=uses[0].material.name,
        need=min((use.material.need for use in wanted), key=_NEEDS.index),
        supply=_supply(use.material.supply for use in wanted),
        originals=max(use.material.originals for use in wanted),
        copies=max(use.material.copies for use in wanted),
        uses=tuple(uses),
    )


def _supply(supplies: Iterable[Supply]) -> Supply:
    found = set(supplies)
    return next(each for each in Supply if each in found)


def _maker(material: Material, earlier: Sequence[EditionContent]) -> str:
    """The name of the first earlier item that issues this; empty if none does."""
    return next((each.name for each in earlier if _is_made_by(material, each)), "")


def _is_made_by(material: Material, content: EditionContent) -> bool:
    """Whether an item's result is the material itself or a licence that stands for it."""
    for result in content.results:
        names = {result.name, result.licence_type} - {None, ""}
        if material.name in names or names & set(material.licences):
            return True
    return False
