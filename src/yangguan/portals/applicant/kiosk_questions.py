"""A guide at the kiosk: its questions one after the other, each answer a link; then the guide."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from yangguan.foundation.web.components import Link
from yangguan.portals.applicant.guide_lists import BringList, Question

# Questions that the reader has left open, as the address names them; `*`: all of them. An answer's
# name is a data element's, and none of those holds a hyphen.
PASSED = "questions-passed"
ALL = "*"
# An address is bounded, and so is what it may name.
MOST_PASSED = 100

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asking:
    """One question on its screen; the links lead to the next screen, whichever that is."""

    question: Question
    answers: tuple[Link, ...]  # empty where several may be chosen: then it is a form
    kept: tuple[tuple[str, str], ...]  # what the form has to send along
    pass_url: str
    pass_all_url: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a reader stands: the question to ask (None: the guide), and the way back."""

    asking: Asking | None
    back_url: str  # empty: to where the item was found


def walk(found: BringList, asked: QueryDict, *, edition: str = "") -> Walk:
    """The next step through the questions of an item. `edition`: the one asked for. Pure."""
    passed = set(asked.getlist(PASSED)[:MOST_PASSED])
    behind: list[Question] = []
    ahead: list[Question] = []
    for question in found.questions:
        is_done = question.name in found.answers or bool({question.name, ALL} & passed)
        (behind if is_done else ahead).append(question)
    names = {question.name for question in found.questions} | {ALL}
    kept = _kept(found, edition) + [(PASSED, each) for each in sorted(passed & names)]
    return Walk(
        asking=_asking(ahead, kept) if ahead else None,
        back_url=_back(behind, kept),
    )


def past_questions(query: str) -> str:
    """The query of the guide itself, with no question before it; `query` as `?…` or empty."""
    return f"{query or '?'}{'&' if query else ''}{urlencode({PASSED: ALL})}"


def _asking(ahead: list[Question], kept: Pairs) -> Asking:
    question = ahead[0]
    passing = (PASSED, question.name)
    answers = () if question.is_multiple else question.choices
    return Asking(
        question=question,
        answers=tuple(
            Link(each.label, _query([*kept, (question.name, each.value)])) for each in answers
        ),
        # Nothing ticked is an answer too: “none of these”, and the question is behind.
        kept=(*kept, passing),
        pass_url=_query([*kept, passing]),
        pass_all_url=_query([*kept, (PASSED, ALL)]),
        is_last=len(ahead) == 1,
    )


def _kept(found: BringList, edition: str) -> Pairs:
    pairs = list(QueryDict(found.query).lists())
    answers = [(name, each) for name, values in pairs for each in values]
    return ([("edition", edition)] if edition else []) + answers


def _back(behind: list[Question], kept: Pairs) -> str:
    """The address before the last answer: that question again; one jump over all is undone."""
    if not behind:
        return ""
    last = (PASSED, ALL) if (PASSED, ALL) in kept else None
    if last is None:
        name = behind[-1].name
        return _query(pair for pair in kept if pair[0] != name and pair != (PASSED, name))
    return _query(pair for pair in kept if pair != last)


def _query(pairs: Iterable[tuple[str, str]]) -> str:
    """`?…`; without anything `?` alone, which as a link leads to the bare address."""
    return f"?{urlencode(list(pairs))}"
