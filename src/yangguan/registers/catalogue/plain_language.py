"""
Whether people can read what a guide says: long sentences, official words. Pure.

Source: 国务院令第716号 (no “其他”, “有关” in what is asked for). The measure of a sentence is its
length in characters: a reader holds about forty in mind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault, Severity

LONGEST_SENTENCE = 60
LONGEST_NAME = 40
LONGEST_ANSWER = 400
_SENTENCE_END = re.compile(r"[。！？；!?;\n]")
_SENSE = re.compile(r"[^\s，、：:（）()《》“”0-9A-Za-z]")
# Words that leave open what is asked for.
SOURCE = "国务院令第716号"
VAGUE = ("其他材料", "有关材料", "相关材料", "等材料", "其他有关", "视情况", "酌情", "原则上")


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text is to read: 1 (easy) to 5, by the length of its sentences."""

    level: int
    longest: int
    average: int


def sentences(text: str) -> list[str]:
    """The sentences of a text without their marks."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def reading(text: str) -> Reading:
    """The reading level of a text; an empty one is easy."""
    lengths = [len(_SENSE.findall(sentence)) for sentence in sentences(text)]
    if not lengths:
        return Reading(1, 0, 0)
    average, longest = sum(lengths) // len(lengths), max(lengths)
    steps = (15, 25, 35, 50)
    level = 1 + sum(average > step for step in steps)
    return Reading(min(5, level + (longest > LONGEST_SENTENCE)), longest, average)


def text_warnings(content: EditionContent) -> Iterator[Fault]:
    """Where a guide asks too much of its readers, or leaves open what it asks for."""
    if len(content.name) > LONGEST_NAME:
        yield _warning("UP_TASK_GENERAL_BASIC.TASK_NAME", "long-name", _("名称太长，群众记不住"))
    for index, material in enumerate(content.materials):
        vague = next((word for word in VAGUE if word in material.name), "")
        if vague:
            yield _warning(
                f"UP_TASK_GENERAL_MATERIAL[{index}].MATERIAL_NAME",
                "vague-material",
                _("“%(word)s”没有说清是什么，写出材料的名称") % {"word": vague},
            )
    for condition in content.conditions:
        found = reading(condition)
        if found.longest > LONGEST_SENTENCE:
            yield _warning(
                "UP_TASK_GENERAL_BASIC.ACCEPT_CONDITION",
                "long-sentence",
                _("一句话有 %(count)d 个字，请拆短：%(start)s…")
                % {"count": found.longest, "start": condition[:16]},
            )
    for index, question in enumerate(content.questions):
        found = reading(question.answer)
        if found.longest > LONGEST_SENTENCE or len(question.answer) > LONGEST_ANSWER:
            yield _warning(
                f"UP_TASK_GENERAL_QUESTIONS[{index}].ANSWER",
                "long-answer",
                _("答得太长或者句子太长，请写短"),
            )


def _warning(field: str, code: str, message: str) -> Fault:
    return Fault(field, code, message, SOURCE, Severity.WARNING)
