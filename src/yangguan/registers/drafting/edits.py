"""
Changes to the content of a draft, as data: set fields, add, remove, move. Pure.

A place is a path in the content's own names with positions, joined by dots: `materials.2`,
`form.0.fields.3`; the empty path is the content itself. Two people may write at once: a change is
made to what is there now, and refused only where both wrote the same field differently. An entry
that enters a list gets its key there: two that were added at once are two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Any

import msgspec

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.interchange.flow import process_of_steps
from yangguan.registers.catalogue.process import Step
from yangguan.registers.drafting.errors import InvalidEdit, NoSuchPlace
from yangguan.registers.drafting.rules import keyed

Tree = dict[str, Any]


class ListAct(StrEnum):
    ADD = "add"
    REMOVE = "remove"
    UP = "up"
    DOWN = "down"
    COPY = "copy"
    MOVE = "move"  # to the position in `value`


@dataclass(frozen=True, slots=True)
class SetFields:
    """Write these fields of the struct at `place`; the others stay."""

    place: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChangeList:
    """Change the list at `place`: what happens to the entry at `index` (ADD: before which)."""

    place: str
    act: ListAct
    index: int
    value: Any = None


Edit = SetFields | ChangeList


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people wrote differently."""

    field: str
    theirs: Any
    yours: Any


def tree_of(content: EditionContent) -> Tree:
    """The content as plain values that can be changed; its steps also as the list `steps`."""
    tree: Tree = _plain(content)
    tree["steps"] = [_plain(step) for _key, step in content.process.steps()]
    return tree


def _plain(value: Any) -> Any:
    """As JSON would say it, with the fields too that have their default."""
    match value:
        case msgspec.Struct():
            return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        case list() | tuple():
            return [_plain(each) for each in value]
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case _:
            return value


def content_of(tree: Tree) -> EditionContent:
    """
    The content of a tree; where the list of steps was changed, the process is made of it anew.

    Raises `InvalidEdit` for a tree that is no content.
    """
    rest = {name: value for name, value in tree.items() if name != "steps"}
    try:
        content = msgspec.convert(rest, EditionContent)
        steps = msgspec.convert(tree["steps"], tuple[Step, ...])
    except msgspec.ValidationError as error:
        raise InvalidEdit(why=str(error)) from None
    if steps == tuple(step for _key, step in content.process.steps()):
        return content
    return msgspec.structs.replace(content, process=process_of_steps(steps))


def at_place(tree: Any, place: str) -> Any:
    """What stands at a place. Raises `NoSuchPlace`."""
    found = tree
    for part in place.split(".") if place else ():
        try:
            found = found[int(part)] if isinstance(found, list) else found[part]
        except (KeyError, IndexError, ValueError, TypeError):
            raise NoSuchPlace from None
    return found


def clashes(before: Tree, now: Tree, edit: Edit) -> list[Clash]:
    """
    Where `edit`, written while `before` was shown, would overwrite what `now` holds otherwise.

    A field that only one of the two changed is no clash. A list clashes as a whole.
    """
    if isinstance(edit, ChangeList):
        was, is_now = at_place(before, edit.place), at_place(now, edit.place)
        if was == is_now or (edit.act is ListAct.ADD and edit.index >= len(was)):
            return []
        return [Clash(edit.place, is_now, was)]
    was, is_now = at_place(before, edit.place), at_place(now, edit.place)
    return [
        Clash(name, is_now.get(name), value)
        for name, value in edit.values.items()
        if is_now.get(name) != was.get(name) and value not in (is_now.get(name), was.get(name))
    ]


def merged(before: Tree, edit: Edit) -> Edit:
    """The edit without the fields that it leaves as they were shown: others may change those."""
    if isinstance(edit, ChangeList):
        return edit
    was = at_place(before, edit.place)
    changed = {name: value for name, value in edit.values.items() if value != was.get(name)}
    return SetFields(edit.place, changed)


def apply(tree: Tree, edit: Edit) -> Tree:
    """A new tree with the change made. Raises `NoSuchPlace`."""
    copied: Tree = msgspec.json.decode(msgspec.json.encode(tree))
    target = at_place(copied, edit.place)
    if isinstance(edit, SetFields):
        if not isinstance(target, dict) or edit.values.keys() - target.keys():
            raise NoSuchPlace
        target.update(edit.values)
        return copied
    if not isinstance(target, list):
        raise NoSuchPlace
    _change(target, edit)
    return copied


def _change(entries: list[Any], edit: ChangeList) -> None:
    index = edit.index
    if edit.act is ListAct.ADD:
        entry = keyed(edit.value, edit.place, entries)
        entries.insert(min(max(index, 0), len(entries)), entry)
        return
    if not 0 <= index < len(entries):
        raise NoSuchPlace
    match edit.act:
        case ListAct.REMOVE:
            del entries[index]
        case ListAct.COPY:
            entries.insert(index + 1, keyed(entries[index], edit.place, entries))
        case ListAct.MOVE if isinstance(edit.value, int):
            entry = entries.pop(index)
            entries.insert(min(max(edit.value, 0), len(entries)), entry)
        case ListAct.UP if index > 0:
            entries[index - 1], entries[index] = entries[index], entries[index - 1]
        case ListAct.DOWN if index + 1 < len(entries):
            entries[index + 1], entries[index] = entries[index], entries[index + 1]
        case _:
            pass  # already first or last: nothing to move
