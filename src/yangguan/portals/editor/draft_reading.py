"""
What a post gives an input of the item editor, as the content stores it.

The content's own types decide what is stored; what a person wrote and cannot be stored is told at
the field, and nothing of the form is lost.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from yangguan.portals.editor.draft_inputs import Input, Widget
from yangguan.portals.editor.rule_rows import (
    MOST_ROWS,
    RuleRow,
    RuleRows,
    UnreadableRule,
    logic_of,
    number_of,
)
from yangguan.registers.catalogue.content import EditionContent, LimitUnit
from yangguan.registers.catalogue.interchange.reader import plain_text

LONGEST_TEXT = 20_000
LARGEST_YUAN = 10**11


class UnreadableInput(ValueError):
    """What was written cannot be stored; the text says why."""


def read(spec: Input, data: QueryDict, content: EditionContent) -> Any:
    """The value that a post gives a field, as the content stores it. Raises `UnreadableInput`."""
    return _READERS[spec.widget](spec, data, content)


def _posted_text(spec: Input, data: QueryDict) -> str:
    text = plain_text(data.get(spec.name, ""))
    if len(text) > LONGEST_TEXT:
        raise UnreadableInput(
            _("最多 %(most)d 个字，现在有 %(now)d 个。") % {"most": LONGEST_TEXT, "now": len(text)}
        )
    return text


def _read_text(spec: Input, data: QueryDict, content: EditionContent) -> str:
    return _posted_text(spec, data)


def _whole(text: str) -> int:
    # Full-width digits are digits too; `²` is none that a number is made of.
    if not (text.isdecimal() and len(text) < 7):
        raise UnreadableInput(_("请填整数，例如 5。"))
    return int(text)


def _read_number(spec: Input, data: QueryDict, content: EditionContent) -> int:
    return _whole(_posted_text(spec, data) or "0")


def _read_maybe_number(spec: Input, data: QueryDict, content: EditionContent) -> int | None:
    text = _posted_text(spec, data)
    return _whole(text) if text else None


def _read_yuan(spec: Input, data: QueryDict, content: EditionContent) -> int | None:
    text = _posted_text(spec, data).replace(",", "").replace("，", "")
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount < LARGEST_YUAN or amount != round(amount, 2):
        raise UnreadableInput(_("请填金额，最多两位小数，例如 1200.50。"))
    return int(amount * 100)


def _read_flag(spec: Input, data: QueryDict, content: EditionContent) -> bool:
    return data.get(spec.name) in {"true", "on", "1"}


def _options(spec: Input, content: EditionContent) -> dict[str, str]:
    return dict(spec.choices(content)) if spec.choices else {}


def _read_code(spec: Input, data: QueryDict, content: EditionContent) -> str:
    code = data.get(spec.name, "")
    if code and code not in _options(spec, content):
        raise UnreadableInput(_("请从列出的选项里选。"))
    return code


def _read_maybe_code(spec: Input, data: QueryDict, content: EditionContent) -> str | None:
    return _read_code(spec, data, content) or None


def _read_codes(spec: Input, data: QueryDict, content: EditionContent) -> list[str]:
    chosen = set(data.getlist(spec.name))
    return [code for code in _options(spec, content) if code in chosen]


def _read_lines(spec: Input, data: QueryDict, content: EditionContent) -> list[str]:
    lines = (line.strip() for line in _posted_text(spec, data).splitlines())
    return [line for line in lines if line]


def _read_pairs(spec: Input, data: QueryDict, content: EditionContent) -> dict[str, str]:
    pairs = {}
    for line in _read_lines(spec, data, content):
        name, equals, value = line.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UnreadableInput(_("每行写“名称=内容”：%(line)s") % {"line": line})
        pairs[name.strip()] = value.strip()
    return pairs


def _read_answers(spec: Input, data: QueryDict, content: EditionContent) -> dict[str, Any]:
    fields = {field.element: field for field in content.fields()}
    answers: dict[str, Any] = {}
    for name, text in _read_pairs(spec, data, content).items():
        field = fields.get(name)
        if field is None:
            raise UnreadableInput(_("没有“%(element)s”这一问。") % {"element": name})
        answers[name] = _answer(field.type, text)
    return answers


def _answer(kind: str, text: str) -> Any:
    if kind == "boolean":
        return text in {"是", "true"}
    if kind == "multichoice":
        return [each.strip() for each in text.replace("、", ",").split(",") if each.strip()]
    if kind in {"number", "integer", "percent"}:
        try:
            return number_of(text)
        except ValueError:
            raise UnreadableInput(_("请填数字，例如 120。")) from None
    return text


def _read_words(spec: Input, data: QueryDict, content: EditionContent) -> list[str]:
    codes = {label: code for code, label in _options(spec, content).items()}
    codes |= {code: code for code in codes.values()}
    found = []
    for line in _read_lines(spec, data, content):
        if line not in codes:
            raise UnreadableInput(
                _("没有“%(word)s”，可以写：%(known)s")
                % {"word": line, "known": "、".join(_options(spec, content).values())}
            )
        found.append(codes[line])
    return found


def _read_lists(spec: Input, data: QueryDict, content: EditionContent) -> list[list[str]]:
    # An empty line stands for a list without entries, so lines are not stripped away.
    lines = data.get(spec.name, "").rstrip().splitlines()
    return [
        [plain_text(each) for each in line.replace(",", "、").split("、") if each.strip()]
        for line in lines
    ]


def _read_bound(spec: Input, data: QueryDict, content: EditionContent) -> int | float | str | None:
    text = _posted_text(spec, data)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        return text
    if not -LARGEST_YUAN < number < LARGEST_YUAN:
        raise UnreadableInput(_("请填数字，例如 120。"))
    return int(number) if number.is_integer() else number


def _read_date(spec: Input, data: QueryDict, content: EditionContent) -> str:
    text = data.get(spec.name, "").strip()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UnreadableInput(_("请填日期，例如 2026-07-01。")) from None


def _read_limit(spec: Input, data: QueryDict, content: EditionContent) -> dict[str, Any]:
    unit = data.get(f"{spec.name}.unit", LimitUnit.WORKING_DAYS)
    if unit not in set(LimitUnit):
        raise UnreadableInput(_("请从列出的选项里选。"))
    return {
        "days": _whole(plain_text(data.get(f"{spec.name}.days", "")) or "0"),
        "unit": unit,
        "explanation": plain_text(data.get(f"{spec.name}.explanation", ""))[:LONGEST_TEXT],
    }


def _read_rule(spec: Input, data: QueryDict, content: EditionContent) -> dict[str, Any] | None:
    fields = {field.element: field for field in content.fields()}
    try:
        logic = logic_of(rule_posted(spec, data), fields)
    except UnreadableRule as error:
        raise UnreadableInput(str(error)) from None
    return {"logic": logic} if logic is not None else None


def _read_formula(spec: Input, data: QueryDict, content: EditionContent) -> dict[str, Any] | None:
    text = data.get(spec.name, "").strip()
    if not text:
        return None
    try:
        return logic_of(RuleRows(raw=text), {})
    except UnreadableRule as error:
        raise UnreadableInput(str(error)) from None


def rule_posted(spec: Input, data: QueryDict) -> RuleRows:
    """The rows of a rule as they were sent."""
    rows = [
        RuleRow(
            data.get(f"{spec.name}.{index}.element", ""),
            data.get(f"{spec.name}.{index}.operator", "=="),
            data.get(f"{spec.name}.{index}.value", ""),
        )
        for index in range(MOST_ROWS)
    ]
    join = data.get(f"{spec.name}.join", "and")
    return RuleRows(
        join if join in {"and", "or"} else "and",
        tuple(row for row in rows if not row.is_empty),
        data.get(f"{spec.name}.raw", ""),
    )


_READERS: Mapping[Widget, Callable[[Input, QueryDict, EditionContent], Any]] = {
    Widget.TEXT: _read_text,
    Widget.LONG: _read_text,
    Widget.NUMBER: _read_number,
    Widget.MAYBE_NUMBER: _read_maybe_number,
    Widget.YUAN: _read_yuan,
    Widget.FLAG: _read_flag,
    Widget.CODE: _read_code,
    Widget.MAYBE_CODE: _read_maybe_code,
    Widget.CODES: _read_codes,
    Widget.LINES: _read_lines,
    Widget.PAIRS: _read_pairs,
    Widget.ANSWERS: _read_answers,
    Widget.WORDS: _read_words,
    Widget.LISTS: _read_lists,
    Widget.BOUND: _read_bound,
    Widget.DATE: _read_date,
    Widget.LIMIT: _read_limit,
    Widget.RULE: _read_rule,
    Widget.FORMULA: _read_formula,
}
