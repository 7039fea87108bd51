"""What nobody writes because it follows from what is written: item codes and keys. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from yangguan.foundation.identifiers.errors import InvalidItemCode
from yangguan.foundation.identifiers.item_codes import parse_basic_code
from yangguan.registers.catalogue.content import EditionContent

_STEMS = {"materials": "material", "form": "page"}


def with_task_code(content: EditionContent) -> EditionContent:
    """
    The content of a new item under its 实施编码; without one until level and basic code are whole.

    A code that is half typed could be another's. Source: GB/T 39554.1 (organ, level, basic code).
    """
    try:
        basic = parse_basic_code(content.catalog_code).code
    except InvalidItemCode:
        basic = ""
    parts = (content.department_code, content.level, basic)
    task_code = "".join(parts) if all(parts) else ""
    return msgspec.structs.replace(content, task_code=task_code)


def keyed(
    entry: Mapping[str, Any], place: str, entries: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """The entry as it may enter the list at `place`: with a key that no other there has."""
    if "key" not in entry:
        return dict(entry)
    taken = {each.get("key") for each in entries}
    if entry["key"] and entry["key"] not in taken:
        return dict(entry)
    stem = _STEMS.get(place, "entry")
    number = next(n for n in range(1, len(taken) + 2) if f"{stem}-{n}" not in taken)
    return {**entry, "key": f"{stem}-{number}"}
