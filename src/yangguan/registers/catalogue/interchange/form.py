"""The form and its conditions: `FORM`, `SHOW_IF`, and the conditions written in material notes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yangguan.registers.catalogue.content import FIELD_TYPES, Condition, FormField, FormGroup
from yangguan.registers.catalogue.interchange.conditions import comparison, read_condition
from yangguan.registers.catalogue.interchange.field_attributes import read_attributes
from yangguan.registers.catalogue.interchange.reader import Document, Faults, Row

_NOTE_CONDITION = re.compile(r"^([a-z][a-z0-9_]*)\s*(=|≠|!=)\s*(.+)$")
_ELEMENT = re.compile(r"^[a-z][a-z0-9_]{0,59}$")

# Kept in the edition as they stand; a page translates them.
GROUP_TITLES = {
    "applicant": gettext_noop("申请人信息"),
    "matter": gettext_noop("办理内容"),
    "people": gettext_noop("人员与清单"),
    "agent": gettext_noop("代理人"),
    "files": gettext_noop("附件"),
    "delivery": gettext_noop("领取与承诺"),
}


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything that is asked: the situations first, then the pages of the form."""

    situations: tuple[FormField, ...]
    form: tuple[FormGroup, ...]

    @property
    def by_element(self) -> dict[str, FormField]:
        fields = (*self.situations, *(field for group in self.form for field in group.fields))
        return {field.element: field for field in fields}


def read_questions(document: Document) -> Questions:
    """
    The situations (`SITUATION`, rows like those of `FORM`) and the fields of the form in groups
    that a person fills one page at a time.

    A row's `GROUP` and `GROUP_TITLE` say on which page it stands; without them the platform groups.
    """
    seen: set[str] = set()
    situations = tuple(field for field, _row in _fields(document, "SITUATION", seen))
    rows = list(_fields(document, "FORM", seen))
    questions = Questions(situations=situations, form=_grouped(rows))
    by_element = questions.by_element
    for table in ("SITUATION", "FORM"):
        for row in document.rows(table):
            _check_condition(row, by_element)
    return questions


def _fields(document: Document, table: str, seen: set[str]) -> Iterator[tuple[FormField, Row]]:
    for row in document.rows(table):
        field = _field(row)
        if field is None:
            continue
        if field.element in seen:
            row.faults.add(
                f"{row.path}.ELEMENT",
                "duplicate",
                _("数据元“%(element)s”出现两次") % {"element": field.element},
            )
            continue
        seen.add(field.element)
        yield field, row


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
    logic = comparison("contains" if field.type == "multichoice" else "eq", element, value)
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
        shown_if=read_condition(row, "SHOW_IF"),
        **read_attributes(row, kind=kind, columns=columns),
    )


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


def _grouped(rows: Iterable[tuple[FormField, Row]]) -> tuple[FormGroup, ...]:
    groups: dict[str, list[FormField]] = {}
    titles: dict[str, str] = {}
    for field, row in rows:
        key = row.text("GROUP", limit=60)
        if key and (title := row.text("GROUP_TITLE", limit=100)):
            titles.setdefault(key, title)
        groups.setdefault(key or group_of(field), []).append(field)
    # Where the document says nothing of pages, they come in the usual order.
    order = groups if titles else [key for key in GROUP_TITLES if key in groups]
    order = [*order, *(key for key in groups if key not in order)]
    return tuple(
        FormGroup(
            key=key, title=titles.get(key) or GROUP_TITLES.get(key, key), fields=tuple(groups[key])
        )
        for key in order
    )


def group_of(field: FormField) -> str:
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
