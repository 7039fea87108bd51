"""A rule of a form, a material or a process as a person would say it."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from yangguan.foundation.web import formatting


def rule_words(logic: object, labels: Mapping[str, str]) -> str:
    """
    A JSONLogic rule in words, in the reader's language; empty for a rule of another shape.

    `labels` names the data elements that the rule asks about.
    """
    match logic:
        case {"==": [{"var": str(name)}, value]}:
            return _("“%(question)s”选“%(answer)s”") % _facts(labels, name, value)
        case {"!=": [{"var": str(name)}, value]} | {"!": [{"==": [{"var": str(name)}, value]}]}:
            return _("“%(question)s”不是“%(answer)s”") % _facts(labels, name, value)
        case {"in": [{"var": str(name)}, list(values)]}:
            answer = formatting.listed([_answer(value) for value in values])
            return _("“%(question)s”选“%(answer)s”") % {
                "question": labels.get(name, name),
                "answer": answer,
            }
        case {"in": [value, {"var": str(name)}]}:
            return _("“%(question)s”选了“%(answer)s”") % _facts(labels, name, value)
        case {"!": [{"in": [value, {"var": str(name)}]}]}:
            return _("“%(question)s”没选“%(answer)s”") % _facts(labels, name, value)
        case {"<": [first, second]}:
            return _compared(_("%(first)s小于%(second)s"), first, second, labels)
        case {"<=": [first, second]}:
            return _compared(_("%(first)s不大于%(second)s"), first, second, labels)
        case {">": [first, second]}:
            return _compared(_("%(first)s大于%(second)s"), first, second, labels)
        case {">=": [first, second]}:
            return _compared(_("%(first)s不小于%(second)s"), first, second, labels)
        case {"and": list(parts)}:
            return _joined(parts, labels, _("，并且"))
        case {"or": list(parts)}:
            return _joined(parts, labels, _("，或者"))
        case _:
            return expression_words(logic, labels) if isinstance(logic, Mapping) else ""


def expression_words(logic: object, labels: Mapping[str, str]) -> str:
    """What is reckoned, in words and signs: “面积” × 3; empty for a rule of another shape."""
    match logic:
        case bool() | None:
            return ""
        case int() | float():
            return str(logic)
        case {"var": str(name)} | {"var": [str(name), *_]} if name in labels:
            return _("“%(question)s”") % {"question": labels[name]}
        case {"+": list(parts)}:
            return _signed(parts, " + ", labels)
        case {"-": [_, _] as parts}:
            return _signed(parts, " − ", labels)
        case {"*": list(parts)}:
            return _signed(parts, " × ", labels)
        case {"/": [_, _] as parts}:
            return _signed(parts, " ÷ ", labels)
        case {"round": [part, *_]}:
            return expression_words(part, labels)
        case {"sum": [{"map": [{"var": str(table)}, {"var": _}]}]} if table in labels:
            return _("“%(question)s”一栏的合计") % {"question": labels[table]}
        case {"count": {"var": str(table)} | [{"var": str(table)}]} if table in labels:
            return _("“%(question)s”的行数") % {"question": labels[table]}
        case _:
            return ""


def _signed(parts: Sequence[object], sign: str, labels: Mapping[str, str]) -> str:
    said = []
    for part in parts:
        words = expression_words(part, labels)
        is_sum = isinstance(part, Mapping) and {"+", "-"} & part.keys()
        said.append(f"（{words}）" if words and is_sum else words)
    return sign.join(said) if all(said) else ""


def _compared(sentence: str, first: object, second: object, labels: Mapping[str, str]) -> str:
    sides = [
        side if isinstance(side, str) else expression_words(side, labels)
        for side in (first, second)
    ]
    return sentence % {"first": sides[0], "second": sides[1]} if all(sides) else ""


def _joined(parts: Sequence[object], labels: Mapping[str, str], word: str) -> str:
    said = [rule_words(part, labels) for part in parts]
    return word.join(said) if all(said) else ""


def _facts(labels: Mapping[str, str], name: str, value: object) -> dict[str, str]:
    return {"question": labels.get(name, name), "answer": _answer(value)}


def _answer(value: object) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)
