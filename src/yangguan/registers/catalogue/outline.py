"""
An edition laid out as labelled lines, in the order in which people read it.

What the content holds as nested parts is one list here: part, subject (a material, a step, a
question of the form), field and words. Two editions are compared by it (`comparison`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yangguan.foundation.language.chinese import in_chinese
from yangguan.foundation.web import formatting
from yangguan.registers.catalogue.content import (
    Condition,
    EditionContent,
    Exemption,
    FeeExample,
    FormField,
    LicenceRows,
    Limit,
    LimitUnit,
    Result,
    Supply,
    TariffRow,
)
from yangguan.registers.catalogue.outline_labels import (
    BASIC,
    CODES,
    LABELS,
    LIMITS,
    OUTCOME_WORDS,
    PREFILL_SOURCES,
    CodeNames,
)
from yangguan.registers.catalogue.process import Node, NodeKind
from yangguan.registers.catalogue.rule_words import rule_words


class Part(models.TextChoices):
    """The parts of an edition, as guide and editor order them."""

    BASIC = "basic", gettext_lazy("基本信息")
    LIMITS = "limits", gettext_lazy("时限")
    BASIS = "basis", gettext_lazy("依据和条件")
    MATERIALS = "materials", gettext_lazy("材料")
    FORM = "form", gettext_lazy("表单")
    PROCESS = "process", gettext_lazy("流程")
    FEES = "fees", gettext_lazy("收费")
    RESULTS = "results", gettext_lazy("结果")
    SERVICE = "service", gettext_lazy("在哪办、怎么问")
    QUESTIONS = "questions", gettext_lazy("常见问题")


@dataclass(frozen=True, slots=True)
class Line:
    """
    One statement of an edition.

    `subject` identifies what it is about within the part (a material's name, a field's data
    element; empty where the part is one thing), `about` names it to readers; `field` is the name
    in `content`, `label` the same for readers; `words` is what the line says.
    """

    part: Part
    subject: str
    about: str
    field: str
    label: str
    words: str

    @property
    def place(self) -> tuple[str, str, str]:
        """Where the line stands, whatever language it is read in."""
        return self.part.value, self.subject, self.field

    @property
    def path(self) -> str:
        """The place as one text."""
        return "/".join(self.place)

    @property
    def heading(self) -> str:
        """What it is about, and which statement: 营业执照 · 依据."""
        return f"{self.about} · {self.label}" if self.about else self.label


_SUPPLIES = {
    Supply.APPLICANT: gettext_lazy("申请人提交"),
    Supply.FORM: gettext_lazy("由平台表单生成"),
    Supply.VERIFICATION: gettext_lazy("部门间核验，不向申请人要"),
}
_NO_NAMES: CodeNames = {}
_NODES = {
    NodeKind.START: gettext_lazy("开始"),
    NodeKind.END: gettext_lazy("结束"),
    NodeKind.EXCLUSIVE: gettext_lazy("分情形"),
    NodeKind.PARALLEL: gettext_lazy("同时办"),
}


def outline(content: EditionContent, *, names: CodeNames = _NO_NAMES) -> tuple[Line, ...]:
    """
    Every statement of an edition that says something, in order, in the reader's language.

    `names` are those that registers give codes (`outline_names`); a code without one stays.
    """
    layout = _Layout({field.element: field.label for field in content.fields()}, names)
    return tuple(
        _apart(
            [
                *layout.fields(Part.BASIC, content, BASIC),
                *layout.fields(Part.LIMITS, content, LIMITS),
                *layout.each(Part.LIMITS, content.special_procedures, "name", _("特别程序")),
                *_basis_lines(content, layout),
                *layout.each(Part.MATERIALS, content.materials, "name", _("材料")),
                *_form_lines(content, layout),
                *_process_lines(content, layout),
                *layout.fields(
                    Part.FEES, content, {"has_fee": _("是否收费"), "fee_basis": _("收费依据")}
                ),
                *layout.each(Part.FEES, content.fees, "name", _("收费项目")),
                *layout.each(Part.RESULTS, content.results, "name", _("办理结果")),
                *layout.fields(Part.SERVICE, content.service, LABELS[type(content.service)]),
                *layout.each(Part.QUESTIONS, content.questions, "question", _("问")),
            ]
        )
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """
    Prints the values of one edition; `questions` names the data elements that its rules use,
    `names` the codes of registers.
    """

    questions: Mapping[str, str]
    names: CodeNames

    def fields(
        self,
        part: Part,
        struct: msgspec.Struct,
        labels: Mapping[str, Any],
        *,
        subject: str = "",
        about: str = "",
    ) -> Iterator[Line]:
        """The fields of a struct that say something."""
        for name, label in labels.items():
            words = self._words(type(struct), name, getattr(struct, name))
            if words:
                yield Line(part, subject, about, name, str(label), words)

    def each(
        self, part: Part, structs: Iterable[msgspec.Struct], named_by: str, label: str
    ) -> Iterator[Line]:
        """Things that have a name: the name itself, then what is said of it."""
        for struct in structs:
            name = getattr(struct, named_by)
            yield Line(part, name, name, named_by, label, name)
            yield from self.fields(part, struct, LABELS[type(struct)], subject=name, about=name)

    def _amount(self, row: TariffRow) -> str:
        if row.formula is not None:
            return msgspec.json.encode(row.formula, order="deterministic").decode()
        return formatting.yuan(row.amount_fen or 0)

    def rule(self, logic: object, *, steps: Mapping[str, str] | None = None) -> str:
        """A rule in words; one that has none as it is written. `steps` names their outcomes."""
        labels = {**self.questions, **(steps or {})}
        return rule_words(logic, labels) or msgspec.json.encode(logic).decode()

    def _words(self, struct: type[msgspec.Struct], name: str, value: object) -> str:
        if struct is Result and name == "face" and isinstance(value, dict):
            return self._printed({self._face(key): each for key, each in value.items()})
        table = CODES.get((struct, name)) or self.names.get((struct, name))
        if table is not None:
            codes = value if isinstance(value, tuple) else (value,)
            return formatting.listed([_(table.get(str(code), str(code))) for code in codes])
        if struct is FormField and name == "source":
            return _source_words(str(value))
        return self.rule(value) if name == "compute" and value else self._printed(value)

    def _printed(self, value: object) -> str:
        match value:
            case None | "" | ():
                return ""
            case bool():
                return _("是") if value else _("否")
            case Limit():
                return _explained(value)
            case LimitUnit():
                return _("工作日") if value is LimitUnit.WORKING_DAYS else _("自然日")
            case Supply():
                return str(_SUPPLIES[value])
            case Condition():
                return self.rule(value.logic)
            case TariffRow():
                amount = self._amount(value)
                when = self._printed(value.applies_if)
                return f"{value.words}（{when}）：{amount}" if when else f"{value.words}：{amount}"
            case Exemption():
                when = self._printed(value.applies_if)
                words = _("%(name)s减免 %(percent)d%%（%(basis)s）") % {
                    "name": value.name, "percent": value.percent, "basis": value.basis,
                }  # fmt: skip
                return f"{words}：{when}" if when else words
            case FeeExample():
                asked = {self.questions.get(key, key): each for key, each in value.answers.items()}
                return f"{self._printed(asked)} → {formatting.yuan(value.due_fen)}"
            case LicenceRows():
                table = self.questions.get(value.table, value.table)
                columns = {key: self._face(each) for key, each in value.columns.items()}
                return self._printed({_("表格"): table, **columns})
            case tuple():
                return formatting.listed([self._printed(each) for each in value])
            case dict():
                return formatting.listed(
                    [f"{key}：{self._printed(each)}" for key, each in value.items()]
                )
            case _:
                return str(value)

    def _face(self, element: str) -> str:
        """What a data element on the face of a licence is called."""
        return self.names.get((Result, "face"), {}).get(element, element)


def _source_words(source: str) -> str:
    """Where a value is taken from; one that the applicant writes has no source to speak of."""
    licence = source.removeprefix("licence:")
    if licence != source:
        return _("电子证照：%(name)s") % {"name": licence}
    return str(PREFILL_SOURCES.get(source, ""))


def limit_words(limit: Limit) -> str:
    """5 个工作日; 30 个自然日; 当场办结: in the reader's language."""
    if limit.days and limit.unit is LimitUnit.NATURAL_DAYS:
        return formatting.natural_days(limit.days)
    return formatting.working_days(limit.days)


def _explained(limit: Limit) -> str:
    words = limit_words(limit)
    return f"{words}（{limit.explanation}）" if limit.explanation else words


def _basis_lines(content: EditionContent, layout: _Layout) -> Iterator[Line]:
    yield from layout.fields(Part.BASIS, content, {"basis": _("设定依据")})
    for law in content.laws:
        name = f"《{law.law.strip('《》')}》{law.article}"
        yield Line(Part.BASIS, name, name, "law", _("法律条文"), name)
        yield from layout.fields(Part.BASIS, law, LABELS[type(law)], subject=name, about=name)
    for condition in content.conditions:
        yield Line(Part.BASIS, condition, "", "condition", _("受理条件"), condition)


def _form_lines(content: EditionContent, layout: _Layout) -> Iterator[Line]:
    for group in content.pages:
        for field in group.fields:
            place = (Part.FORM, field.element, field.label)
            yield Line(*place, "group", _("在哪一页"), group.title)
            yield from layout.fields(
                Part.FORM, field, LABELS[type(field)], subject=field.element, about=field.label
            )


def _process_lines(content: EditionContent, layout: _Layout) -> Iterator[Line]:
    yield from layout.fields(Part.PROCESS, content, {"process_text": _("流程说明")})
    found = [step for _key, step in content.process.steps()]
    yield from layout.each(Part.PROCESS, found, "name", _("环节"))
    steps = {f"steps.{key}.outcome": step.name for key, step in content.process.steps()}
    for flow in content.process.flows:
        ends = [_node_name(content.process.node(key)) for key in (flow.source, flow.target)]
        way = " → ".join(in_chinese(end) for end in ends)
        words = " → ".join(str(end) for end in ends)
        if flow.condition is not None:
            way = f"{way} {msgspec.json.encode(flow.condition, order='deterministic').decode()}"
            words = f"{words}（{layout.rule(_in_words(flow.condition), steps=steps)}）"
        yield Line(Part.PROCESS, way, "", "flow", _("走向"), words)


def _in_words(condition: Any) -> Any:
    """The condition of a flow with answers under their own names, and outcomes in words."""
    match condition:
        case [{"var": str(path)} as asked, str(outcome)] if path.startswith("steps."):
            return [asked, str(OUTCOME_WORDS.get(outcome, outcome))]
        case {"var": str(path)}:
            return {"var": path.removeprefix("form.")}
        case Mapping():
            return {key: _in_words(each) for key, each in condition.items()}
        case list() | tuple():
            return [_in_words(each) for each in condition]
        case _:
            return condition


def _node_name(node: Node) -> str | Promise:
    return node.step.name if node.step is not None else _NODES[node.kind]


def _apart(lines: Iterable[Line]) -> Iterator[Line]:
    """Two things of one name in a part are told apart: the second is “…（2）”."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        seen[line.place] += 1
        again = seen[line.place]
        yield line if again == 1 else replace(line, subject=f"{line.subject}（{again}）")
