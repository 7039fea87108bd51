"""What an edition asks in the reader's situation: materials sorted, what it costs, which steps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from yangguan.foundation.web import formatting
from yangguan.foundation.web.components import StateTag, Tone
from yangguan.foundation.web.fields import Choice
from yangguan.portals.applicant.fee_lines import FeeLine, fee_lines, fee_variables
from yangguan.registers.catalogue.content import (
    EditionContent,
    FormField,
    Material,
    Need,
    Supply,
)
from yangguan.registers.catalogue.logic import applies
from yangguan.registers.catalogue.rule_variables import rule_variables
from yangguan.registers.catalogue.rule_words import rule_words
from yangguan.registers.catalogue.step_conditions import (
    PossibleStep,
    possible_steps,
    step_questions,
)

QUESTION_TYPES = frozenset({"choice", "multichoice", "boolean"})
YES, NO = "true", "false"
# Names that the pages' own forms and links use.
RESERVED = frozenset({"applicant", "edition", "csrfmiddlewaretoken"})


class Burden(StrEnum):
    """Who has to see to a material."""

    BRING = "bring"  # the applicant hands it in
    MAYBE = "maybe"  # only in a case that the reader has not spoken of yet
    FREE = "free"  # held, made or verified by the platform


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the reader's situation; its answer changes what the page shows."""

    name: str
    label: str
    is_multiple: bool
    choices: tuple[Choice, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class GuideMaterial:
    """One material as the guide shows it."""

    material: Material
    words: str  # format and copies
    condition: str  # when it is wanted; empty: always
    tag: StateTag | None
    why: str  # why it need not be brought
    papers: tuple[tuple[str, str], ...] = ()  # its code in the catalogue; `blank` or `sample`


@dataclass(frozen=True, slots=True)
class BringList:
    questions: tuple[Question, ...]
    bring: tuple[GuideMaterial, ...]
    maybe: tuple[GuideMaterial, ...]
    free: tuple[GuideMaterial, ...]
    fees: tuple[FeeLine, ...]
    steps: tuple[PossibleStep, ...]
    told: tuple[tuple[str, str], ...]  # what the reader has said: question, answer in words
    answers: Mapping[str, Any]
    query: str  # the same as a query string, for links; empty without answers

    @property
    def is_answered(self) -> bool:
        return bool(self.answers)


def bring_list(
    content: EditionContent,
    asked: QueryDict,
    papers: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType({}),
) -> BringList:
    """
    The materials for the situation that the reader has described in `asked` (field → answer).

    A condition on a question without an answer is neither true nor false: the material is then
    listed apart, with its condition in words. `papers`: name of a material → what there is to take
    away of it. Pure.
    """
    fields = _questions(content)
    answers = _answers(fields, asked)
    sorted_out: dict[Burden, list[GuideMaterial]] = {burden: [] for burden in Burden}
    for material in content.materials:
        burden = _burden(material, answers)
        if burden is not None:
            shown = _shown(material, content, is_free=burden is Burden.FREE)
            kept = papers.get(material.name, ())
            sorted_out[burden].append(replace(shown, papers=kept) if kept else shown)
    return BringList(
        questions=tuple(
            question(field, answers) for field in fields if applies(field.shown_if, answers)
        ),
        bring=tuple(sorted_out[Burden.BRING]),
        maybe=tuple(sorted_out[Burden.MAYBE]),
        free=tuple(sorted_out[Burden.FREE]),
        fees=tuple(fee_lines(content, answers)),
        steps=tuple(possible_steps(content, answers)),
        told=tuple(
            (field.label, _answer_words(answers[field.element]))
            for field in fields
            if field.element in answers
        ),
        answers=answers,
        query=urlencode(
            [(element, each) for element, value in answers.items() for each in _sent(value)]
        ),
    )


def answer_faults(content: EditionContent, asked: QueryDict) -> list[tuple[str, str]]:
    """What no question takes for an answer: element, and what to send in its place."""
    faults = []
    for field in _questions(content):
        allowed = [YES, NO] if field.type == "boolean" else list(field.choices)
        if any(value not in allowed for value in asked.getlist(field.element)):
            words = _("“%(label)s”只能是：%(choices)s。") % {
                "label": field.label,
                "choices": formatting.listed(allowed),
            }
            faults.append((field.element, words))
    return faults


def situation_inputs(content: EditionContent, found: BringList) -> list[tuple[str, str]]:
    """The answers to situations as a form sends them, for the draft of an application."""
    return [
        (field.element, each)
        for field in content.situations
        if field.element in found.answers and field.element not in RESERVED
        for each in _sent(found.answers[field.element])
    ]


def situation_answers(content: EditionContent, asked: QueryDict) -> dict[str, Any]:
    """The answers to situations in `asked` that fit; whatever else stands there is left out."""
    found = bring_list(content, asked)
    elements = {field.element for field in content.situations} - RESERVED
    return {element: each for element, each in found.answers.items() if element in elements}


def _questions(content: EditionContent) -> list[FormField]:
    """
    The situations, the fields that decide about materials, fees and steps, and what these hang on.
    """
    wanted = {field.element for field in content.situations} | fee_variables(content)
    wanted |= step_questions(content.process)
    for material in content.materials:
        if material.applies_if is not None:
            wanted |= rule_variables(material.applies_if.logic)
    fields = {field.element: field for field in content.fields()}
    waiting = list(wanted)
    while waiting:
        field = fields.get(waiting.pop())
        if field is not None and field.shown_if is not None:
            more = rule_variables(field.shown_if.logic) - wanted
            wanted |= more
            waiting.extend(more)
    return [
        field
        for field in content.fields()
        if field.element in wanted and field.type in QUESTION_TYPES
    ]


def read_answers(fields: Sequence[FormField], asked: QueryDict) -> dict[str, Any]:
    """The answers that fit; anything else counts as no answer."""
    answers: dict[str, Any] = {}
    for field in fields:
        values = asked.getlist(field.element)
        if field.type == "boolean":
            if values and values[-1] in {YES, NO}:
                answers[field.element] = values[-1] == YES
        elif field.type == "choice":
            if values and values[-1] in field.choices:
                answers[field.element] = values[-1]
        elif chosen := [value for value in values if value in field.choices]:
            answers[field.element] = chosen
    return answers


def _answers(fields: Sequence[FormField], asked: QueryDict) -> dict[str, Any]:
    answers = read_answers(fields, asked)
    # An answer to a question that the others hide is none.
    while hidden := [
        field.element
        for field in fields
        if field.element in answers and not applies(field.shown_if, answers)
    ]:
        for element in hidden:
            del answers[element]
    return answers


def _answer_words(value: object) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return formatting.listed(value) if isinstance(value, list) else str(value)


def _sent(value: object) -> list[str]:
    """An answer as the page's form would send it."""
    if isinstance(value, bool):
        return [YES if value else NO]
    return value if isinstance(value, list) else [str(value)]


def _burden(material: Material, answers: Mapping[str, Any]) -> Burden | None:
    """Where a material stands; None when it does not apply to the situation."""
    condition = material.applies_if
    is_settled = condition is None or rule_variables(condition.logic) <= set(answers)
    if is_settled and not applies(condition, answers):
        return None
    if material.supply is not Supply.APPLICANT or material.licences:
        return Burden.FREE
    if not is_settled or (material.need is Need.CONDITIONAL and condition is None):
        return Burden.MAYBE
    return Burden.BRING


def question(field: FormField, answers: Mapping[str, Any]) -> Question:
    """A question as a page asks it, with what has been answered chosen."""
    answer = answers.get(field.element)
    choices: tuple[Choice, ...]
    if field.type == "boolean":
        choices = (
            Choice(YES, _("是"), is_chosen=answer is True),
            Choice(NO, _("否"), is_chosen=answer is False),
        )
    else:
        chosen = answer if isinstance(answer, list) else [answer]
        choices = tuple(Choice(each, each, is_chosen=each in chosen) for each in field.choices)
    return Question(field.element, field.label, field.type == "multichoice", choices, field.help)


def _shown(material: Material, content: EditionContent, *, is_free: bool) -> GuideMaterial:
    tag = None
    why = ""
    if is_free:
        tag, why = relief(material.supply, material.licences)
    elif material.need is Need.MAY_FOLLOW:
        tag = StateTag(_("可以后补"), Tone.WARN)
        why = material.follows_by
    return GuideMaterial(
        material=material,
        words=paper_words(material),
        condition=condition_words(material, content),
        tag=tag,
        why=why,
    )


def relief(supply: Supply, licences: Iterable[str]) -> tuple[StateTag, str]:
    """Why a material need not be brought: a tag, and a sentence."""
    if supply is Supply.FORM:
        return (
            StateTag(_("自动生成"), Tone.OK),
            _("网上填完，平台生成，您核对后确认。"),
        )
    if supply is Supply.VERIFICATION:
        return StateTag(_("免提交"), Tone.OK), _("由部门之间核验，不用您交。")
    return (
        StateTag(_("免提交"), Tone.OK),
        _("我们向电子证照库核验“%(names)s”；查不到时才请您上传。")
        % {"names": formatting.listed(list(licences))},
    )


def paper_words(material: Material) -> str:
    """原件 1 份，复印件 2 份，A4，可传电子版."""
    words = []
    if material.originals:
        words.append(_("原件 %(count)d 份") % {"count": material.originals})
    if material.copies:
        words.append(_("复印件 %(count)d 份") % {"count": material.copies})
    if material.paper_size:
        words.append(material.paper_size)
    media = {"1": _("交纸质的"), "2": _("交电子版"), "3": _("可传电子版")}
    words.append(media.get(material.medium, ""))
    return "，".join(word for word in words if word)


def condition_words(material: Material, content: EditionContent) -> str:
    """When a material is wanted, in words; empty when it always is."""
    if material.applies_if is None:
        return _("有就交，没有不影响办理") if material.need is Need.CONDITIONAL else ""
    labels = {field.element: field.label for field in content.fields()}
    words = rule_words(material.applies_if.logic, labels)
    return _("%(condition)s的要交") % {"condition": words} if words else material.note
