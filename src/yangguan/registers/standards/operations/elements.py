"""Entering and changing data elements: one element, one meaning, wherever it is asked."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.standards import policies, ports
from yangguan.registers.standards.elements import (
    ElementContent,
    element_faults,
    searched,
)
from yangguan.registers.standards.errors import (
    CodeTableNotFound,
    ElementExists,
    ElementInUse,
    ElementNotFound,
    WrongElement,
)
from yangguan.registers.standards.models import CodeTable, DataElement


@transaction.atomic
def add_element(*, code: str, content: ElementContent, by: Actor, at: datetime) -> DataElement:
    """
    Enter a data element in the dictionary.

    Source: GB/T 19488 (one element, one meaning); 个人信息保护法 第五十一条第二项 (classes of
    personal data). Raises `NotYourStandards`, `WrongElement`, `CodeTableNotFound`,
    `ElementExists`; then nothing has changed.
    """
    policies.ensure_may_change_standards(by)
    _ensure_sound(code, content)
    if DataElement.objects.filter(pk=code).exists():
        raise ElementExists(element=code)
    row = DataElement(code=code)
    _write(row, content, code_table_id=_table_id(content))
    row.save(force_insert=True)
    _record("element.add", code, asdict(content), by=by, at=at)
    return row


@transaction.atomic
def change_element(*, code: str, content: ElementContent, by: Actor, at: datetime) -> DataElement:
    """
    Change what the dictionary says of a data element.

    Its type stays while something in force uses it: the same question would have two kinds of
    answers. Raises `NotYourStandards`, `ElementNotFound`, `WrongElement`, `CodeTableNotFound`,
    `ElementInUse`; then nothing has changed.
    """
    row = DataElement.objects.select_for_update().filter(pk=code).first()
    if row is None:
        raise ElementNotFound(element=code)
    policies.ensure_may_change_standards(by)
    _ensure_sound(code, content)
    if row.type != content.type and _is_used(code):
        raise ElementInUse(element=code)
    _write(row, content, code_table_id=_table_id(content))
    row.save()
    _record("element.change", code, asdict(content), by=by, at=at)
    return row


def _ensure_sound(code: str, content: ElementContent) -> None:
    for field, fault in element_faults(code, content):
        raise WrongElement(fault=fault, field=field)


def _table_id(content: ElementContent) -> int | None:
    if not content.code_table:
        return None
    found = CodeTable.objects.filter(key=content.code_table).first()
    if found is None:
        raise CodeTableNotFound(field="code_table")
    return found.pk


def _is_used(code: str) -> bool:
    term = ports.term_of_element(code)
    return any(use.is_in_force for use in ports.uses_of([term], most=ports.MOST_ASKED))


def _write(row: DataElement, content: ElementContent, *, code_table_id: int | None) -> None:
    row.name = content.name
    row.type = content.type
    row.length = content.length
    row.unit = content.unit
    row.code_table_id = code_table_id
    row.personal_data = content.personal_data
    row.source = content.source
    row.definition = content.definition
    row.standard = content.standard
    row.searched = searched(row.code, content)


def _record(
    action: str, code: str, facts: Mapping[str, object], *, by: Actor, at: datetime
) -> None:
    data = {key: value for key, value in facts.items() if value not in ("", None)}
    trail.record(
        trail.stream_of(f"{ports.ELEMENT}:{code}"),
        Act(action, {key: str(value) for key, value in data.items()}),
        by=by,
        at=at,
    )
