"""
Every type of answer: how it is read, in which shape it is stored, what can be wrong with it.

| type | stored as |
| --- | --- |
| text, longtext, email | text |
| citizen-number, credit-code, plate-number | text in capitals without blanks |
| mobile, telephone, postcode, bank-account | text of digits |
| number, percent; integer | number; whole number |
| money | yuan as text, at most two decimals: `"1200.50"` |
| date, month, year, time, datetime | text of ISO 8601: `2026-07-01`, `2026-07`, `2026`, `09:30`, `2026-07-01T09:30` |
| boolean, pledge | true or false |
| choice; multichoice | the text chosen; list of texts |
| region | code of 12 digits |
| daterange | `{"from", "to"}`, dates |
| address | `{"region", "detail"}` |
| person | `{"name", "id_type", "id_number", "phone"}` |
| organisation | `{"name", "credit_code", "contact", "phone"}` |
| map-point | `{"longitude", "latitude"}`, degrees of CGCS2000, at most six decimals |
| table | list of rows, a row is a list of texts in the shape of their columns' types |
| file | no answer: files in the slot of the element |
| signature | a picture in the slot of the element, or the typed name as text |
| computed | what the rule gives: number, text, true or false |
| explanation | nothing: it only says something |

What does not fit is kept as text, so that a person sees again what was typed.
"""  # noqa: E501  # rows of a table

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.answers import parts, tables
from yangguan.registers.catalogue.answers.choices import (
    boolean_fault,
    choice_fault,
    read_boolean,
    read_several,
    region_fault,
)
from yangguan.registers.catalogue.answers.dates import date_fault, read_date
from yangguan.registers.catalogue.answers.numbers import (
    money_fault,
    number_fault,
    read_money,
    read_number,
)
from yangguan.registers.catalogue.answers.reading import plain, text
from yangguan.registers.catalogue.answers.texts import read_text, text_fault
from yangguan.registers.catalogue.content import FieldType, FormField


@dataclass(frozen=True, slots=True)
class Shape:
    """How a type is read and checked; `is_chosen`: one chooses it, and does not write it."""

    read: Callable[[FormField, Any], object | None]
    fault: Callable[[FormField, Any, date], str]
    is_chosen: bool = False


def is_empty(value: object) -> bool:
    return value is None or value == "" or value == [] or value == {}


def shape_of(kind: FieldType) -> Shape:
    return _SHAPES[kind]


def read_value(field: FormField, raw: object) -> object | None:
    """What a person or a program sent, in the shape that is stored; None for no answer."""
    return None if raw is None else _SHAPES[field.type].read(field, raw)


def shape_fault(field: FormField, value: object, *, today: date) -> str:
    """What is wrong with an answer that was given, or an empty text."""
    return _SHAPES[field.type].fault(field, value, today)


def cell_faults(field: FormField, value: object, *, today: date) -> list[tables.CellFault]:
    """Everything wrong with the cells of a table."""
    return list(tables.cell_faults(field, value, lambda of, it: _cell_fault(of, it, today=today)))


def part_faults(field: FormField, value: object, *, today: date) -> dict[str, str]:
    """What is wrong with the parts of an answer, by part."""
    said = value if isinstance(value, Mapping) else {}
    found = {}
    for name, part in parts.part_fields(field, said):
        given = said.get(name)
        if not is_empty(given):
            found[name] = shape_fault(part, given, today=today)
        elif part.required:
            chosen = _SHAPES[part.type].is_chosen
            label = {"label": _(part.label)}
            found[name] = (
                _("请选择%(label)s。") % label if chosen else _("请填写%(label)s。") % label
            )
    return {name: message for name, message in found.items() if message}


def _read_parts(field: FormField, raw: object) -> object | None:
    if not isinstance(raw, Mapping):
        return text(raw)
    read: dict[str, object] = {}
    # The kind of a document comes before its number, which is read accordingly.
    for name, _part in parts.part_fields(field):
        part = dict(parts.part_fields(field, read))[name]
        value = read_value(part, raw.get(name))
        if value is not None:
            read[name] = value
    return read or None


def _parts_fault(field: FormField, value: object, today: date) -> str:
    if not isinstance(value, Mapping):
        return _("请逐项填写。")
    for name, message in part_faults(field, value, today=today).items():
        label = _(dict(parts.part_fields(field))[name].label)
        return message if label in message else f"{label}：{message}"
    return parts.together_fault(field, value)


def _table_fault(field: FormField, value: object, today: date) -> str:
    return tables.table_fault(field, value, lambda of, it: _cell_fault(of, it, today=today))


def _cell_fault(column: FormField, cell: object, *, today: date) -> str:
    if not isinstance(cell, str):
        return _("请填文字。")
    return shape_fault(column, read_value(column, cell), today=today)


def _texts() -> Shape:
    return Shape(read_text, lambda field, value, today: text_fault(field, value, today=today))


def _dates(kind: FieldType) -> Shape:
    return Shape(
        lambda _field, raw: read_date(kind, raw),
        lambda field, value, _today: date_fault(field, value),
    )


_NUMBERS = Shape(
    lambda _field, raw: read_number(raw), lambda field, it, _today: number_fault(field, it)
)
_PARTS = Shape(_read_parts, _parts_fault)
_BOOLEAN = Shape(
    lambda _field, raw: read_boolean(raw),
    lambda field, value, _today: boolean_fault(field, value),
    is_chosen=True,
)
_NOTHING = Shape(lambda _field, _raw: None, lambda _field, _value, _today: "")

_SHAPES: Mapping[FieldType, Shape] = {
    "text": _texts(),
    "longtext": _texts(),
    "email": _texts(),
    "citizen-number": _texts(),
    "credit-code": _texts(),
    "mobile": _texts(),
    "telephone": _texts(),
    "postcode": _texts(),
    "bank-account": _texts(),
    "plate-number": _texts(),
    "signature": _texts(),
    "number": _NUMBERS,
    "integer": _NUMBERS,
    "percent": _NUMBERS,
    "money": Shape(
        lambda _field, raw: read_money(raw), lambda field, value, _today: money_fault(field, value)
    ),
    "date": _dates("date"),
    "month": _dates("month"),
    "year": _dates("year"),
    "time": _dates("time"),
    "datetime": _dates("datetime"),
    "boolean": _BOOLEAN,
    "pledge": _BOOLEAN,
    "choice": Shape(
        lambda _field, raw: text(raw),
        lambda field, value, _today: choice_fault(field, value),
        is_chosen=True,
    ),
    "multichoice": Shape(
        lambda _field, raw: read_several(raw),
        lambda field, value, _today: choice_fault(field, value),
        is_chosen=True,
    ),
    "region": Shape(
        lambda _field, raw: plain(raw),
        lambda _field, value, _today: region_fault(value),
        is_chosen=True,
    ),
    "daterange": _PARTS,
    "address": _PARTS,
    "person": _PARTS,
    "organisation": _PARTS,
    "map-point": _PARTS,
    "table": Shape(lambda field, raw: tables.read_rows(field, raw, read_value), _table_fault),
    "file": _NOTHING,
    "computed": _NOTHING,
    "explanation": _NOTHING,
}
