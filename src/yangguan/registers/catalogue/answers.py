"""
Answers to a form: what is asked, in which shape, and what is wrong with them.

An answer is what JSON carries: text for text, date (YYYY-MM-DD), choice and region (12 digits);
number for number and money (money in yuan with two decimals, as text); boolean; list of texts for
a multiple choice; list of rows (lists of texts) for a table. Files are not answers: they belong to
the draft by element.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent, FormField
from yangguan.registers.catalogue.data_elements import value_fault
from yangguan.registers.catalogue.logic import applies

Answers = dict[str, Any]
MAX_TEXT = 500
MAX_LONG_TEXT = 5_000
MAX_ROWS = 200
LARGEST_NUMBER = 10**12
_REGION = re.compile(r"[0-9]{12}")


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
    fields = content.fields()
    known: Answers = {
        field.element: answers[field.element] for field in fields if field.element in answers
    }
    while True:
        shown = [field for field in fields if applies(field.shown_if, known)]
        asked = {field.element: known[field.element] for field in shown if field.element in known}
        # Hiding a field takes its answer away, which may hide further ones; it never ends in a
        # circle, since each round knows fewer answers than the one before.
        if len(asked) == len(known):
            return shown
        known = asked


def kept_answers(content: EditionContent, answers: Mapping[str, Any]) -> Answers:
    """The answers to fields that are asked; answers to hidden fields are dropped."""
    return {
        field.element: answers[field.element]
        for field in visible_fields(content, answers)
        if field.element in answers and field.type != "file"
    }


def read_value(field: FormField, raw: object) -> object | None:
    """
    What a person or a program sent, in the shape that is stored; None for no answer.

    Values that do not fit are kept as text, so that the person sees again what was typed.
    """
    if raw is None:
        return None
    match field.type:
        case "boolean":
            return _boolean(raw)
        case "multichoice":
            values = raw if isinstance(raw, list) else [raw]
            return [str(value) for value in values if str(value)] or None
        case "table":
            return _rows(field, raw)
        case "number":
            return _number(raw)
        case _:
            text = str(raw).strip()
            return text or None


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
    if field.type == "file":
        missing = field.required and field.element not in files
        return _("请上传%(label)s。") % {"label": field.label} if missing else ""
    if value is None or value == [] or value == "":
        return _missing(field) if field.required else ""
    if field.element == "truth_pledge" and value is not True:
        return _("请先确认承诺，才能提交。")
    return _shape_fault(field, value, today=today)


def _missing(field: FormField) -> str:
    if field.type in {"choice", "multichoice", "boolean", "region"}:
        return _("请选择%(label)s。") % {"label": field.label}
    return _("请填写%(label)s。") % {"label": field.label}


def _shape_fault(field: FormField, value: object, *, today: date) -> str:
    match field.type:
        case "boolean":
            return "" if isinstance(value, bool) else _("请选“是”或“否”。")
        case "number":
            fits = (
                isinstance(value, int | float)
                and not isinstance(value, bool)
                and abs(value) < LARGEST_NUMBER
            )
            return "" if fits else _("请填数字，例如 120。")
        case "money":
            return _money_fault(value)
        case "date":
            return _date_fault(value)
        case "choice":
            return "" if value in field.choices else _("请从列出的选项里选。")
        case "multichoice":
            known = isinstance(value, list) and all(each in field.choices for each in value)
            return "" if known else _("请从列出的选项里选。")
        case "region":
            known = isinstance(value, str) and bool(_REGION.fullmatch(value))
            return "" if known else _("请从列出的地区里选。")
        case "table":
            return _table_fault(field, value)
        case _:
            return _text_fault(field, value, today=today)


def _text_fault(field: FormField, value: object, *, today: date) -> str:
    if not isinstance(value, str):
        return _("请填文字。")
    longest = MAX_LONG_TEXT if field.type == "longtext" else MAX_TEXT
    if len(value) > longest:
        return _("最多 %(most)d 个字，现在有 %(now)d 个。") % {"most": longest, "now": len(value)}
    return value_fault(field.element, value, today=today)


def _money_fault(value: object) -> str:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return _("请填金额，例如 1200.50。")
    fits = amount.is_finite() and 0 <= amount < LARGEST_NUMBER and amount == round(amount, 2)
    return "" if fits else _("请填金额，最多两位小数，例如 1200.50。")


def _date_fault(value: object) -> str:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return _("请填日期，例如 2026-07-01。")
    return "" if 1880 <= day.year <= 2200 else _("年份不对，请核对。")


def _table_fault(field: FormField, value: object) -> str:
    if not isinstance(value, list) or not all(
        isinstance(row, list) and len(row) == len(field.columns) for row in value
    ):
        return _("表格的栏目不对，请重新填写。")
    if len(value) > MAX_ROWS:
        return _("最多 %(most)d 行。") % {"most": MAX_ROWS}
    if any(not isinstance(cell, str) or len(cell) > MAX_TEXT for row in value for cell in row):
        return _("表格里有太长的内容，请缩短。")
    return ""


def _boolean(raw: object) -> object:
    if isinstance(raw, bool):
        return raw
    return {"true": True, "是": True, "1": True, "on": True, "false": False, "否": False,
            "0": False}.get(str(raw).strip(), str(raw).strip() or None)  # fmt: skip


def _number(raw: object) -> object | None:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return raw
    text = str(raw).strip().replace(",", "").replace("，", "")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return text
    return int(number) if number == number.to_integral_value() else float(number)


def _rows(field: FormField, raw: object) -> object | None:
    if not isinstance(raw, list):
        return str(raw) or None
    rows: list[object] = []
    for row in raw:
        if isinstance(row, Mapping):
            cells = [str(row.get(column, "") or "").strip() for column in field.columns]
        elif isinstance(row, list):
            cells = [str(cell if cell is not None else "").strip() for cell in row]
        else:
            return str(raw)
        if any(cells):
            rows.append(cells)
    return rows or None
