"""What a row of `FORM` says beyond the question: read, refused with its place, written again."""

from typing import Any

import pytest

from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.interchange.form import read_questions
from yangguan.registers.catalogue.interchange.reader import Document, Faults
from yangguan.registers.catalogue.interchange.writer import write_item
from yangguan.registers.catalogue.tests.every_type import every_group
from yangguan.registers.catalogue.tests.written_contents import base

TABLE = {"TYPE": "table", "COLUMNS": ["名称", "数量"]}


def read(**row: Any) -> tuple[tuple[FormField, ...], list[tuple[str, str]]]:
    faults = Faults()
    question = {"ELEMENT": "thing", "NAME": "东西", "TYPE": "text", **row}
    questions = read_questions(Document({"FORM": [question]}, faults))
    fields = tuple(field for group in questions.form for field in group.fields)
    return fields, [(fault.field, fault.code) for fault in faults.found]


def test_a_form_of_every_type_comes_back_as_it_was_written() -> None:
    content = base(form=every_group())
    written = write_item(content, state="1", version=1)

    assert read_questions(Document(written, Faults())).form == content.form


def test_a_row_without_attributes_is_a_field_without_them() -> None:
    (field,), faults = read()

    assert field == FormField(element="thing", label="东西", type="text")
    assert faults == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"TYPE": "video"}, "unknown-code"),
        ({"MINIMUM": True}, "wrong-type"),
        ({"MAXIMUM": [1]}, "wrong-type"),
        ({"LONGEST": 999_999}, "not-a-number"),
        ({"DECIMALS": 9}, "not-a-number"),
        ({**TABLE, "COLUMN_TYPES": ["text", "file"]}, "unknown-code"),
        ({**TABLE, "COLUMN_TYPES": ["text"] * 3}, "too-many"),
        ({**TABLE, "COLUMN_CHOICES": ["甲"]}, "wrong-type"),
        ({**TABLE, "ROWS_MAX": 201}, "not-a-number"),
        ({"TYPE": "computed"}, "missing"),
        ({"TYPE": "computed", "COMPUTE": "1 + 1"}, "wrong-type"),
        ({"TYPE": "computed", "COMPUTE": {"eval": ["1"]}}, "unreadable-rule"),
        ({"COMPUTE": {"+": [1, 1]}}, "not-computed"),
    ],
)
def test_an_attribute_that_will_not_do_is_refused_at_its_place(
    row: dict[str, Any], code: str
) -> None:
    _fields, faults = read(**row)

    (fault,) = faults
    assert fault[0].startswith("FORM[0].")
    assert fault[1] == code
