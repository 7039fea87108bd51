"""An input of the item editor as it is drawn: with the stored value, or with what was sent."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from yangguan.foundation.web.fields import Choice, FieldKind, FieldView
from yangguan.portals.editor.draft_inputs import Input, Widget
from yangguan.portals.editor.draft_reading import rule_posted
from yangguan.portals.editor.rule_rows import OPERATORS, RuleRows, rows_of
from yangguan.registers.catalogue.content import EditionContent


@dataclass(frozen=True, slots=True)
class LimitValue:
    days: str
    unit: str
    explanation: str


@dataclass(frozen=True, slots=True)
class DrawnInput:
    """An input ready to draw: a field of its own, a limit, or the rows of a rule."""

    widget: Widget
    field: FieldView
    is_wide: bool
    limit: LimitValue | None = None
    rule: RuleRows | None = None
    elements: tuple[Choice, ...] = ()
    operators: tuple[Choice, ...] = ()


def draw(
    spec: Input,
    value: Any,
    content: EditionContent,
    *,
    error: str = "",
    posted: QueryDict | None = None,
) -> DrawnInput:
    """The input with the stored value, or with what was posted and could not be stored."""
    options = list(spec.choices(content)) if spec.choices else []
    kind = _KINDS[spec.widget]
    chosen: set[str] = set()
    if kind is FieldKind.MULTICHOICE:
        chosen = set(value or ()) if posted is None else set(posted.getlist(spec.name))
    elif kind is FieldKind.CHOICE:
        chosen = {value or ""} if posted is None else {posted.get(spec.name, "")}
        # What a table no longer has is shown all the same: nothing is lost by opening a form.
        options += [(each, each) for each in chosen if each and each not in dict(options)]
    text = posted.get(spec.name, "") if posted is not None else _text(spec.widget, value)
    if spec.widget is Widget.WORDS and posted is None:
        text = "\n".join(dict(options).get(code, code) for code in value or ())
    field = FieldView(
        name=spec.name,
        kind=kind,
        label=str(spec.label),
        hint=str(spec.hint),
        value=text,
        is_required=spec.is_required or spec.widget in _NO_CHOICE_TO_LEAVE_OUT,
        error=error,
        is_folded=kind is FieldKind.CHOICE,
        choices=tuple(
            Choice(code, str(label), is_chosen=code in chosen) for code, label in options
        ),
        unit=_("元") if spec.widget is Widget.YUAN else "",
    )
    is_wide = spec.is_wide or spec.widget in _WIDE
    if spec.widget is Widget.LIMIT:
        return DrawnInput(spec.widget, field, is_wide, limit=_limit_value(spec, value, posted))
    if spec.widget is Widget.RULE:
        return DrawnInput(
            spec.widget,
            field,
            is_wide,
            rule=rule_posted(spec, posted)
            if posted is not None
            else rows_of(value["logic"] if value else None),
            elements=tuple(
                Choice(each.element, each.label) for each in content.fields() if each.type != "file"
            ),
            operators=tuple(Choice(code, str(label)) for code, label in OPERATORS.items()),
        )
    return DrawnInput(spec.widget, field, is_wide)


def _limit_value(spec: Input, value: Any, posted: QueryDict | None) -> LimitValue:
    if posted is not None:
        return LimitValue(
            posted.get(f"{spec.name}.days", ""),
            posted.get(f"{spec.name}.unit", "1"),
            posted.get(f"{spec.name}.explanation", ""),
        )
    return LimitValue(str(value["days"]), value["unit"], value["explanation"])


def _text(widget: Widget, value: Any) -> str:
    match widget:
        case Widget.YUAN:
            return "" if value is None else f"{Decimal(value) / 100:f}"
        case Widget.FLAG:
            return "true" if value else "false"
        case Widget.LINES:
            return "\n".join(value or ())
        case Widget.PAIRS:
            return "\n".join(f"{name}={text}" for name, text in (value or {}).items())
        case Widget.ANSWERS:
            return "\n".join(f"{name}={said(each)}" for name, each in (value or {}).items())
        case Widget.LISTS:
            return "\n".join("、".join(each) for each in (value or ()))
        case Widget.FORMULA:
            return "" if value is None else json.dumps(value, ensure_ascii=False)
        case _ if value is None or isinstance(value, list | dict | tuple):
            return ""
        case _:
            return str(value)


def said(value: Any) -> str:
    """An answer as one writes it into an example."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    return str(value)


_KINDS = {
    Widget.TEXT: FieldKind.TEXT,
    Widget.LONG: FieldKind.LONGTEXT,
    Widget.NUMBER: FieldKind.NUMBER,
    Widget.MAYBE_NUMBER: FieldKind.NUMBER,
    Widget.YUAN: FieldKind.TEXT,
    Widget.FLAG: FieldKind.BOOLEAN,
    Widget.CODE: FieldKind.CHOICE,
    Widget.MAYBE_CODE: FieldKind.CHOICE,
    Widget.CODES: FieldKind.MULTICHOICE,
    Widget.LINES: FieldKind.LONGTEXT,
    Widget.PAIRS: FieldKind.LONGTEXT,
    Widget.ANSWERS: FieldKind.LONGTEXT,
    Widget.WORDS: FieldKind.LONGTEXT,
    Widget.LISTS: FieldKind.LONGTEXT,
    Widget.BOUND: FieldKind.TEXT,
    Widget.DATE: FieldKind.DATE,
    Widget.LIMIT: FieldKind.TEXT,
    Widget.RULE: FieldKind.TEXT,
    Widget.FORMULA: FieldKind.LONGTEXT,
}
_WIDE = frozenset(
    {Widget.LONG, Widget.LINES, Widget.PAIRS, Widget.RULE, Widget.FORMULA, Widget.CODES,
     Widget.ANSWERS, Widget.LIMIT, Widget.WORDS, Widget.LISTS}
)  # fmt: skip
_NO_CHOICE_TO_LEAVE_OUT = frozenset({Widget.FLAG, Widget.DATE, Widget.LIMIT})
