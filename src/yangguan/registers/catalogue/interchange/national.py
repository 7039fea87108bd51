"""
The rows of an item for the national exchange tables (`UP_TASK_*`), checked before they are sent.

Source: the tables' definition of 2020 (`national_tables.json`: 18 tables, their columns, lengths
and what may not be empty). One basic row per published edition under one `ROW_GUID`; its children
point to it by `TASK_GUID`. What the platform does not know stays empty; a text that may not be
empty is sent as 无, as other senders do.
"""

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent, Material, Supply
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.conditions import written_condition
from yangguan.registers.catalogue.interchange.item import BASIC, EXTEND, QUESTIONS
from yangguan.registers.catalogue.interchange.lists import FEE, MATERIAL
from yangguan.registers.catalogue.interchange.writer import write_item

# 1 and the province's number of GB/T 2260: who sends.
DATA_SOURCE = "162"
NOTHING = "无"
DIRECTORY = "UP_TASK_DIRECTORY"
# Which family of tables an item belongs to follows from its type.
FAMILIES = {"02": "PUNISH", "03": "CHECK", "04": "HANDLE", "06": "CHECK", "20": "PUBLIC"}
_GUIDS = uuid.UUID("b1d6f0a2-6a0e-5d0c-9b53-620982000000")


class Column(msgspec.Struct, frozen=True):
    name: str
    title: str
    required: bool
    kind: str
    length: int | None = None


class Table(msgspec.Struct, frozen=True):
    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """What all rows of one sending have in common. `at`: local time."""

    number: str
    at: datetime
    source: str = DATA_SOURCE


@cache
def national_tables() -> dict[str, Table]:
    """Every `UP_TASK_*` table by name, in the order in which they are sent."""
    raw = files(__package__).joinpath("national_tables.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, Table])


def family_of(item_type: str) -> str:
    """GENERAL, PUBLIC, PUNISH, HANDLE or CHECK."""
    return FAMILIES.get(item_type, "GENERAL")


def national_rows(
    content: EditionContent, *, state: str, version: int, batch: Batch
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Table and row, parents first: a child before its parent is refused by the receiver."""
    document = write_item(content, state=state, version=version)
    family = family_of(content.item_type)
    guid = _guid(content.task_code)
    operation = "I" if version == 1 else "U"

    def row(table: str, values: Mapping[str, Any], own: str) -> tuple[str, dict[str, Any]]:
        exchange = {
            "ROW_GUID": own,
            "CD_OPERATION": operation,
            "CD_TIME": _moment(batch.at),
            "CD_BATCH": batch.number,
            "DATA_SOURCE": batch.source,
        }
        filled = {**values, **exchange}
        columns = national_tables()[table].columns
        return table, {column.name: _cell(column, filled) for column in columns}

    basic = {**document[BASIC], **_only_national(content)}
    basic["PLAN_EFFECTIVE_DATE"] = f"{content.effective.isoformat()} 00:00:00"
    yield row(DIRECTORY, basic, _guid(content.catalog_code))
    yield row(f"UP_TASK_{family}_BASIC", basic, guid)
    key = {"TASK_GUID": guid, "TASK_CODE": content.task_code}
    extend = {**document[EXTEND], "EXTEND_FIELD": _situations(content)}
    children = {
        "EXTEND": [extend],
        "MATERIAL": [
            {**values, "REMARK": remark_words(material)}
            for values, material in zip(document[MATERIAL], content.materials, strict=True)
        ],
        "FEE_PROJECT": document[FEE],
        "QUESTIONS": document[QUESTIONS],
    }
    for name, rows in children.items():
        table = f"UP_TASK_{family}_{name}"
        if table not in national_tables():
            continue
        for place, values in enumerate(rows, start=1):
            own = _guid(f"{content.task_code}/{name}/{place}")
            yield row(table, {**values, **key, "ORDER_NUM": place}, own)


def remark_words(material: Material) -> str:
    """What the columns of a material cannot say, in the conventions of its note."""
    notes = [f"电子证照：{name}" for name in material.licences]
    condition = written_condition(material.applies_if)
    if condition and "LOGIC" not in condition:
        sign = "≠" if condition["OP"] == "ne" else "="
        value = condition["VALUE"]
        words = json.dumps(value) if isinstance(value, bool) else value
        notes.append(f"条件材料：{condition['ELEMENT']}{sign}{words}")
    if material.follows_by:
        notes.append(f"容缺后补：{material.follows_by}")
    if material.supply is Supply.FORM:
        notes.append("由平台表单生成")
    if material.supply is Supply.VERIFICATION:
        notes.append("部门间核验")
    if material.note:
        notes.append(material.note)
    return "；".join(notes)


def row_faults(table: str, row: Mapping[str, Any]) -> list[Fault]:
    """Why the receiver would send the row back: empty, too long, beyond its character set."""
    faults = []
    for column in national_tables()[table].columns:
        value = row.get(column.name)
        field = f"{table}.{column.name}"
        if value in (None, ""):
            if column.required:
                faults.append(Fault(field, "missing", _("国家表里必填，平台没有这一项")))
            continue
        text = str(value)
        if column.kind == "varchar" and column.length and len(text) > column.length:
            message = _("国家表里最多 %(most)d 个字，现有 %(now)d 个")
            facts = {"most": column.length, "now": len(text)}
            faults.append(Fault(field, "too-long", message % facts))
        if any(ord(character) > 0xFFFF for character in text):
            faults.append(Fault(field, "character-set", _("有国家表存不下的生僻字或表情，请核对")))
    return faults


def _cell(column: Column, values: Mapping[str, Any]) -> Any:
    value = values.get(column.name)
    if value not in (None, ""):
        return int(value) if column.kind == "int" and str(value).isdigit() else value
    # A code cannot be 无; a text can.
    is_text = column.kind == "varchar" and (column.length is None or column.length > 50)
    return NOTHING if column.required and is_text else None


def _only_national(content: EditionContent) -> dict[str, Any]:
    """Columns that no content has: where the platform knows the answer all the same."""
    return {
        # 法定本级行使: an organ that acts by law, in its own name.
        "POWER_SOURCE": "1" if content.department_kind == "1" else None,
        "APP_IS_SINGLE_LOGIN": "0",
        "IS_SINGLE_LOGIN": "0",
    }


def _situations(content: EditionContent) -> str | None:
    """The situations, which have no table on the way up; all of them or none."""
    if not content.situations:
        return None
    told = {
        "SITUATIONS": [
            {"NAME": field.label, "CHOICES": list(field.choices)} for field in content.situations
        ]
    }
    text = json.dumps(told, ensure_ascii=False)
    return text if len(text) <= 2_000 else None


def _guid(name: str) -> str:
    return uuid.uuid5(_GUIDS, name).hex


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S")
