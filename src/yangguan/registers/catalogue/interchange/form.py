"""The form and its conditions: `FORM`, `SHOW_IF`, and the conditions written in material notes."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yangguan.registers.catalogue.codes import CONDITION_OPERATORS, FIELD_TYPES
from yangguan.registers.catalogue.content import Condition, FormField, FormGroup
from yangguan.registers.catalogue.interchange.reader import Document, Faults, Row

_NOTE_CONDITION = re.compile(r"^([a-z][a-z0-9_]*)\s*(=|≠|!=)\s*(.+)$")
_ELEMENT = re.compile(r"^[a-z][a-z0-9_]{0,59}$")

# Kept in the edition as they stand; a page translates them.
_GROUP_TITLES = {
    "applicant": gettext_noop("申请人信息"),
    "matter": gettext_noop("办理内容"),
    "people": gettext_noop("人员与清单"),
    "agent": gettext_noop("代理人"),
    "files": gettext_noop("附件"),
    "delivery": gettext_noop("领取与承诺"),
}


def read_form(document: Document) -> tuple[FormGroup, ...]:
    """The fields of the form in groups that a person fills one page at a time."""
    fields: list[FormField] = []
    for row in document.rows("FORM"):
        field = _field(row)
        if field is None:
            continue
        if any(known.element == field.element for known in fields):
            row.faults.add(
                f"{row.path}.ELEMENT",
                "duplicate",
                _("数据元“%(element)s”出现两次") % {"element": field.element},
            )
            continue
        fields.append(field)
    by_element = {field.element: field for field in fields}
    for row in document.rows("FORM"):
        _check_condition(row, by_element)
    return _grouped(fields)


def condition_from_note(
    note: str, *, fields: Mapping[str, FormField], path: str, faults: Faults
) -> Condition | None:
    """`has_agent=true` or `cancel_reason≠合并分立` as JSONLogic; a multiple choice contains."""
    match = _NOTE_CONDITION.match(note.strip())
    if match is None:
        faults.add(
            path,
            "unreadable-condition",
            _("看不懂的条件“%(note)s”，应写作 数据元=值") % {"note": note},
        )
        return None
    element, operator, raw = match.groups()
    field = fields.get(element)
    if field is None:
        faults.add(
            path,
            "unknown-element",
            _("条件用到的数据元“%(element)s”不在表单里") % {"element": element},
        )
        return None
    value: object = raw.strip()
    if field.type == "boolean":
        value = str(value).lower() in {"true", "是", "1"}
    logic = _comparison("contains" if field.type == "multichoice" else "eq", element, value)
    return Condition(logic={"!": [logic]} if operator != "=" else logic)


def _field(row: Row) -> FormField | None:
    element = row.text("ELEMENT", required=True)
    kind = row.code("TYPE", FIELD_TYPES)
    label = row.text("NAME", required=True, limit=200)
    if element and not _ELEMENT.match(element):
        row.faults.add(f"{row.path}.ELEMENT", "malformed", _("数据元名只用小写字母、数字和下划线"))
        return None
    choices = row.texts("CHOICES")
    columns = row.texts("COLUMNS")
    if kind in {"choice", "multichoice"} and not choices:
        row.faults.add(f"{row.path}.CHOICES", "missing", _("选择题要列出选项"))
    if kind == "table" and not columns:
        row.faults.add(f"{row.path}.COLUMNS", "missing", _("表格要列出栏目"))
    if not (element and kind and label):
        return None
    return FormField(
        element=element,
        label=label,
        type=kind,  # type: ignore[arg-type]  # checked against FIELD_TYPES above
        required=row.values.get("REQUIRED") is not False,
        choices=choices,
        columns=columns,
        help=row.text("HELP"),
        source=row.text("SOURCE") or "none",
        shown_if=_shown_if(row),
    )


def _shown_if(row: Row) -> Condition | None:
    raw = row.values.get("SHOW_IF")
    if raw is None:
        return None
    if not isinstance(raw, Mapping) or not isinstance(raw.get("ELEMENT"), str):
        row.faults.add(f"{row.path}.SHOW_IF", "wrong-type", _("应当含 ELEMENT、OP、VALUE"))
        return None
    operator = str(raw.get("OP"))
    if operator not in CONDITION_OPERATORS:
        row.faults.add(
            f"{row.path}.SHOW_IF.OP",
            "unknown-code",
            _("没有这种比较“%(operator)s”") % {"operator": operator},
        )
        return None
    return Condition(logic=_comparison(operator, raw["ELEMENT"], raw.get("VALUE")))


def _comparison(operator: str, element: str, value: object) -> dict[str, Any]:
    variable = {"var": element}
    match operator:
        case "ne":
            return {"!=": [variable, value]}
        case "in":
            return {"in": [variable, value]}
        case "contains":
            return {"in": [value, variable]}
        case _:
            return {"==": [variable, value]}


def _check_condition(row: Row, fields: Mapping[str, FormField]) -> None:
    raw = row.values.get("SHOW_IF")
    if not isinstance(raw, Mapping) or not isinstance(raw.get("ELEMENT"), str):
        return
    subject = fields.get(raw["ELEMENT"])
    path = f"{row.path}.SHOW_IF"
    if subject is None:
        row.faults.add(
            f"{path}.ELEMENT",
            "unknown-element",
            _("数据元“%(element)s”不在表单里") % {"element": raw["ELEMENT"]},
        )
    elif subject.choices:
        value = raw.get("VALUE")
        values = value if isinstance(value, list) else [value]
        foreign = [str(each) for each in values if each not in subject.choices]
        if foreign:
            row.faults.add(
                f"{path}.VALUE",
                "unknown-choice",
                _("“%(choices)s”不是该题的选项") % {"choices": "、".join(foreign)},
            )


def _grouped(fields: Iterable[FormField]) -> tuple[FormGroup, ...]:
    groups: dict[str, list[FormField]] = {}
    for field in fields:
        groups.setdefault(_group_of(field), []).append(field)
    return tuple(
        FormGroup(key=key, title=title, fields=tuple(groups[key]))
        for key, title in _GROUP_TITLES.items()
        if key in groups
    )


def _group_of(field: FormField) -> str:
    if field.element == "has_agent" or field.element.startswith("agent_"):
        return "agent"
    if field.element.startswith("delivery_") or field.element in {"truth_pledge"}:
        return "delivery"
    if field.source in {"account", "population", "legal-entity"}:
        return "applicant"
    if field.type == "table":
        return "people"
    if field.type == "file":
        return "files"
    return "matter"
