"""Where a fault is, in words: the section, the thing in it, the field that a person has to mend."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from yangguan.portals.editor.draft_inputs import Input
from yangguan.portals.editor.draft_parts import Listing, Single
from yangguan.portals.editor.draft_sections import BY_KEY, part_at
from yangguan.portals.editor.fault_places import PlacedFault, place_in_file
from yangguan.registers.drafting.edits import at_place


def where_words(fault: PlacedFault, tree: Mapping[str, Any]) -> str:
    """“材料 · 身份证 · 依据”: as much of it as the fault names. `tree`: of the same content."""
    section = BY_KEY[fault.section]
    words = [str(section.title)]
    part = _part(fault)
    if isinstance(part, Listing):
        entry = at_place(tree, fault.place)
        words.append(str(part.named(entry)))
        inputs = part.inputs_for(entry)
    else:
        inputs = part.inputs if part is not None else ()
    words += [str(each.label) for each in inputs if each.name == fault.field]
    return " · ".join(words)


def file_words(path: str) -> str:
    """“材料 4 · 依据” of a fault's path in a file; the path itself where it names no field."""
    key, numbers, field = place_in_file(path)
    if not key:
        return path
    section = BY_KEY[key]
    number = "-".join(str(each) for each in numbers)
    words = [f"{section.title} {number}" if number else str(section.title)]
    labels = [str(each.label) for each in _inputs(section.parts) if each.name == field]
    return " · ".join([*words, *labels[:1]])


def _inputs(parts: Iterable[Single | Listing]) -> Iterator[Input]:
    """Every input of a section; those of inner lists after those of the list around them."""
    for part in parts:
        yield from part.inputs
        if isinstance(part, Listing):
            yield from _inputs(part.lists)


def _part(fault: PlacedFault) -> Single | Listing | None:
    if fault.place:
        found = part_at(fault.place)
        return found[1] if found is not None else None
    for part in BY_KEY[fault.section].parts:
        if isinstance(part, Single) and part.place == "":
            return part
    return None
