"""What a page sends back of a form, as answers by element."""

from collections.abc import Sequence

from django.http import QueryDict

from yangguan.foundation.web.field_kinds import FieldKind
from yangguan.foundation.web.fields import Choice, Column, posted_rows
from yangguan.registers.catalogue.answers import MAX_ROWS
from yangguan.registers.catalogue.answers.parts import part_fields
from yangguan.registers.catalogue.answers.tables import column_fields
from yangguan.registers.catalogue.content import FieldType, FormField
from yangguan.registers.catalogue.data_elements import is_mobile

_KINDS: dict[FieldType, FieldKind] = {
    "text": FieldKind.TEXT,
    "longtext": FieldKind.LONGTEXT,
    "number": FieldKind.NUMBER,
    "integer": FieldKind.INTEGER,
    "money": FieldKind.MONEY,
    "percent": FieldKind.PERCENT,
    "date": FieldKind.DATE,
    "datetime": FieldKind.DATETIME,
    "time": FieldKind.TIME,
    "month": FieldKind.MONTH,
    "year": FieldKind.YEAR,
    "daterange": FieldKind.PARTS,
    "choice": FieldKind.CHOICE,
    "multichoice": FieldKind.MULTICHOICE,
    "boolean": FieldKind.BOOLEAN,
    "pledge": FieldKind.PLEDGE,
    "region": FieldKind.REGION,
    "address": FieldKind.PARTS,
    "map-point": FieldKind.PLACE,
    "person": FieldKind.PARTS,
    "organisation": FieldKind.PARTS,
    "citizen-number": FieldKind.TEXT,
    "credit-code": FieldKind.TEXT,
    "mobile": FieldKind.PHONE,
    "telephone": FieldKind.PHONE,
    "email": FieldKind.EMAIL,
    "postcode": FieldKind.DIGITS,
    "bank-account": FieldKind.DIGITS,
    "plate-number": FieldKind.TEXT,
    "table": FieldKind.TABLE,
    "file": FieldKind.FILE,
    "signature": FieldKind.SIGNATURE,
    "computed": FieldKind.COMPUTED,
    "explanation": FieldKind.EXPLANATION,
}


def field_kind(of: FormField) -> FieldKind:
    """How a page draws a field of this type."""
    if of.type == "text" and is_mobile(of.element):
        return FieldKind.PHONE
    return _KINDS[of.type]


def read_post(fields: Sequence[FormField], data: QueryDict) -> dict[str, object]:
    """
    The answers that a page sent, by element; `save_draft` brings them into shape.

    A field that was not sent at all is left out, so that it stays as it was: it was hidden. A list
    of boxes without a tick sends nothing either; it counts as empty.
    """
    answers: dict[str, object] = {}
    for each in fields:
        match each.type:
            case "file" | "computed" | "explanation":
                continue
            case "multichoice":
                answers[each.element] = data.getlist(each.element)
            case "table":
                _read_table(each, data, answers)
            case "daterange" | "address" | "person" | "organisation" | "map-point":
                parts = dict(part_fields(each))
                if any(part.element in data for part in parts.values()):
                    answers[each.element] = {
                        name: data.get(part.element, "") for name, part in parts.items()
                    }
            case _:
                if each.element in data:
                    answers[each.element] = data[each.element]
    return answers


def table_columns(of: FormField) -> tuple[Column, ...]:
    """The columns of a table with names that a post can carry."""
    return tuple(
        Column(
            f"c{index}",
            column.label,
            _column_kind(column),
            tuple(Choice(each, each) for each in column.choices),
        )
        for index, column in enumerate(column_fields(of))
    )


def _column_kind(column: FormField) -> FieldKind:
    is_phone = column.type == "text" and "手机" in column.label
    return FieldKind.PHONE if is_phone else _KINDS[column.type]


def _read_table(of: FormField, data: QueryDict, answers: dict[str, object]) -> None:
    columns = table_columns(of)
    if any(f"{of.element}-0-{column.name}" in data for column in columns):
        rows = posted_rows(
            {name: str(value) for name, value in data.items()},
            name=of.element,
            columns=columns,
            most=MAX_ROWS,
        )
        answers[of.element] = [list(row.values()) for row in rows]
