"""The page on which a package is defined: from its definition to rows, and back from the post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yangguan.foundation.web.fields import Choice, ChoiceGroup
from yangguan.foundation.web.parameters import whole_number
from yangguan.registers.catalogue.content import (
    Condition,
    FieldType,
    FormField,
    Limit,
    LimitUnit,
)
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.rule_words import rule_words
from yangguan.registers.packages.definition import Audience, PackageContent, PackageItem
from yangguan.registers.packages.queries import ItemChoice

# The row beyond those filled in, so that one can go on without a script.
SPARE = 1
MOST_ROWS = 60
# Rules of one row that must all hold.
RULES = 2
KEEP = "keep"
_TYPES: Mapping[str, FieldType] = {
    "choice": "choice",
    "multichoice": "multichoice",
    "boolean": "boolean",
}


@dataclass(frozen=True, slots=True)
class RuleSelect:
    """One “question = answer” of a row."""

    name: str
    choices: tuple[Choice, ...]
    groups: tuple[ChoiceGroup, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the rules that say when it counts, and what is wrong with it."""

    index: int
    rules: tuple[RuleSelect, ...]
    faults: tuple[Fault, ...]

    @property
    def number(self) -> int:
        return self.index + 1


@dataclass(frozen=True, slots=True)
class QuestionRow(Row):
    element: str
    label: str
    hint: str
    types: tuple[Choice, ...]
    choices: str


@dataclass(frozen=True, slots=True)
class ItemRow(Row):
    items: tuple[ChoiceGroup, ...]
    is_filled: bool
    after: str


@dataclass(frozen=True, slots=True)
class PackageForm:
    """The whole page; `faults` of the basic fields by name."""

    content: PackageContent
    audiences: tuple[Choice, ...]
    leads: tuple[Choice, ...]
    units: tuple[Choice, ...]
    promise_days: str
    elsewhere: str
    questions: tuple[QuestionRow, ...]
    items: tuple[ItemRow, ...]
    faults: Mapping[str, tuple[Fault, ...]]


def package_form(
    content: PackageContent,
    *,
    items: Sequence[ItemChoice],
    leads: Sequence[tuple[str, str]],
    faults: Sequence[Fault],
) -> PackageForm:
    """The form of a package with each fault at its row. Pure."""
    limit = content.promised_limit
    basic = ("code", "name", "description", "items", "promised_limit", "lead_department")
    return PackageForm(
        content=content,
        audiences=(
            Choice("person", _("个人"), "", content.audience == "person"),
            Choice("organisation", _("企业和组织"), "", content.audience == "organisation"),
        ),
        leads=tuple(
            Choice(code, name, "", code == content.lead_department) for code, name in leads
        ),
        units=(
            Choice("1", _("工作日"), "", limit is None or limit.unit is LimitUnit.WORKING_DAYS),
            Choice("2", _("自然日"), "", limit is not None and limit.unit != "1"),
        ),
        promise_days="" if limit is None else str(limit.days),
        elsewhere="\n".join(content.elsewhere),
        questions=_question_rows(content, faults),
        items=_item_rows(content, items, faults),
        faults={name: tuple(each for each in faults if each.field == name) for name in basic},
    )


def _question_rows(content: PackageContent, faults: Sequence[Fault]) -> tuple[QuestionRow, ...]:
    blank = FormField(element="", label="", type="choice")
    asked = [*content.questions, *[blank] * SPARE]
    return tuple(
        QuestionRow(
            index=index,
            element=question.element,
            label=question.label,
            hint=question.help,
            types=tuple(
                Choice(value, label, "", value == question.type)
                for value, label in (
                    ("boolean", _("是或否")),
                    ("choice", _("选一个")),
                    ("multichoice", _("可选多个")),
                )
            ),
            choices="\n".join(question.choices),
            rules=_rules(f"q{index}", question.shown_if, content.questions[:index], content),
            faults=_of(faults, f"questions[{index}]"),
        )
        for index, question in enumerate(asked[:MOST_ROWS])
    )


def _item_rows(
    content: PackageContent, known: Sequence[ItemChoice], faults: Sequence[Fault]
) -> tuple[ItemRow, ...]:
    chosen: list[PackageItem | None] = [*content.items, *[None] * SPARE]
    places = {code: str(number) for number, code in enumerate(content.task_codes, start=1)}
    return tuple(
        ItemRow(
            index=index,
            items=_grouped(known, item.task_code if item else ""),
            is_filled=item is not None,
            after="、".join(places.get(code, code) for code in item.after) if item else "",
            rules=_rules(
                f"i{index}", item.applies_if if item else None, content.questions, content
            ),
            faults=_of(faults, f"items[{index}]"),
        )
        for index, item in enumerate(chosen[:MOST_ROWS])
    )


def _grouped(known: Sequence[ItemChoice], chosen: str) -> tuple[ChoiceGroup, ...]:
    groups: dict[str, list[Choice]] = {}
    for each in known:
        groups.setdefault(each.department_name, []).append(
            Choice(each.task_code, each.name, "", each.task_code == chosen)
        )
    if chosen and chosen not in {each.task_code for each in known}:
        groups[_("已不在用")] = [Choice(chosen, chosen, "", True)]
    return tuple(ChoiceGroup(label, tuple(choices)) for label, choices in groups.items())


def _of(faults: Sequence[Fault], place: str) -> tuple[Fault, ...]:
    return tuple(each for each in faults if each.field.startswith(f"{place}."))


def _rules(
    row: str, condition: Condition | None, questions: Sequence[FormField], content: PackageContent
) -> tuple[RuleSelect, ...]:
    pairs = simple_rules(condition)
    if pairs is None or len(pairs) > RULES:
        labels = {each.element: each.label for each in content.questions}
        words = rule_words(condition.logic if condition else None, labels) or _("原来的条件")
        kept = (Choice(KEEP, words, "", True),)
        return (RuleSelect(f"{row}-rule-0", kept, _answers_of(questions, None)),)
    return tuple(
        RuleSelect(
            f"{row}-rule-{place}",
            (),
            _answers_of(questions, pairs[place] if place < len(pairs) else None),
        )
        for place in range(RULES if questions else 0)
    )


def _answers_of(
    questions: Sequence[FormField], chosen: tuple[str, object] | None
) -> tuple[ChoiceGroup, ...]:
    groups = []
    for question in questions:
        answers: list[tuple[object, str]] = (
            [(True, _("是")), (False, _("否"))]
            if question.type == "boolean"
            else [(each, each) for each in question.choices]
        )
        groups.append(
            ChoiceGroup(
                question.label,
                tuple(
                    Choice(
                        rule_value(question.element, value),
                        f"{question.label} = {label}",
                        "",
                        chosen == (question.element, value),
                    )
                    for value, label in answers
                ),
            )
        )
    return tuple(groups)


def rule_value(element: str, value: object) -> str:
    """A “question = answer” as the value of an option."""
    words = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else str(value)
    return f"{element}={words}"


def simple_rules(condition: Condition | None) -> list[tuple[str, object]] | None:
    """The “question = answer” pairs that must all hold; None if it says more than that."""
    if condition is None:
        return []
    match condition.logic:
        case {"and": list(parts) | tuple(parts)}:
            pairs = [_pair(part) for part in parts]
        case other:
            pairs = [_pair(other)]
    return None if None in pairs else [pair for pair in pairs if pair is not None]


def _pair(logic: object) -> tuple[str, object] | None:
    match logic:
        case {"==": [{"var": str(name)}, str() | bool() as value]}:
            return name, value
        case {"in": [str(value), {"var": str(name)}]}:
            return name, value
        case _:
            return None


def read_package(
    data: Mapping[str, str], *, code: str, before: PackageContent | None
) -> PackageContent:
    """
    What was sent, as a definition; rows left empty are left out, items come by their numbers.

    `before` is what the page showed: a rule that the page cannot show is kept from it.
    """
    questions = _read_questions(data, before)
    days = whole_number(data.get("promise_days", "").strip(), digits=4)
    unit = LimitUnit.NATURAL_DAYS if data.get("promise_unit") == "2" else LimitUnit.WORKING_DAYS
    audience: Audience = "organisation" if data.get("audience") == "organisation" else "person"
    return PackageContent(
        code=code,
        name=data.get("name", "").strip()[:60],
        audience=audience,
        description=data.get("description", "").strip()[:200],
        lead_department=data.get("lead_department", ""),
        questions=questions,
        items=_read_items(data, questions, before),
        promised_limit=None if days is None else Limit(days=days, unit=unit),
        elsewhere=_lines(data.get("elsewhere", "")),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _read_questions(
    data: Mapping[str, str], before: PackageContent | None
) -> tuple[FormField, ...]:
    questions: list[FormField] = []
    for index in range(MOST_ROWS):
        label = data.get(f"q{index}-label", "").strip()[:120]
        if not label:
            continue
        kind = _TYPES.get(data.get(f"q{index}-type", ""), "choice")
        element = data.get(f"q{index}-element", "").strip() or f"question_{index + 1}"
        old = before.questions[index] if before and index < len(before.questions) else None
        questions.append(
            FormField(
                element=element[:40],
                label=label,
                type=kind,
                choices=() if kind == "boolean" else _lines(data.get(f"q{index}-choices", "")),
                help=data.get(f"q{index}-hint", "").strip()[:200],
                shown_if=_read_rules(data, f"q{index}", questions, old.shown_if if old else None),
            )
        )
    return tuple(questions)


def _read_items(
    data: Mapping[str, str], questions: Sequence[FormField], before: PackageContent | None
) -> tuple[PackageItem, ...]:
    rows: list[tuple[int, int, str, Condition | None, list[int]]] = []
    for index in range(MOST_ROWS):
        task_code = data.get(f"i{index}-item", "")
        if not task_code:
            continue
        place = whole_number(data.get(f"i{index}-place", ""), digits=3)
        old = before.items[index].applies_if if before and index < len(before.items) else None
        number = index + 1 if place is None else place
        waits = _numbers(data.get(f"i{index}-after", ""))
        condition = _read_rules(data, f"i{index}", questions, old)
        rows.append((number, index + 1, task_code, condition, waits))
    # Waiting is written with the numbers that the page showed, not with those that were set anew.
    codes = {shown: task_code for _number, shown, task_code, _condition, _waits in rows}
    return tuple(
        PackageItem(
            task_code=task_code,
            applies_if=condition,
            after=tuple(codes[each] for each in waits if each in codes),
        )
        for _number, _shown, task_code, condition, waits in sorted(
            rows, key=lambda row: (row[0], row[1])
        )
    )


def _numbers(text: str) -> list[int]:
    parts = text.replace("、", ",").replace("，", ",").replace(" ", ",").split(",")
    numbers = [whole_number(part, digits=3) for part in parts]
    return [number for number in numbers if number is not None]


def _read_rules(
    data: Mapping[str, str], row: str, questions: Sequence[FormField], old: Condition | None
) -> Condition | None:
    logic: list[dict[str, Any]] = []
    for place in range(RULES):
        sent = data.get(f"{row}-rule-{place}", "")
        if sent == KEEP:
            return old
        element, equals, value = sent.partition("=")
        if equals:
            question = next((each for each in questions if each.element == element), None)
            logic.append(_rule(element, value, question))
    if not logic:
        return None
    return Condition(logic=logic[0] if len(logic) == 1 else {"and": logic})


def _rule(element: str, value: str, question: FormField | None) -> dict[str, Any]:
    if question is not None and question.type == "multichoice":
        return {"in": [value, {"var": element}]}
    if question is None or question.type == "boolean":
        answer = {"true": True, "false": False}.get(value)
        if answer is not None:
            return {"==": [{"var": element}, answer]}
    return {"==": [{"var": element}, value]}
