"""From one staged item to the document that the catalogue imports, whatever it was sent as."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yangguan.foundation.identifiers.spelling import plain
from yangguan.registers.catalogue.content import EditionContent, decode
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.downward import from_national
from yangguan.registers.catalogue.interchange.file import parse
from yangguan.registers.catalogue.interchange.item import BASIC
from yangguan.registers.catalogue.interchange.provincial import (
    from_provincial,
    is_provincial,
    package_fault,
)
from yangguan.registers.catalogue.interchange.sheets import SINGLE
from yangguan.registers.catalogue.models import Edition
from yangguan.registers.imports.staging import Staged


@dataclass(frozen=True, slots=True)
class SentItem:
    """`values` is what the catalogue reads; `sent` is what came, for sending it back."""

    place: str
    values: Mapping[str, Any]
    sent: Mapping[str, Any]
    faults: tuple[Fault, ...]

    def told(self, key: str) -> str:
        """What the item says of itself in a column of the basic table, as it stands."""
        basic = self.values.get(BASIC)
        return str(basic.get(key) or "") if isinstance(basic, Mapping) else ""


def sent_item(staged: Staged) -> SentItem:
    """At most one query: what comes from above is laid over what the register has."""
    faults = tuple(Fault(told.field, told.code, told.message) for told in staged.faults)
    if staged.raw:
        return _from_text(staged, faults)
    if staged.is_national:
        basic = staged.rows.get("BASIC", [{}])[0]
        values = from_national(staged.rows, _current(basic.get("TASK_CODE")))
        return SentItem(staged.place, values, staged.rows, faults)
    values = {
        table: rows[0] if table in SINGLE else rows for table, rows in staged.rows.items() if rows
    }
    return SentItem(staged.place, values, values, faults)


def _from_text(staged: Staged, faults: tuple[Fault, ...]) -> SentItem:
    parsed = parse(staged.raw.encode("utf-8", "surrogatepass"))
    if isinstance(parsed, Fault):
        return SentItem(staged.place, {}, {"TEXT": staged.raw[:2_000]}, (*faults, parsed))
    faults = (*faults, *parsed.faults)
    if not is_provincial(parsed.values):
        return SentItem(staged.place, parsed.values, parsed.values, faults)
    fault = package_fault(parsed.values)
    if fault:
        return SentItem(staged.place, {}, parsed.values, (*faults, fault))
    item = parsed.values["AUDIT_ITEM"]
    code = item.get("NATION_TASK_CODE") or item.get("TASK_CODE")
    values = from_provincial(parsed.values, _current(code))
    return SentItem(staged.place, values, parsed.values, faults)


def returned_line(item: SentItem, faults: list[Fault]) -> str:
    """A refused item as a line of JSON, with its reasons beside what was sent."""
    told = [{"FIELD": each.field, "CODE": each.code, "MESSAGE": each.message} for each in faults]
    return json.dumps({"FAULTS": told, **item.sent}, ensure_ascii=False)


def _current(task_code: object) -> EditionContent | None:
    if not isinstance(task_code, str) or not task_code:
        return None
    edition = Edition.objects.filter(current_for__task_code=plain(task_code)).first()
    return decode(edition.content) if edition else None
