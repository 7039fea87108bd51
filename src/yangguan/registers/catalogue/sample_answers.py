"""
A valid set of answers for any form: the filled-in sample (示范文本), exercises, the walk.

Pure and deterministic: the same edition and facts give the same answers. Numbers of people are
fictional and only their check digits are right.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from yangguan.foundation.identifiers.citizen_number import citizen_check_digit
from yangguan.foundation.identifiers.credit_code import (
    credit_check_character,
    organisation_check_character,
)
from yangguan.registers.catalogue.answers import Answers, kept_answers
from yangguan.registers.catalogue.content import EditionContent, FormField
from yangguan.registers.catalogue.data_elements import (
    is_citizen_number,
    is_credit_code,
    is_mobile,
)

SAMPLE_REGION = "620982101007"


def sample_answers(
    content: EditionContent,
    *,
    today: date,
    facts: Mapping[str, Any] | None = None,
    choose: Mapping[str, Any] | None = None,
) -> Answers:
    """
    An answer to every field that is asked. `facts` win over samples where they fit; `choose`
    (element → value) steers conditions.
    """
    answers: Answers = {}
    for position, field in enumerate(content.fields()):
        wanted = (choose or {}).get(field.element, (facts or {}).get(field.element))
        if wanted is not None and _fits(field, wanted):
            answers[field.element] = wanted
        elif field.type != "file":
            answers[field.element] = _sample(field, position=position, today=today)
    return kept_answers(content, answers)


def sample_citizen_number(serial: int) -> str:
    """A fictional number of Dunhuang with a right check digit."""
    body = f"62098219900101{serial % 1000:03d}"
    return body + citizen_check_digit(body)


def sample_credit_code(serial: int) -> str:
    """A fictional company of Dunhuang whose two check characters are right."""
    organisation = f"XNYL{serial % 10_000:04d}"
    body = "91620982" + organisation + organisation_check_character(organisation)
    return body + credit_check_character(body)


def _fits(field: FormField, value: object) -> bool:
    match field.type:
        case "choice":
            return value in field.choices
        case "multichoice":
            return isinstance(value, list) and all(each in field.choices for each in value)
        case "boolean":
            return isinstance(value, bool)
        case "number" | "money":
            return isinstance(value, int | float | str) and not isinstance(value, bool)
        case "table":
            return isinstance(value, list)
        case "file":
            return False
        case _:
            return isinstance(value, str)


def _sample(field: FormField, *, position: int, today: date) -> object:
    match field.type:
        case "number":
            return 3
        case "money":
            return "1200.50"
        case "date":
            return (today - timedelta(days=30 + position)).isoformat()
        case "choice":
            return _ordinary_choice(field)
        case "multichoice":
            return [field.choices[0]]
        case "boolean":
            return field.element == "truth_pledge"
        case "region":
            return SAMPLE_REGION
        case "table":
            return [[_cell(column, today=today) for column in field.columns]]
        case "longtext":
            return f"{field.label}：示例内容，按实际情况填写。"
        case _:
            return _text(field, position=position)


def _ordinary_choice(field: FormField) -> str:
    # The result to take home by file needs neither address nor window.
    for choice in field.choices:
        if field.element == "delivery_method" and "电子" in choice:
            return choice
    return field.choices[0]


def _text(field: FormField, *, position: int) -> str:
    if is_citizen_number(field.element):
        return sample_citizen_number(100 + position)
    if is_credit_code(field.element):
        return sample_credit_code(position)
    if is_mobile(field.element):
        return f"199000{position:05d}"
    return f"示例{field.label}"[:100]


def _cell(column: str, *, today: date) -> str:
    if "身份证" in column:
        return sample_citizen_number(501)
    if "日期" in column or "有效期" in column:
        return (today + timedelta(days=180)).isoformat()
    if "数量" in column or "面积" in column or "金额" in column:
        return "2"
    return f"示例{column}"
