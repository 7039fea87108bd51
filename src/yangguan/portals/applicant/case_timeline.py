"""What happened to a case, what happens now, what comes: for its applicant."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from yangguan.foundation.web import formatting
from yangguan.foundation.web.components import Link, TimelineEntry, TimelineState
from yangguan.handling.cases.queries.case_page import CaseView, DocumentLine, StepLine
from yangguan.handling.cases.states import CaseState, Outcome, WorkItemState
from yangguan.portals.applicant.addresses import page_url
from yangguan.registers.catalogue.process import StepKind

# The document that the step of a kind ends with.
_DOCUMENTS = {
    StepKind.ACCEPTANCE: {"acceptance_notice", "acceptance_refusal"},
    StepKind.DECISION: {"decision_granting", "decision_refusing"},
    StepKind.DELIVERY: {"delivery_receipt"},
}


def case_timeline(view: CaseView, *, now: datetime) -> list[TimelineEntry]:
    """Past entries by time, then the open steps, then those still to come."""
    submitted = TimelineEntry(
        _("您提交了申请"),
        formatting.moment(view.submitted_at, now=now),
        str(view.channel.label),
        links=_links(_receipts(view, until=view.submitted_at), {"receipt"}),
    )
    past = [(view.submitted_at, submitted)]
    if view.received_at > view.submitted_at:
        past.append((view.received_at, _corrected(view, now=now)))
    for document in view.documents:
        if document.kind == "correction_notice":
            past.append((document.issued_at, _document_entry(document, _("一次性告知补正"), now)))
        if document.kind == "withdrawal_confirmation":
            past.append((document.issued_at, _document_entry(document, _("您撤回了申请"), now)))
    past.extend(
        (step.done_at, _done(step, view, now=now))
        for step in view.steps
        if step.state is WorkItemState.DONE and step.done_at is not None
    )
    past.sort(key=lambda pair: pair[0])
    return [
        *(entry for _at, entry in past),
        *(_open(step, view.state) for step in view.open_steps),
        *(_ahead(step) for step in view.steps if step.state is None),
    ]


def _receipts(view: CaseView, *, until: datetime) -> list[DocumentLine]:
    """The papers up to a time: each hand-in has a receipt of its own."""
    return [document for document in view.documents if document.issued_at <= until]


def _corrected(view: CaseView, *, now: datetime) -> TimelineEntry:
    later = [document for document in view.documents if document.issued_at > view.submitted_at]
    return TimelineEntry(
        _("补正收到了"),
        formatting.moment(view.received_at, now=now),
        links=_links(later, {"receipt"}),
    )


def _document_entry(document: DocumentLine, title: str, now: datetime) -> TimelineEntry:
    return TimelineEntry(
        title,
        formatting.moment(document.issued_at, now=now),
        links=_links([document], {document.kind}),
    )


def _done(step: StepLine, view: CaseView, *, now: datetime) -> TimelineEntry:
    outcomes = {
        Outcome.AGREE: _("通过"),
        Outcome.DISAGREE: _("不通过"),
        Outcome.GRANTED: _("准予"),
        Outcome.REFUSED: _("不予"),
    }
    word = outcomes.get(step.outcome, "") if step.outcome else ""
    if view.silence_recorded_at and step.kind is StepKind.ACCEPTANCE:
        word = _("逾期未答复，依法视为受理")
    name = _(step.name)
    return TimelineEntry(
        _("%(step)s：%(outcome)s") % {"step": name, "outcome": word} if word else name,
        formatting.moment(step.done_at, now=now) if step.done_at else "",
        step.office or step.department_name,
        links=_links(view.documents, _DOCUMENTS.get(step.kind, set())),
    )


def _open(step: StepLine, state: CaseState) -> TimelineEntry:
    is_stopped = state is CaseState.CORRECTION
    day = formatting.day(step.due_date) if step.due_date else ""
    return TimelineEntry(
        _(step.name),
        _("等您补正，暂不计时") if is_stopped else _("%(day)s前") % {"day": day} if day else "",
        step.department_name,
        state=TimelineState.STOP if is_stopped else TimelineState.NOW,
    )


def _ahead(step: StepLine) -> TimelineEntry:
    where = step.department_name
    return TimelineEntry(
        _(step.name),
        where=" · ".join(word for word in (where, step.limit_text) if word),
        state=TimelineState.NEXT,
    )


def _links(documents: Iterable[DocumentLine], kinds: set[str]) -> tuple[Link, ...]:
    return tuple(
        Link(_("%(name)s（PDF）") % {"name": _(each.name)}, page_url("case-document", each.id))
        for each in documents
        if each.kind in kinds
    )
