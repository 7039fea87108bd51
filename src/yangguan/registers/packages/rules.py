"""
Which items a situation brings: pure rules over a package and the answers of its reader.

A condition on a question without an answer is neither true nor false: the item is then one that
may be wanted.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import product
from typing import Any

from yangguan.registers.catalogue.content import Condition, FormField
from yangguan.registers.catalogue.logic import applies
from yangguan.registers.packages.definition import PackageContent

Answers = dict[str, Any]
# Beyond so many combinations of answers a rule is taken to be reachable.
MOST_COMBINATIONS = 4_096


class Standing(StrEnum):
    """Whether the reader's situation brings an item."""

    NEEDED = "needed"
    MAYBE = "maybe"  # a question that decides it is not answered yet
    NOT_NEEDED = "not-needed"


def variables_of(logic: object) -> frozenset[str]:
    """The names that a JSONLogic rule reads."""
    match logic:
        case {"var": str(name)} | {"var": [str(name), *_]}:
            return frozenset({name})
        case Mapping():
            return frozenset().union(*map(variables_of, logic.values()))
        case list() | tuple():
            return frozenset().union(*map(variables_of, logic))
        case _:
            return frozenset()


def _reads(condition: Condition | None) -> frozenset[str]:
    return frozenset() if condition is None else variables_of(condition.logic)


def asked_questions(content: PackageContent, answers: Mapping[str, Any]) -> list[FormField]:
    """The questions that the answers so far bring up, in order; a hidden one's answer is none."""
    asked: list[FormField] = []
    known: Answers = {}
    for question in content.questions:
        if applies(question.shown_if, known):
            asked.append(question)
            if question.element in answers:
                known[question.element] = answers[question.element]
    return asked


def kept_answers(content: PackageContent, answers: Mapping[str, Any]) -> Answers:
    """The answers to questions that are asked."""
    return {
        question.element: answers[question.element]
        for question in asked_questions(content, answers)
        if question.element in answers
    }


def standings(content: PackageContent, answers: Mapping[str, Any]) -> dict[str, Standing]:
    """Task code → whether the situation brings the item, in the package's order."""
    known = kept_answers(content, answers)
    found: dict[str, Standing] = {}
    for item in content.items:
        deciding = _deciding(content, item.applies_if)
        is_open = any(question.element not in known for question in deciding)
        if applies(item.applies_if, known):
            # With the rest answered a “not” may cease to hold.
            is_certain = not is_open or _holds_always(content, item.applies_if, known)
            found[item.task_code] = Standing.NEEDED if is_certain else Standing.MAYBE
        elif is_open and _may_hold(content, item.applies_if, known):
            found[item.task_code] = Standing.MAYBE
        else:
            found[item.task_code] = Standing.NOT_NEEDED
    return found


def needed_codes(content: PackageContent, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The items that the answers bring for certain, in the package's order."""
    found = standings(content, answers)
    return tuple(code for code, standing in found.items() if standing is Standing.NEEDED)


def is_reachable(content: PackageContent, condition: Condition | None) -> bool:
    """Whether any answers to the package's questions let the condition hold."""
    return condition is None or _may_hold(content, condition, {})


def _may_hold(content: PackageContent, condition: Condition | None, known: Answers) -> bool:
    ways = _ways(content, condition, known)
    return ways is None or any(applies(condition, answers) for answers in ways)


def _holds_always(content: PackageContent, condition: Condition | None, known: Answers) -> bool:
    ways = _ways(content, condition, known)
    return ways is not None and all(applies(condition, answers) for answers in ways)


def _ways(
    content: PackageContent, condition: Condition | None, known: Answers
) -> Iterable[Answers] | None:
    """Every way in which the questions that decide a condition can still be answered."""
    deciding = _deciding(content, condition)
    options = [_options(question, known) for question in deciding]
    count = 1
    for each in options:
        count *= len(each)
        if count > MOST_COMBINATIONS:
            return None
    return _answered(content, deciding, options)


def _answered(
    content: PackageContent, deciding: list[FormField], options: list[list[object]]
) -> Iterator[Answers]:
    for values in product(*options):
        given = {
            question.element: value
            for question, value in zip(deciding, values, strict=True)
            if value is not None
        }
        yield kept_answers(content, given)


def _deciding(content: PackageContent, condition: Condition | None) -> list[FormField]:
    """The questions that a condition reads, and those on which these hang."""
    wanted, waiting = set[str](), list(_reads(condition))
    while waiting:
        element = waiting.pop()
        question = content.question(element)
        if element not in wanted and question is not None:
            wanted.add(element)
            waiting.extend(_reads(question.shown_if))
    return [question for question in content.questions if question.element in wanted]


def _options(question: FormField, known: Answers) -> list[object]:
    """The answers that a question can get; of a multiple choice: none, each alone, all."""
    if question.element in known:
        return [known[question.element]]
    match question.type:
        case "boolean":
            return [True, False]
        case "multichoice":
            alone = [[choice] for choice in question.choices]
            return [[], *alone, list(question.choices)]
        case _:
            return list(question.choices) or [None]
