"""The whole life of one case, through the operations that pages and API use."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.foundation.documents.signing import verify_pdf
from yangguan.foundation.files import store
from yangguan.foundation.trace.verification import verify_stream
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.certify import certify_case
from yangguan.handling.cases.operations.correction import (
    Asked,
    correct_case,
    request_correction,
)
from yangguan.handling.cases.operations.decide import grant_case, refuse_case
from yangguan.handling.cases.operations.deliver import deliver_case
from yangguan.handling.cases.operations.drafts import (
    attach_to_correction,
    attach_to_draft,
    begin_draft,
    delete_draft,
    save_draft,
)
from yangguan.handling.cases.operations.render import render_case_documents
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.operations.submit import submit_draft, take_in_case
from yangguan.handling.cases.queries.case_lists import OpenStep, open_steps
from yangguan.handling.cases.queries.case_page import CaseView, case_view
from yangguan.handling.cases.queries.drafts import DraftView, draft_view
from yangguan.handling.licences import queries as licence_queries
from yangguan.handling.licences.operations.render import render_licence_file
from yangguan.oversight.evaluation.operations.evaluate import evaluate_case
from yangguan.portals.console.sample_files import sample_pdf
from yangguan.registers.accounts.operations.demonstration_seats import ensure_seat
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.catalogue.process import StepKind
from yangguan.registers.catalogue.sample_answers import sample_answers
from yangguan.registers.parties.queries import PartyProfile

# A process of this many steps is no process of a hall; a walk that gets there goes in circles.
MAX_STEPS = 60


@dataclass(frozen=True, slots=True)
class WalkStep:
    name: str
    at: datetime
    office: str
    officer: str
    outcome: str
    document: str  # number of the document that the step made, if any


@dataclass(slots=True)
class Walk:
    """What happened, and whether everything about it is right."""

    task_code: str
    name: str
    case_number: str = ""
    case_id: uuid.UUID | None = None
    steps: list[WalkStep] = field(default_factory=list)
    licences: list[str] = field(default_factory=list)
    trace_entries: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return bool(self.steps) and not self.faults


class Walker:
    """Plays applicant and officers for one item."""

    def __init__(
        self,
        edition: EditionView,
        *,
        applicant: PartyProfile,
        person: Actor,
        refuse: bool,
        correct: bool,
        now: Callable[[], datetime] = timezone.now,
    ) -> None:
        self.edition = edition
        self.content = edition.content
        self.applicant = applicant
        self.person = person
        self.refuse = refuse
        self.correct = correct
        self.now = now
        self.walk = Walk(task_code=self.content.task_code, name=self.content.name)
        self._documents: set[uuid.UUID] = set()

    def begin(self, *, steps: int) -> Walk:
        """Submit, and let officers do the first steps; the case stays open where they stop."""
        case_id = self._submit()
        for _turn in range(steps):
            waiting = open_steps(case_id)
            if waiting and waiting[0].kind is not StepKind.DELIVERY:
                self._do(case_id, waiting[0])
        return self.walk

    def run(self) -> Walk:
        """Walk to the end and check what came of it."""
        case_id = self._submit()
        self.walk.case_id = case_id
        if self.correct:
            self._correction_round(case_id)
        for _turn in range(MAX_STEPS):
            waiting = open_steps(case_id)
            if not waiting:
                break
            self._do(case_id, waiting[0])
        else:
            self.walk.faults.append(_("流程走了太多步，没有走到结束"))
        evaluate_case(
            case_id=case_id,
            stars=1 if self.refuse else 5,
            details=["110"] if self.refuse else ["510"],
            words="",
            by=self.person,
            at=self.now(),
        )
        self._note(case_id, "评价", self.person.name, "申请人", "已评价")
        self._verify(case_id)
        return self.walk

    def _submit(self) -> uuid.UUID:
        if not self.content.service.online:
            return self._take_in()
        today = timezone.localdate(self.now())
        draft = begin_draft(
            task_code=self.content.task_code,
            applicant_id=self.applicant.id,
            by=self.person,
            at=self.now(),
        )
        answers = self._answers(today)
        save_draft(draft_id=draft.pk, answers=answers, by=self.person, at=self.now())
        view = draft_view(draft.pk, by=self.person, on=today)
        for slot in _wanted_slots(view):
            attach_to_draft(
                draft_id=draft.pk, slot=slot, upload=_sample_file(slot), by=self.person,
                at=self.now(),
            )  # fmt: skip
        try:
            case = submit_draft(draft_id=draft.pk, by=self.person, at=self.now())
        except Exception:
            delete_draft(draft_id=draft.pk, by=self.person)
            raise
        self.walk.case_number = case.number
        self._note(case.pk, "申请", self.applicant.name, "网上", "收件")
        return case.pk

    def _take_in(self) -> uuid.UUID:
        """An item that can't be applied for on the network: the counter takes it in on paper."""
        today = timezone.localdate(self.now())
        by = ensure_seat(Role.INTAKE, self.edition.department_id, on=today)
        case = take_in_case(
            task_code=self.content.task_code,
            applicant_id=self.applicant.id,
            answers=self._answers(today),
            on_paper={material.key for material in self.content.materials},
            submission_key=uuid.uuid4(),
            by=by,
            at=self.now(),
        )
        self.walk.case_number = case.number
        self._note(case.pk, "收件", by.name, by.office, "收件")
        return case.pk

    def _answers(self, today: date) -> dict[str, object]:
        return sample_answers(self.content, today=today, facts=self.applicant.facts)

    def _correction_round(self, case_id: uuid.UUID) -> None:
        (step,) = open_steps(case_id)
        by = self._officer(step)
        view = case_view(case_id, by=by, on=timezone.localdate(self.now()))
        correctable = _correctable(view)
        if correctable is None:
            self.walk.faults.append(_("这个事项没有要填的，也没有要交的，无从补正"))
            return
        subject, is_file = correctable
        request_correction(
            case_id=case_id,
            asked=[Asked(subject=subject, fault="看不清，请换一份清楚的。")],
            by=by,
            at=self.now(),
        )
        self._note(case_id, "一次性告知补正", by.name, by.office, "补正告知")
        answers: dict[str, object] = {}
        if is_file:
            attach_to_correction(
                case_id=case_id, slot=subject, upload=_sample_file(f"{subject}-2"),
                by=self.person, at=self.now(),
            )  # fmt: skip
        else:
            answers[subject] = next(
                line.value for line in view.answers if line.field.element == subject
            )
        correct_case(case_id=case_id, answers=answers, by=self.person, at=self.now())
        self._note(case_id, "补正", self.applicant.name, "申请人", "收件")

    def _do(self, case_id: uuid.UUID, step: OpenStep) -> None:
        by = self._officer(step)
        at = self.now()
        match step.kind:
            case StepKind.ACCEPTANCE:
                accept_case(case_id=case_id, by=by, at=at)
            case StepKind.REVIEW:
                review_case(
                    case_id=case_id, agrees=True, opinion="材料与条件相符。", step=step.step,
                    by=by, at=at,
                )  # fmt: skip
            case StepKind.DECISION if self.refuse:
                refuse_case(case_id=case_id, reasons="经审查，不符合办理条件第一项。", by=by, at=at)
            case StepKind.DECISION:
                grant_case(case_id=case_id, findings="", by=by, at=at)
            case StepKind.CERTIFICATE:
                certify_case(case_id=case_id, step=step.step, by=by, at=at)
            case StepKind.DELIVERY:
                deliver_case(case_id=case_id, receiver=self.applicant.name, by=by, at=at)
        self._note(case_id, step.name, by.name, _office(by, step), "已办")

    def _officer(self, step: OpenStep) -> Actor:
        return ensure_seat(step.role, step.department_id, on=timezone.localdate(self.now()))

    def _note(self, case_id: uuid.UUID, name: str, officer: str, office: str, outcome: str) -> None:
        view = case_view(case_id, by=self.person, on=timezone.localdate(self.now()))
        made = [each for each in view.documents if each.id not in self._documents]
        self._documents |= {each.id for each in made}
        document = "、".join(f"{each.name} {each.number}" for each in made)
        self.walk.steps.append(WalkStep(name, self.now(), office, officer, outcome, document))

    def _verify(self, case_id: uuid.UUID) -> None:
        at = self.now()
        render_case_documents(case_id, at=at)
        verdict = verify_stream(f"case:{self.walk.case_number}")
        self.walk.trace_entries = verdict.entries
        self.walk.faults.extend(
            _("留痕：%(what)s") % {"what": fault.message} for fault in verdict.faults
        )
        view = case_view(case_id, by=self.person, on=timezone.localdate(at))
        if view.concluded_at is None or view.delivered_at is None:
            self.walk.faults.append(_("办件没有走到送达"))
        wanted = 0 if self.refuse else len(self.content.licence_results)
        if len(view.licences) != wanted:
            counts = {"wanted": wanted, "found": len(view.licences)}
            self.walk.faults.append(_("应有证照 %(wanted)d 张，实有 %(found)d 张") % counts)
        for licence in view.licences:
            self._verify_licence(licence, at=at)

    def _verify_licence(self, licence: licence_queries.LicenceCard, *, at: datetime) -> None:
        label = f"{licence.type_name} {licence.number}"
        self.walk.licences.append(label)
        digest = render_licence_file(licence.id, at=at)
        pdf = verify_pdf(store.read(digest))
        check = licence_queries.check(licence.check_code, on=timezone.localdate(at))
        if not pdf.is_valid:
            self.walk.faults.append(_("%(licence)s：PDF 签名不对") % {"licence": label})
        if check is None or not check.is_valid:
            self.walk.faults.append(_("%(licence)s：公开查验不通过") % {"licence": label})


def _office(by: Actor, step: OpenStep) -> str:
    seat = by.seat_for(step.role, step.department_id)
    return seat.office if seat else by.office


def _wanted_slots(view: DraftView) -> list[str]:
    """The files that the form asks for, and the materials that nothing satisfies yet."""
    slots = [fault.element for group in view.groups for fault in group.faults]
    slots.extend(plan.material.key for plan in view.missing_materials)
    return slots


def _correctable(view: CaseView) -> tuple[str, bool] | None:
    """A material to hand in anew, or else an answer to give anew; None where there is neither."""
    for line in view.materials:
        if line.files:
            return line.material.key, True
    asked = [each.field for each in view.answers if each.field.is_asked]
    elements = [
        field.element
        for kind in ("text", "")
        for field in asked
        if field.type == kind or (not kind and field.type != "file")
    ]
    return (elements[0], False) if elements else None


def _sample_file(slot: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{slot}.pdf", sample_pdf(slot), content_type="application/pdf")
