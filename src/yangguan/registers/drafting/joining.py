"""
A draft and the edition published since it began, as one content. Pure.

Both go back to the same edition. What only one of them changed is taken from that one; where both
wrote the same thing differently the draft keeps its own, and `contested` says what the other has.
"""

from collections.abc import Hashable
from itertools import count
from typing import Any

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.outline import Line, outline
from yangguan.registers.catalogue.outline_labels import CodeNames
from yangguan.registers.drafting.edits import Tree, content_of, tree_of

# What tells the entries of a list apart, whatever else changes in them.
_IDENTITIES = ("key", "element", "question", "name")
# The columns of a table are three lists that go by place.
_COLUMNS = ("columns", "column_types", "column_choices")


def joined(base: EditionContent, theirs: EditionContent, ours: EditionContent) -> EditionContent:
    """`ours` with everything that `theirs` changed of `base` and `ours` did not."""
    trees = [tree_of(content) for content in (base, theirs, ours)]
    tree = _struct(*trees)
    # The process is one drawing: joined step by step it could lead nowhere.
    tree["steps"] = next(each for each in trees if each["process"] == tree["process"])["steps"]
    return content_of(tree)


def contested(
    base: EditionContent,
    theirs: EditionContent,
    ours: EditionContent,
    *,
    names: CodeNames | None = None,
) -> list[Line]:
    """
    The lines that both wrote anew and differently, as `theirs` has them; no words: removed.

    `names` as `outline`.
    """
    was, other, own = (
        {line.place: line for line in outline(content, names=names or {})}
        for content in (base, theirs, ours)
    )
    found = []
    for place in dict.fromkeys([*other, *was]):
        words = [lines[place].words if place in lines else "" for lines in (was, other, own)]
        if len(set(words)) == len(words):
            line = other.get(place) or was[place]
            found.append(
                Line(line.part, line.subject, line.about, line.field, line.label, words[1])
            )
    return found


def _struct(base: Tree, theirs: Tree, ours: Tree) -> Tree:
    """Field by field."""
    tree = {name: _field(name, base[name], theirs[name], ours[name]) for name in ours}
    if "columns" in ours and any(ours[name] != base[name] for name in _COLUMNS):
        tree |= {name: ours[name] for name in _COLUMNS}
    return tree


def _field(name: str, base: Any, theirs: Any, ours: Any) -> Any:
    if ours == base:
        return theirs
    if theirs in (base, ours):
        return ours
    if name == "service":
        return _struct(base, theirs, ours)
    if isinstance(ours, list):
        return _list(base, theirs, ours)
    # A limit, a condition, a formula: halves of two of them are neither's meaning.
    return ours


def _list(base: list[Any], theirs: list[Any], ours: list[Any]) -> list[Any]:
    """Entry by entry, told apart by what names them; the draft's own where nothing does."""
    was, own = _by_identity(base), _by_identity(ours)
    other = _by_identity(_apart(base, theirs, ours))
    if was is None or other is None or own is None:
        return ours
    # What one removed is gone, unless the other wrote in it; the draft's own removals stand.
    kept = [each for each in own if each in other or own[each] != was.get(each)]
    new = [each for each in other if each not in was and each not in own]
    order = [each for each in other if each in kept] if list(own) == list(was) else []
    order += [each for each in kept if each not in order]
    for each in new:
        before = list(other)[: list(other).index(each)]
        near = [order.index(known) for known in before if known in order]
        order.insert(near[-1] + 1 if near else 0, each)
    return [_entry(was.get(each), other.get(each), own.get(each)) for each in order]


def _apart(base: list[Any], theirs: list[Any], ours: list[Any]) -> list[Any]:
    """`theirs`, what is new in it under a key that something new in `ours` has too keyed anew."""
    known = {each["key"] for each in base if isinstance(each, dict) and "key" in each}
    own = {each["key"]: each for each in ours if isinstance(each, dict) and "key" in each}
    taken = own.keys() | {
        each["key"] for each in theirs if isinstance(each, dict) and "key" in each
    }
    found = []
    for each in theirs:
        key = each.get("key") if isinstance(each, dict) else None
        if key in own and key not in known and each != own[key]:
            free = next(name for n in count(2) if (name := f"{key}-{n}") not in taken)
            taken |= {free}
            each = {**each, "key": free}
        found.append(each)
    return found


def _entry(base: Tree | None, theirs: Tree | None, ours: Tree | None) -> Tree | None:
    if theirs is None or ours is None:
        return ours if theirs is None else theirs
    return ours if base is None else _struct(base, theirs, ours)


def _by_identity(entries: list[Any]) -> dict[Hashable, Tree] | None:
    """None where the entries have no names, or two the same."""
    if not all(isinstance(each, dict) for each in entries):
        return None
    named = {_identity(each): each for each in entries}
    return named if len(named) == len(entries) and None not in named else None


def _identity(entry: Tree) -> Hashable:
    if "law" in entry:
        return entry["law"], entry["article"]
    return next((str(entry[name]) for name in _IDENTITIES if name in entry), None)
