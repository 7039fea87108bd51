"""What the panes of a case page show: answers, materials, steps and trace as values to draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from yangguan.foundation.trace.queries import TraceLine
from yangguan.foundation.web.components import VerdictKind
from yangguan.handling.cases.queries.case_page import (
    AnswerLine,
    CaseView,
    MaterialLine,
    StepLine,
)
from yangguan.handling.cases.queries.drafts import FileLine
from yangguan.handling.cases.states import Channel, MaterialWay, Outcome, WorkItemState
from yangguan.portals.applicant.answer_words import answer_lines
from yangguan.portals.desk.signs import (
    MOONS,
    axis_words,
    day_axis,
    deadline_of,
    mark_of,
    short_number,
)
from yangguan.registers.catalogue.process import StepKind
from yangguan.registers.organisations.queries import region_names

_WAYS = {
    MaterialWay.UPLOADED: VerdictKind.OPEN,
    MaterialWay.LICENCE: VerdictKind.OK,
    MaterialWay.FORM: VerdictKind.OK,
    MaterialWay.VERIFICATION: VerdictKind.OK,
    MaterialWay.PAPER: VerdictKind.OK,
    MaterialWay.TO_FOLLOW: VerdictKind.ASK,
    MaterialWay.NOT_APPLICABLE: VerdictKind.OPEN,
}
_STEP_CLASSES = {WorkItemState.DONE: "", WorkItemState.OPEN: "now", None: "look"}
_HOLDING = frozenset({"case.request-correction"})
_AGAINST = frozenset({"case.refuse", "case.refuse-acceptance", "case.accept-by-silence"})


@dataclass(frozen=True, slots=True)
class AnswerRow:
    element: str
    label: str
    lines: tuple[str, ...]
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class MaterialCard:
    """A material of the list as a tab of the materials pane."""

    line: MaterialLine
    verdict: VerdictKind
    word: str
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    name: str
    css: str
    who: str
    words: str
    opinion: str


@dataclass(frozen=True, slots=True)
class TraceRow:
    words: str
    css: str
    line: TraceLine


def case_panes(view: CaseView, *, today: date, asked: Mapping[str, str]) -> dict[str, Any]:
    """
    The context of a case page. `asked` may name a `material` or a `file` to look at.

    One query for names of places, none where no answer is a place.
    """
    start = localdate(view.accepted_at or view.submitted_at)
    return {
        "case": view,
        "short_number": short_number(view.number),
        "moon": MOONS[view.state],
        "deadline": deadline_of(view.clock),
        "mark": mark_of(view.clock),
        "axis": day_axis(view.clock, start=start, today=today) if view.accepted_at else None,
        "axis_words": axis_words(view.clock) if view.clock else "",
        "answer_groups": answer_groups(view),
        "steps": [_step_row(step, view) for step in view.steps],
        "trace_rows": [_trace_row(line) for line in reversed(view.trace)],
        **material_pane(view, asked=asked),
    }


def material_pane(view: CaseView, *, asked: Mapping[str, str]) -> dict[str, Any]:
    """The materials with the one looked at, and its file. No query."""
    chosen = _chosen(view, asked)
    file = _chosen_file(view, chosen, asked)
    cards = [
        MaterialCard(
            line=line,
            verdict=_WAYS[line.way],
            word=way_words(line.way),
            query=urlencode({"material": line.material.key}),
            is_current=chosen is not None and line.material.key == chosen.material.key,
        )
        for line in view.materials
    ]
    return {"case": view, "materials": cards, "material": chosen, "file": file}


def answer_groups(view: CaseView) -> list[AnswerGroup]:
    """The answers in the groups of the form, numbers whole: the officer is at work on the case."""
    by_element = {line.field.element: line for line in view.answers}
    needs_places = any(line.field.names_region for line in view.answers)
    regions = region_names() if needs_places else {}
    groups = []
    for group in view.edition.content.pages:
        rows = tuple(
            _answer_row(by_element[field.element], regions)
            for field in group.fields
            if field.element in by_element and field.type != "explanation"
        )
        if rows:
            groups.append(AnswerGroup(_(group.title), rows))
    return groups


def _answer_row(line: AnswerLine, regions: Mapping[str, str]) -> AnswerRow:
    lines = answer_lines(line.field, line.value, regions=regions, is_whole=True)
    return AnswerRow(line.field.element, line.field.label, lines, line.files)


def way_words(way: MaterialWay) -> str:
    """How a material came, in a word or two."""
    words = {
        MaterialWay.UPLOADED: _("已上传"),
        MaterialWay.LICENCE: _("电子证照，免交"),
        MaterialWay.FORM: _("平台生成"),
        MaterialWay.VERIFICATION: _("部门核验"),
        MaterialWay.PAPER: _("原件已核"),
        MaterialWay.TO_FOLLOW: _("容缺后补"),
        MaterialWay.NOT_APPLICABLE: _("不适用"),
    }
    return words[way]


def outcome_words(outcome: Outcome | None) -> str:
    words = {
        Outcome.AGREE: _("通过"),
        Outcome.DISAGREE: _("不通过"),
        Outcome.GRANTED: _("准予"),
        Outcome.REFUSED: _("不予"),
        Outcome.DONE: _("已办"),
    }
    return words[outcome] if outcome else ""


def _chosen(view: CaseView, asked: Mapping[str, str]) -> MaterialLine | None:
    wanted, file_id = asked.get("material", ""), asked.get("file", "")
    for line in view.materials:
        if line.material.key == wanted or any(str(file.id) == file_id for file in line.files):
            return line
    if file_id:
        return None
    with_files = (line for line in view.materials if line.files)
    return next(with_files, view.materials[0] if view.materials else None)


def _chosen_file(
    view: CaseView, chosen: MaterialLine | None, asked: Mapping[str, str]
) -> FileLine | None:
    files = list(chosen.files) if chosen else []
    files += [file for line in view.answers for file in line.files]
    wanted = asked.get("file", "")
    found = next((file for file in files if str(file.id) == wanted), None)
    return found or (chosen.files[0] if chosen and chosen.files else None)


def _step_row(step: StepLine, view: CaseView) -> StepRow:
    who = " · ".join(
        word for word in (step.office or step.department_name, step.officer_name) if word
    )
    words = outcome_words(step.outcome) if step.state is WorkItemState.DONE else step.limit_text
    if view.silence_recorded_at and step.kind is StepKind.ACCEPTANCE:
        words = _("逾期未答复，视为受理")
    return StepRow(_(step.name), _STEP_CLASSES.get(step.state, "look"), who, words, step.opinion)


def _trace_row(line: TraceLine) -> TraceRow:
    css = "hold" if line.action in _HOLDING else "bad" if line.action in _AGAINST else ""
    return TraceRow(_trace_words(line), css, line)


def _trace_words(line: TraceLine) -> str:
    """The act, and of some what else must be seen at once: for whom, since when."""
    if line.action == "case.correct" and line.data.get("channel") == Channel.COUNTER:
        return _("窗口代%(applicant)s补正，%(bringer)s到场，证件已核") % {
            "applicant": line.data.get("applicant", ""),
            "bringer": line.data.get("brought_by", ""),
        }
    words = action_words(line.action)
    if line.action == "case.accept-by-silence":
        facts = {"words": words, "since": line.data.get("since", "")}
        return _("%(words)s，自 %(since)s 起") % facts
    return words


def action_words(action: str) -> str:
    """An act of the trace in words; its stable name where nobody has named it."""
    words = {
        "case.submit": _("收件"),
        "case.accept": _("受理"),
        "case.accept-by-silence": _("逾期未答复，依法视为受理"),
        "case.request-correction": _("一次性告知补正"),
        "case.correct": _("申请人补正"),
        "case.refuse-acceptance": _("不予受理"),
        "case.review": _("审查"),
        "case.grant": _("准予"),
        "case.refuse": _("不予"),
        "case.certify": _("颁证"),
        "case.deliver": _("送达"),
        "case.withdraw": _("申请人撤回"),
        "case.evaluate": _("申请人评价"),
    }
    return words.get(action, action)
