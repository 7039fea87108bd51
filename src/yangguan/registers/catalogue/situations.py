"""
情形: the questions asked first, every combination of their answers, and what each one brings.

Pure. Source: R4.3 of the plan of 2017; 国务院办公厅 on guides by situation (情形化、颗粒化).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yangguan.registers.catalogue.content import EditionContent, FormField
from yangguan.registers.catalogue.logic import applies
from yangguan.registers.catalogue.rule_variables import settled

# More than a person can read, and more than a city should ask.
MOST_COMBINATIONS = 1_000

SituationAnswers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that applies in some combinations; `holds[i]` None: it hangs on the form."""

    kind: str  # material, field, fee, exemption
    name: str
    holds: tuple[bool | None, ...]

    @property
    def is_always_same(self) -> bool:
        return len(set(self.holds)) == 1


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every combination of answers in columns, what may differ between them in rows."""

    questions: tuple[FormField, ...]
    combinations: tuple[SituationAnswers, ...]
    effects: tuple[Effect, ...]
    is_cut: bool  # there are more combinations than are shown


def options(question: FormField) -> tuple[Any, ...]:
    """The answers that a situation can have. A multiple choice counts one by one, and all of it."""
    if question.type == "boolean":
        return (True, False)
    if question.type == "multichoice":
        alone = [[each] for each in question.choices]
        return tuple(alone if len(alone) < 2 else [*alone, list(question.choices)])
    return question.choices


def combinations(content: EditionContent) -> tuple[tuple[SituationAnswers, ...], bool]:
    """
    Every combination of answers that can come about, in the order of the questions.

    A question that its condition hides has no answer. The flag tells that there were too many.
    """
    found: list[dict[str, Any]] = [{}]
    for question in content.situations:
        following: list[dict[str, Any]] = []
        for answers in found:
            if not applies(question.shown_if, answers):
                following.append(answers)
                continue
            following.extend(answers | {question.element: value} for value in options(question))
        if len(following) > MOST_COMBINATIONS:
            return tuple(following[:MOST_COMBINATIONS]), True
        found = following
    return tuple(found), False


def matrix(content: EditionContent) -> Matrix:
    """What applies in which situation, as far as the situations alone decide it."""
    answers, is_cut = combinations(content)
    # A question that a combination leaves out was not asked: for conditions it has no answer.
    unasked = {question.element: None for question in content.situations}
    cases = [unasked | dict(each) for each in answers]
    return Matrix(
        questions=content.situations,
        combinations=answers,
        effects=tuple(_effects(content, cases)),
        is_cut=is_cut,
    )


def _effects(content: EditionContent, cases: Sequence[SituationAnswers]) -> Iterator[Effect]:
    conditions = [
        *(("material", each.name, each.applies_if) for each in content.materials),
        *(
            ("field", field.label, field.shown_if)
            for group in content.form
            for field in group.fields
        ),
        *(("fee", f"{fee.name}：{row.words}", row.applies_if)
          for fee in content.fees for row in fee.tariff),
        *(("exemption", f"{fee.name}：{each.name}", each.applies_if)
          for fee in content.fees for each in fee.exemptions),
    ]  # fmt: skip
    for kind, name, condition in conditions:
        yield Effect(kind, name, tuple(settled(condition, case) for case in cases))


def combination_words(answers: SituationAnswers, questions: Sequence[FormField]) -> list[str]:
    """The answers of a combination in the order of the questions; empty where none was asked."""
    words = []
    for question in questions:
        value = answers.get(question.element)
        if value is None:
            words.append("")
        elif isinstance(value, list):
            words.append("、".join(value))
        else:
            words.append({True: "是", False: "否"}.get(value, str(value)))
    return words
