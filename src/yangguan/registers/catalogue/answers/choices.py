"""What is chosen: yes or no, one of several, several, a place of the city."""

import re

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.answers.reading import text
from yangguan.registers.catalogue.content import FormField

_REGION = re.compile(r"[0-9]{12}")
_SAID = {
    "true": True, "是": True, "1": True, "on": True, "false": False, "否": False, "0": False,
}  # fmt: skip


def read_boolean(raw: object) -> object | None:
    if isinstance(raw, bool):
        return raw
    words = text(raw)
    return _SAID.get(words, words) if words else None


def read_several(raw: object) -> object | None:
    values = raw if isinstance(raw, list) else [raw]
    words = [text(value) for value in values if value is not None]
    return list(dict.fromkeys(word for word in words if word)) or None


def boolean_fault(field: FormField, value: object) -> str:
    if not isinstance(value, bool):
        return _("请选“是”或“否”。")
    if field.type == "pledge" and field.required and not value:
        return _("请先确认：%(label)s。") % {"label": field.label}
    return ""


def choice_fault(field: FormField, value: object) -> str:
    chosen = value if field.type == "multichoice" else [value]
    fits = isinstance(chosen, list) and all(each in field.choices for each in chosen)
    return "" if fits else _("请从列出的选项里选。")


def region_fault(value: object) -> str:
    fits = isinstance(value, str) and bool(_REGION.fullmatch(value))
    return "" if fits else _("请从列出的地区里选。")
