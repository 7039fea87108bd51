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
        case {"and": list(parts)}:
            return _joined(parts, labels, _("，并且"))
        case {"or": list(parts)}:
            return _joined(parts, labels, _("，或者"))
        case _:
            return ""


def _joined(parts: Sequence[object], labels: Mapping[str, str], word: str) -> str:
    said = [rule_words(part, labels) for part in parts]
    return word.join(said) if all(said) else ""


def _facts(labels: Mapping[str, str], name: str, value: object) -> dict[str, str]:
    return {"question": labels.get(name, name), "answer": _answer(value)}


def _answer(value: object) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)
