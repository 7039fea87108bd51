"""
Answers to a form: what is asked, in which shape, and what is wrong with them.

An answer is what JSON carries; `shapes` says it for each type. Files are not answers: they belong
to the draft by element. Computed values are worked out here and taken from nobody.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.answers.computed import computed_values
from yangguan.registers.catalogue.answers.reading import MAX_LONG_TEXT, MAX_ROWS, MAX_TEXT
from yangguan.registers.catalogue.answers.shapes import is_empty, read_value, shape_fault, shape_of
from yangguan.registers.catalogue.content import EditionContent, FormField
from yangguan.registers.catalogue.logic import applies

__all__ = [
    "MAX_LONG_TEXT",
    "MAX_ROWS",
    "MAX_TEXT",
    "AnswerFault",
    "Answers",
    "answer_faults",
    "field_fault",
    "kept_answers",
    "read_value",
    "visible_fields",
    "with_computed",
]

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """What is wrong with one answer, and what to do."""

    element: str
    label: str
    message: str


def visible_fields(content: EditionContent, answers: Mapping[str, Any]) -> list[FormField]:
    """
    The fields that the answers so far bring up, in form order.

    A field that hangs on a hidden one is hidden too, whatever was once answered to that one.
    """
    return _settled(content, answers)[0]


def kept_answers(content: EditionContent, answers: Mapping[str, Any]) -> Answers:
    """
    The answers to fields that are asked, with the computed values; answers to hidden fields are
    dropped, and so is whatever was sent for a computed one.
    """
    return _settled(content, answers)[1]


def with_computed(content: EditionContent, answers: Mapping[str, Any]) -> Answers:
    """The answers as they are, hidden ones too, with the computed values of the fields shown."""
    computed = {field.element for field in content.fields() if field.compute is not None}
    if not computed:
        return dict(answers)
    others = {key: value for key, value in answers.items() if key not in computed}
    kept = kept_answers(content, others)
    return others | {element: kept[element] for element in computed & kept.keys()}


def _settled(
    content: EditionContent, answers: Mapping[str, Any]
) -> tuple[list[FormField], Answers]:
    """The fields that are shown, and what is known of them."""
    fields = content.fields()
    known: Answers = {
        field.element: answers[field.element]
        for field in fields
        if field.element in answers and field.is_asked and field.type != "file"
    }
    reckoned = [field for field in fields if field.compute is not None]
    while True:
        facts = known | computed_values(reckoned, known) if reckoned else known
        shown = [field for field in fields if applies(field.shown_if, facts)]
        elements = {field.element for field in shown}
        asked = {element: value for element, value in known.items() if element in elements}
        left = [field for field in reckoned if field.element in elements]
        # Hiding a field takes its answer away, which may hide further ones; it never ends in a
        # circle, since each round knows fewer answers than the one before.
        if len(asked) == len(known) and len(left) == len(reckoned):
            return shown, facts
        known, reckoned = asked, left


def answer_faults(
    content: EditionContent,
    answers: Mapping[str, Any],
    *,
    files: Collection[str],
    today: date,
) -> list[AnswerFault]:
    """Everything wrong with the answers that are asked for. `files`: slots with a file."""
    faults: list[AnswerFault] = []
    for field in visible_fields(content, answers):
        message = field_fault(field, answers.get(field.element), files=files, today=today)
        if message:
            faults.append(AnswerFault(field.element, field.label, message))
    return faults


def field_fault(field: FormField, value: object, *, files: Collection[str], today: date) -> str:
    """What is wrong with one answer, or an empty text."""
    if not field.is_asked:
        return ""
    if field.takes_files and field.element in files:
        return ""
    if field.type == "file":
        return _("请上传%(label)s。") % {"label": field.label} if field.required else ""
    if is_empty(value):
        return _missing(field) if field.required else ""
    if field.element == "truth_pledge" and value is not True:
        return _("请先确认承诺，才能提交。")
    return shape_fault(field, value, today=today)


def _missing(field: FormField) -> str:
    if field.type == "signature":
        return _("请签名：在框里手写，或者输入您的姓名。")
    if field.type == "pledge":
        return _("请先确认：%(label)s。") % {"label": field.label}
    if shape_of(field.type).is_chosen:
        return _("请选择%(label)s。") % {"label": field.label}
    return _("请填写%(label)s。") % {"label": field.label}
