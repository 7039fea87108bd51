"""One case with everything that its pages show: the applicant's, the officer's, the API's."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_noop as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.identifiers.masking import mask_document_number, mask_phone
from yangguan.foundation.trace.queries import TraceLine, lines_of
from yangguan.handling.cases import policies, rules
from yangguan.handling.cases.errors import CaseNotFound, NotYourCase
from yangguan.handling.cases.models import Case, CaseDocument, CaseFile, WorkItem
from yangguan.handling.cases.queries.clock import Clock, case_clock
from yangguan.handling.cases.queries.correction_points import (
    CorrectionPoint,
    correct_by,
    correction_points,
)
from yangguan.handling.cases.queries.drafts import FileLine, by_slot
from yangguan.handling.cases.states import (
    TRANSITIONS,
    CaseAction,
    CaseState,
    Channel,
    MaterialWay,
    Outcome,
    WorkItemState,
)
from yangguan.handling.licences.queries import LicenceCard, licences_of_case
from yangguan.registers.catalogue.answers import visible_fields
from yangguan.registers.catalogue.content import FormField, Material
from yangguan.registers.catalogue.editions import EditionView, edition_view
from yangguan.registers.catalogue.process import NodeKind, StepKind

# As the papers are headed; a page translates the name, the paper does not.
DOCUMENT_NAMES = {
    "receipt": _("收件凭证"),
    "correction_notice": _("一次性补正告知书"),
    "acceptance_notice": _("受理通知书"),
    "acceptance_refusal": _("不予受理通知书"),
    "decision_granting": _("准予决定书"),
    "decision_refusing": _("不予决定书"),
    "delivery_receipt": _("送达回证"),
    "withdrawal_confirmation": _("撤回申请确认书"),
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the case: done, open, or still to come."""

    key: str
    kind: StepKind
    name: str
    department_name: str
    state: WorkItemState | None  # None: still to come
    opened_at: datetime | None
    due_date: date | None
    done_at: datetime | None
    officer_name: str
    office: str
    outcome: Outcome | None
    opinion: str
    standard: str
    limit_text: str
    may_do: bool  # whether the reader's seats may do it now


@dataclass(frozen=True, slots=True)
class DocumentLine:
    id: uuid.UUID
    kind: str
    name: str
    number: str
    issued_at: datetime
    is_rendered: bool


@dataclass(frozen=True, slots=True)
class AnswerLine:
    field: FormField
    value: Any
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class MaterialLine:
    material: Material
    way: MaterialWay
    licence_number: str
    trust: str
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class ApplicantLines:
    """Who applies; numbers whole only for the officer at work."""

    id: uuid.UUID
    name: str
    is_organisation: bool
    number: str
    mobile: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case for the page of somebody who may see it."""

    id: uuid.UUID
    number: str
    lookup_code: str
    edition: EditionView
    state: CaseState
    channel: Channel
    applicant: ApplicantLines
    submitted_at: datetime
    received_at: datetime  # the material as it stands: again with a correction
    accepted_at: datetime | None
    silence_recorded_at: datetime | None  # when it was recorded that silence had accepted
    acceptance_due_date: date
    decided_at: datetime | None
    concluded_at: datetime | None
    delivered_at: datetime | None
    clock: Clock | None
    version: int
    answers: tuple[AnswerLine, ...]
    materials: tuple[MaterialLine, ...]
    steps: tuple[StepLine, ...]
    documents: tuple[DocumentLine, ...]
    licences: tuple[LicenceCard, ...]
    correction: tuple[CorrectionPoint, ...]
    correct_by: date | None
    trace: tuple[TraceLine, ...]
    is_accepted_by_law: bool  # nobody answered in time, and that is not recorded yet
    may_withdraw: bool
    may_correct: bool
    may_correct_at_counter: bool
    may_collect: bool
    may_evaluate: bool

    @property
    def open_steps(self) -> tuple[StepLine, ...]:
        return tuple(step for step in self.steps if step.state is WorkItemState.OPEN)

    @property
    def asked_fields(self) -> list[FormField]:
        """The questions of the form that the correction asks again."""
        return [point.field for point in self.correction if point.field is not None]

    @property
    def steps_to_do(self) -> tuple[StepLine, ...]:
        """The open steps that the reader may do."""
        return tuple(step for step in self.open_steps if step.may_do)


def case_view(case_id: uuid.UUID, *, by: Actor, on: date) -> CaseView:
    """
    One case for its applicant or for an officer who may see it. Six queries, whatever it holds.

    Raises `CaseNotFound`, `NotYourCase`.
    """
    case = Case.objects.select_related("applicant").filter(pk=case_id).first()
    if case is None:
        raise CaseNotFound
    items = list(
        WorkItem.objects.filter(case=case).select_related("department").order_by("opened_at", "id")
    )
    # A step of a joint review lets its department see the case, whosever item it is.
    if not policies.may_see(by, case) and not any(policies.seat_for(by, item) for item in items):
        raise NotYourCase
    edition = edition_view(case.edition_id)
    answers: dict[str, Any] = json.loads(case.answers)
    files = by_slot(
        CaseFile.objects.filter(case=case).select_related("file").order_by("uploaded_at", "id")
    )
    is_own = by.is_person
    state = CaseState(case.state)
    return CaseView(
        id=case.pk,
        number=case.number,
        lookup_code=case.lookup_code,
        edition=edition,
        state=state,
        channel=Channel(case.channel),
        applicant=_applicant(case, is_whole=by.is_officer),
        submitted_at=case.submitted_at,
        received_at=case.received_at,
        accepted_at=case.accepted_at,
        silence_recorded_at=case.silence_recorded_at,
        acceptance_due_date=case.acceptance_due_date,
        decided_at=case.decided_at,
        concluded_at=case.concluded_at,
        delivered_at=case.delivered_at,
        clock=case_clock(case, on=on),
        version=case.version,
        answers=tuple(
            AnswerLine(field, answers.get(field.element), files.get(field.element, ()))
            for field in visible_fields(edition.content, answers)
        ),
        materials=_materials(case, edition, files),
        steps=_steps(case, edition, items, by=by),
        documents=_documents(case),
        licences=tuple(licences_of_case(case.number, on=on)) if case.decided_at else (),
        correction=correction_points(case, edition, files) if state is CaseState.CORRECTION else (),
        correct_by=correct_by(case),
        trace=tuple(lines_of(case.trace_stream_id)),
        is_accepted_by_law=rules.is_accepted_by_silence(
            edition.content, state=state, acceptance_due=case.acceptance_due_date, on=on
        ),
        may_withdraw=is_own and (state, CaseAction.WITHDRAW) in TRANSITIONS,
        may_correct=is_own and state is CaseState.CORRECTION,
        may_correct_at_counter=state is CaseState.CORRECTION
        and policies.may_take_in(by, edition.department_id),
        may_collect=is_own
        and any(
            item.kind == StepKind.DELIVERY and item.state == WorkItemState.OPEN for item in items
        ),
        may_evaluate=is_own and case.concluded_at is not None and state is not CaseState.WITHDRAWN,
    )


def document_for(document_id: uuid.UUID, *, by: Actor) -> tuple[uuid.UUID, str]:
    """The case and number of a document that the actor may read. Raises as `case_view`."""
    row = CaseDocument.objects.filter(pk=document_id).select_related("case__applicant").first()
    if row is None:
        raise CaseNotFound
    if not policies.may_see(by, row.case) and not _has_step(row.case, by=by):
        raise NotYourCase
    return row.case_id, row.number


def file_for(file_id: uuid.UUID, *, by: Actor) -> tuple[str, str, str]:
    """
    Digest, name and media type of a draft's or case's file that the actor may read. Two queries.

    Raises `CaseNotFound`, `NotYourCase`.
    """
    row = CaseFile.objects.filter(pk=file_id).select_related("file", "case", "draft").first()
    if row is None:
        raise CaseNotFound
    if row.case is not None:
        if not policies.may_see(by, row.case) and not _has_step(row.case, by=by):
            raise NotYourCase
    elif row.draft is None or not policies.may_apply_for(by, row.draft.applicant_id):
        raise NotYourCase
    return row.file.digest, row.file.name, row.file.media_type


def case_id_of(number: str) -> uuid.UUID | None:
    """The case with this number. One query."""
    return Case.objects.filter(number=number).values_list("pk", flat=True).first()


def _has_step(case: Case, *, by: Actor) -> bool:
    items = WorkItem.objects.filter(case=case).only("role", "department_id")
    return any(policies.seat_for(by, item) for item in items)


def _applicant(case: Case, *, is_whole: bool) -> ApplicantLines:
    party = case.applicant
    return ApplicantLines(
        id=party.pk,
        name=case.applicant_name,
        is_organisation=party.kind == "organisation",
        number=party.number if is_whole else mask_document_number(party.number),
        mobile=(party.mobile or "") if is_whole else mask_phone(party.mobile or ""),
    )


def _materials(
    case: Case, edition: EditionView, files: Mapping[str, tuple[FileLine, ...]]
) -> tuple[MaterialLine, ...]:
    lines = []
    for material in edition.content.materials:
        entry = case.materials.get(material.key, {})
        way = MaterialWay(entry.get("way") or MaterialWay.NOT_APPLICABLE)
        lines.append(
            MaterialLine(
                material=material,
                way=way,
                licence_number=entry.get("licence_number", ""),
                trust=entry.get("trust", ""),
                files=files.get(material.key, ()),
            )
        )
    return tuple(lines)


def _steps(
    case: Case, edition: EditionView, items: list[WorkItem], *, by: Actor
) -> tuple[StepLine, ...]:
    """What was done in its order, then what is open, then what the process still holds."""
    steps = dict(edition.content.process.steps())
    lines = [
        StepLine(
            key=item.step,
            kind=StepKind(item.kind),
            name=item.name,
            department_name=item.department.name,
            state=WorkItemState(item.state),
            opened_at=item.opened_at,
            due_date=item.due_date,
            done_at=item.done_at,
            officer_name=item.officer_name,
            office=item.office,
            outcome=Outcome(item.outcome) if item.outcome else None,
            opinion=item.opinion,
            standard=steps[item.step].standard if item.step in steps else "",
            limit_text=steps[item.step].limit_text if item.step in steps else "",
            may_do=_waits(item, case) and policies.seat_for(by, item) is not None,
        )
        for item in sorted(items, key=_when_done)
    ]
    if case.concluded_at is not None and case.state not in {CaseState.GRANTED, CaseState.REFUSED}:
        return tuple(lines)
    known = {item.step for item in items}
    ahead = _ahead(edition, {line.key for line in lines if line.state is WorkItemState.OPEN})
    lines.extend(
        StepLine(
            key=key,
            kind=step.kind,
            name=step.name,
            department_name=step.unit or edition.department_name,
            state=None,
            opened_at=None,
            due_date=None,
            done_at=None,
            officer_name="",
            office="",
            outcome=None,
            opinion="",
            standard=step.standard,
            limit_text=step.limit_text,
            may_do=False,
        )
        for key, step in steps.items()
        if key in ahead and key not in known
    )
    return tuple(lines)


def _waits(item: WorkItem, case: Case) -> bool:
    """Whether a step is somebody's work now: acceptance is not, while the applicant corrects."""
    is_stopped = case.state == CaseState.CORRECTION and item.kind == StepKind.ACCEPTANCE
    return item.state == WorkItemState.OPEN and not is_stopped


def _when_done(item: WorkItem) -> tuple[bool, datetime]:
    return item.done_at is None, item.done_at or item.opened_at


def _ahead(edition: EditionView, open_keys: set[str]) -> set[str]:
    """Every step that can still follow the open ones."""
    process = edition.content.process
    seen: set[str] = set()
    waiting = list(open_keys)
    while waiting:
        for flow in process.outgoing(waiting.pop()):
            if flow.target not in seen:
                seen.add(flow.target)
                if process.node(flow.target).kind is not NodeKind.END:
                    waiting.append(flow.target)
    return seen


def _documents(case: Case) -> tuple[DocumentLine, ...]:
    rows = CaseDocument.objects.filter(case=case).defer("data").order_by("issued_at", "number")
    return tuple(
        DocumentLine(
            id=row.pk,
            kind=row.kind,
            name=DOCUMENT_NAMES[row.kind],
            number=row.number,
            issued_at=row.issued_at,
            is_rendered=row.file_id is not None,
        )
        for row in rows
    )
