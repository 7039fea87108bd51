"""
A valid set of answers for any form: the filled-in sample (示范文本), exercises, the walk.

Pure and deterministic: the same edition and facts give the same answers. Numbers of people are
fictional and only their check digits are right.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings

from yangguan.foundation.identifiers.citizen_number import citizen_check_digit
from yangguan.foundation.identifiers.credit_code import (
    credit_check_character,
    organisation_check_character,
)
from yangguan.registers.catalogue.answers import Answers, kept_answers
from yangguan.registers.catalogue.answers.parts import part_fields
from yangguan.registers.catalogue.answers.tables import column_fields
from yangguan.registers.catalogue.content import EditionContent, FormField
from yangguan.registers.catalogue.data_elements import (
    is_citizen_number,
    is_credit_code,
    is_mobile,
)

SAMPLE_REGION = "620982101007"
SAMPLE_SIGNATURE = "测鸣沙"


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
        elif field.is_asked and field.type != "file":
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
        case "boolean" | "pledge":
            return isinstance(value, bool)
        case "number" | "integer" | "percent" | "money":
            return isinstance(value, int | float | str) and not isinstance(value, bool)
        case "table":
            return isinstance(value, list)
        case "daterange" | "address" | "person" | "organisation" | "map-point":
            return isinstance(value, dict)
        case "file" | "computed" | "explanation":
            return False
        case _:
            return isinstance(value, str)


def _sample(field: FormField, *, position: int, today: date) -> object:
    match field.type:
        case "number" | "integer" | "percent" | "money":
            return _number(field)
        case "date" | "month" | "year" | "time" | "datetime":
            return _moment(field, (today - timedelta(days=30 + position)).isoformat())
        case "choice":
            return _ordinary_choice(field)
        case "multichoice":
            return [field.choices[0]]
        case "boolean":
            return field.element == "truth_pledge"
        case "pledge":
            return True
        case "region":
            return SAMPLE_REGION
        case "daterange" | "address" | "person" | "organisation" | "map-point":
            return _parts(field, position=position, today=today)
        case "table":
            row = [_cell(column, today=today) for column in column_fields(field)]
            return [row for _each in range(max(field.rows_min or 1, 1))]
        case "computed" | "explanation":
            return None
        case _:
            return _text(field, position=position)


def _number(field: FormField) -> object:
    """3, or money of 1200.50, moved between the bounds of the field."""
    number = Decimal("1200.50") if field.type == "money" else Decimal(3)
    bounds = (_bound(field.minimum), _bound(field.maximum))
    if bounds[0] is not None:
        number = max(number, bounds[0])
    if bounds[1] is not None:
        number = min(number, bounds[1])
    if field.type == "money":
        return f"{number:.2f}"
    return int(number) if number == number.to_integral_value() else float(number)


def _bound(value: object) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None


def _moment(field: FormField, day: str) -> str:
    text = {
        "date": day, "month": day[:7], "year": day[:4], "time": "09:30", "datetime": f"{day}T09:30"
    }[field.type]  # fmt: skip
    if field.minimum is not None and text < str(field.minimum):
        return str(field.minimum)
    if field.maximum is not None and text > str(field.maximum):
        return str(field.maximum)
    return text


def _parts(field: FormField, *, position: int, today: date) -> dict[str, object]:
    """A period, an address in the town, a fictional person or company, a point in the city."""
    if field.type == "map-point":
        west, south, east, north = settings.CITY_BOUNDS
        return {
            "longitude": round((west + east) / 2, 4),
            "latitude": round((south + north) / 2, 4),
        }
    if field.type == "daterange":
        start = _moment(FormField(element="", label="", type="date", minimum=field.minimum,
                                  maximum=field.maximum), today.isoformat())  # fmt: skip
        return {"from": start, "to": start}
    answer: dict[str, object] = {}
    for name, _first in part_fields(field):
        part = dict(part_fields(field, answer))[name]
        answer[name] = _sample(part, position=position, today=today)
    return answer


def _ordinary_choice(field: FormField) -> str:
    # The result to take home by file needs neither address nor window.
    for choice in field.choices:
        if field.element == "delivery_method" and "电子" in choice:
            return choice
    return field.choices[0]


def _text(field: FormField, *, position: int) -> str:
    fixed = {
        "citizen-number": sample_citizen_number(100 + position),
        "credit-code": sample_credit_code(position),
        "mobile": f"199000{position:05d}",
        "telephone": "09375550218",
        "email": "shili@example.cn",
        "postcode": "736200",
        "bank-account": "6200000000000000000",
        "plate-number": "甘F12345",
        "signature": SAMPLE_SIGNATURE,
    }
    if field.type in fixed:
        return fixed[field.type]
    if is_citizen_number(field.element):
        return sample_citizen_number(100 + position)
    if is_credit_code(field.element):
        return sample_credit_code(position)
    if is_mobile(field.element):
        return f"199000{position:05d}"
    if field.type == "longtext":
        return f"{field.label}：示例内容，按实际情况填写。"[: field.longest]
    return f"示例{field.label}"[: min(field.longest or 100, 100)]


def _cell(column: FormField, *, today: date) -> str:
    if column.type != "text":
        return str(_sample(column, position=501, today=today))
    if "身份证" in column.label:
        return sample_citizen_number(501)
    if "日期" in column.label or "有效期" in column.label:
        return (today + timedelta(days=180)).isoformat()
    if "数量" in column.label or "面积" in column.label or "金额" in column.label:
        return "2"
    return f"示例{column.label}"
