"""How long a guide takes to read, so that a reader can choose between the page and the whole."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yangguan.portals.applicant.guide_lists import BringList
from yangguan.portals.applicant.guide_simple import SimpleGuide
from yangguan.registers.catalogue.content import EditionContent

# Unhurried reading of something that one is going to act on.
CHARACTERS_A_MINUTE = 300
# A Chinese character, or what stands for a word: a number, a Latin word.
_SIGN = re.compile(r"[\u4e00-\u9fff]|[0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class ReadingTime:
    """`characters` rounded to tens, `minutes` rounded up."""

    characters: int
    minutes: int


def reading_time(texts: Iterable[str]) -> ReadingTime:
    """How much there is to read and how long it takes; at least a minute. Pure."""
    count = sum(len(_SIGN.findall(text)) for text in texts)
    return ReadingTime(
        characters=max(10, round(count, -1)),
        minutes=max(1, math.ceil(count / CHARACTERS_A_MINUTE)),
    )


def simple_texts(simple: SimpleGuide) -> Iterator[str]:
    """Every word of the simple version."""
    for pairs in (simple.facts, simple.bring, simple.contacts):
        for pair in pairs:
            yield from pair
    yield from simple.notes
    yield from simple.steps


def guide_texts(content: EditionContent, found: BringList) -> Iterator[str]:
    """What the whole guide says in the reader's situation; the folded text of laws is left out."""
    yield content.name
    yield from content.conditions
    for each in (*found.bring, *found.maybe, *found.free):
        material = each.material
        yield from (material.name, each.condition, each.why, each.words, material.how_to_fill)
        yield from (material.note, material.acceptance_standard, material.source, material.basis)
    for step in found.steps:
        yield from (step.step.name, step.condition, step.step.standard, step.step.result)
    for fee in content.fees:
        yield from (fee.name, fee.standard, fee.reduction, fee.basis)
    service = content.service
    yield from (service.address, service.hours, service.enquiries, service.complaints)
    for question in content.questions:
        yield from (question.question, question.answer)
