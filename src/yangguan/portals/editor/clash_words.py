"""What two people wrote for the same field, in words: the second one reads both and chooses."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from yangguan.foundation.web import formatting
from yangguan.portals.editor.draft_drawing import said
from yangguan.portals.editor.draft_inputs import Input, Widget
from yangguan.portals.editor.draft_parts import Listing, Single
from yangguan.registers.catalogue.content import EditionContent, Limit
from yangguan.registers.catalogue.outline import limit_words
from yangguan.registers.catalogue.rule_words import rule_words
from yangguan.registers.drafting.edits import Clash


def clash_lines(
    part: Single | Listing, clashes: Iterable[Clash], content: EditionContent
) -> list[tuple[str, str, str]]:
    """Label, what is saved, what was sent: for each field, or for the list as a whole."""
    inputs = {spec.name: spec for spec in part.inputs}
    lines = []
    for each in clashes:
        spec = inputs.get(each.field)
        if spec is not None:
            theirs = value_words(spec, each.theirs, content)
            lines.append((str(spec.label), theirs, value_words(spec, each.yours, content)))
        elif isinstance(part, Listing):
            theirs = _entries(part, each.theirs)
            lines.append((str(part.title), theirs, _entries(part, each.yours)))
    return lines


def value_words(spec: Input, value: Any, content: EditionContent) -> str:
    """A stored value of a field as a person reads it; what is not written is told."""
    if value is None or value in ("", [], {}):
        return _("（空）")
    match spec.widget:
        case Widget.FLAG:
            return _("是") if value else _("否")
        case Widget.CODE | Widget.MAYBE_CODE:
            return _options(spec, content).get(value, str(value))
        case Widget.CODES | Widget.WORDS:
            options = _options(spec, content)
            return formatting.listed([options.get(code, code) for code in value])
        case Widget.YUAN:
            return formatting.yuan(value)
        case Widget.LIMIT:
            limit = msgspec.convert(value, Limit)
            words = limit_words(limit)
            return f"{words}（{limit.explanation}）" if limit.explanation else words
        case Widget.RULE | Widget.FORMULA:
            logic = value.get("logic", value)
            labels = {field.element: field.label for field in content.fields()}
            return rule_words(logic, labels) or msgspec.json.encode(logic).decode()
        case Widget.LINES:
            return "\n".join(value)
        case Widget.LISTS:
            return "\n".join(said(each) for each in value)
        case Widget.PAIRS | Widget.ANSWERS:
            return "\n".join(f"{name}={said(each)}" for name, each in value.items())
        case _:
            return str(value)


def _options(spec: Input, content: EditionContent) -> dict[str, str]:
    found = spec.choices(content) if spec.choices else ()
    return {code: str(label) for code, label in found}


def _entries(part: Listing, entries: Iterable[Any]) -> str:
    return "\n".join(str(part.named(entry)) for entry in entries) or _("（空）")
