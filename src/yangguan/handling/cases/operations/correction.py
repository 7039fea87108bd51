"""补正: asked once and of everything, answered in place."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor, Seat
from yangguan.foundation.documents.statutory import CorrectionLine
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.handling.cases import papers, policies, rules, silence
from yangguan.handling.cases.documents import IssuedDocument, issue_document
from yangguan.handling.cases.errors import (
    CorrectionAlreadyRequested,
    CorrectionEmpty,
    CorrectionNotAnswered,
    CorrectionOutsideGuide,
    IdentityNotChecked,
)
from yangguan.handling.cases.events import CaseCorrected, CorrectionRequested
from yangguan.handling.cases.models import Case, CaseFile
from yangguan.handling.cases.opening import Application, checked_plans, stored_materials
from yangguan.handling.cases.rules import MaterialPlan
from yangguan.handling.cases.slots import file_ids_by_slot
from yangguan.handling.cases.states import CaseAction, CaseState, Channel
from yangguan.handling.cases.work import claim_step, ensure_unchanged, lock_case
from yangguan.registers.catalogue.answers import Answers, kept_answers, read_value
from yangguan.registers.catalogue.editions import EditionView, edition_view
from yangguan.registers.catalogue.process import StepKind

# How long the applicant has; the law names no number, so the city does.
CORRECTION_DAYS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to correct: a material or form element of the edition, and what is wrong."""

    subject: str
    fault: str


@transaction.atomic(savepoint=False)
def request_correction(
    *,
    case_id: uuid.UUID,
    asked: Sequence[Asked],
    by: Actor,
    at: datetime,
    seen_version: int | None = None,
) -> Case:
    """
    Tell the applicant once and completely what is missing or wrong; the acceptance clock stops.

    Only what the edition lists can be asked for (R4.6). Source: 行政许可法
    第三十二条第一款第（四）项.
    Publishes `CorrectionRequested`. Raises `CorrectionEmpty`, `CorrectionOutsideGuide`,
    `CorrectionAlreadyRequested`, `AcceptedByLaw`, `NotYourDesk`, `AlreadyDone`, `StepNotOpen`,
    `ActionNotAllowedInState`; then nothing has changed.
    """
    if not asked or any(not line.fault.strip() for line in asked):
        raise CorrectionEmpty
    case, _item, seat = claim_step(case_id, StepKind.ACCEPTANCE, by=by)
    ensure_unchanged(case, seen_version)
    if case.corrections:
        raise CorrectionAlreadyRequested
    silence.ensure_not_accepted_by_law(case, at=at)
    edition = edition_view(case.edition_id)
    outside = rules.open_questions([line.subject for line in asked], edition.content)
    if outside:
        raise CorrectionOutsideGuide(subject="、".join(outside))
    today = localdate(at)
    correct_by = official_calendar().add(today, CORRECTION_DAYS).due

    case.state = rules.next_state(CaseState(case.state), CaseAction.REQUEST_CORRECTION)
    case.corrections += 1
    case.correction_asked = {
        "lines": [{"subject": line.subject, "fault": line.fault} for line in asked],
        "by": correct_by.isoformat(),
    }
    case.due_date = correct_by
    case.near_date = rules.near_date(start=today, due=correct_by, calendar=official_calendar())
    case.version += 1
    case.save(
        update_fields=[
            "state", "corrections", "correction_asked", "due_date", "near_date", "version"
        ]
    )  # fmt: skip
    document = issue_document(
        papers.correction_notice(
            case,
            edition,
            papers.addressee_of(case),
            tuple(_line(line, edition) for line in asked),
            correct_by=correct_by,
            today=today,
        ),
        case=case,
        edition=edition,
        at=at,
    )
    act = Act(
        "case.request-correction",
        {"asked": [line.subject for line in asked], **document.trace_data()},
        office=seat.office,
    )
    trail.record(
        case.trace_stream, act, by=by, at=at, announcing=CorrectionRequested(case_id=case.pk)
    )
    return case


@dataclass(frozen=True, slots=True)
class CounterVisit:
    """
    What a counter adds to a correction that it takes in for the applicant (代为补正).

    `brought_by`: who came, by the identity document; `on_paper`: the materials and file questions
    whose originals the officer has checked (trust level B).
    """

    brought_by: str
    identity_checked: bool
    on_paper: frozenset[str] = frozenset()
    note: str = ""


@transaction.atomic(savepoint=False)
def correct_case(
    *,
    case_id: uuid.UUID,
    answers: Mapping[str, object],
    by: Actor,
    at: datetime,
    counter: CounterVisit | None = None,
    seen_version: int | None = None,
) -> Case:
    """
    Hand in the correction: only what was asked changes, everything else stays as it was.

    By the applicant; or, with `counter`, by an officer who takes it in for the applicant at a
    counter that serves the item (R1.4): the trace then names both. New files are uploaded to the
    case's slots before. A receipt is given, and the acceptance clock starts anew on complete
    resubmission. Source: 行政许可法 第三十二条第一款第（四）项; 国务院令第716号 第八条. Publishes
    `CaseCorrected`. Raises `NotYourCase`, `NotYourDesk`, `IdentityNotChecked`,
    `CorrectionNotAnswered`, `IncompleteApplication`, `MaterialsMissing`,
    `ActionNotAllowedInState`, `CaseChangedMeanwhile`; then nothing has changed.
    """
    case = lock_case(case_id)
    edition = edition_view(case.edition_id)
    seat = _ensure_may_correct(case, edition, counter, by=by)
    ensure_unchanged(case, seen_version)
    state = rules.next_state(CaseState(case.state), CaseAction.CORRECT)
    on_paper = counter.on_paper & _asked_subjects(case) if counter else frozenset()
    files = file_ids_by_slot(CaseFile.objects.filter(case=case))
    changed = _changed_answers(case, edition, answers)
    _ensure_answered(case, edition, answered=set(answers) | on_paper)
    application = _application(case, edition, changed, files, on_paper=on_paper)
    plans = checked_plans(application, today=localdate(at))
    case.state = state
    case.answers = json.dumps(changed, ensure_ascii=False)
    case.materials = stored_materials(plans, files)
    _start_acceptance_clock(case, at=at)
    case.version += 1
    case.save(
        update_fields=[
            "state", "answers", "materials", "corrected_at", "acceptance_due_date", "due_date",
            "near_date", "version",
        ]
    )  # fmt: skip
    document = _receipt(case, edition, plans, seat=seat, by=by, at=at)
    act = _corrected(case, counter, seat, document, on_paper=on_paper)
    trail.record(case.trace_stream, act, by=by, at=at, announcing=CaseCorrected(case_id=case.pk))
    return case


def _ensure_may_correct(
    case: Case, edition: EditionView, counter: CounterVisit | None, *, by: Actor
) -> Seat | None:
    """The counter's seat; None for the applicant, who needs none."""
    if counter is None:
        policies.ensure_may_apply_for(by, case.applicant_id)
        return None
    seat = policies.ensure_may_take_in(by, edition.department_id, edition.department_name)
    if not counter.identity_checked or not counter.brought_by.strip():
        raise IdentityNotChecked
    return seat


def _application(
    case: Case,
    edition: EditionView,
    answers: Answers,
    files: Mapping[str, Sequence[uuid.UUID]],
    *,
    on_paper: frozenset[str],
) -> Application:
    """The application as it stands with the correction, to be checked as a new one is."""
    earlier = {key for key, entry in case.materials.items() if entry["way"] == "paper"}
    return Application(
        edition=edition,
        applicant=case.applicant,
        person_id=case.person_id,
        channel=Channel(case.channel),
        hall_id=case.hall_id,
        answers=answers,
        # An original that was checked at the counter outweighs a file from before.
        files={slot: held for slot, held in files.items() if slot not in on_paper},
        on_paper=on_paper | earlier,
    )


def _start_acceptance_clock(case: Case, *, at: datetime) -> None:
    """Five working days anew, from the receipt of the corrected material."""
    today, calendar = localdate(at), official_calendar()
    due = rules.acceptance_due(submitted=today, calendar=calendar)
    case.corrected_at = at
    case.acceptance_due_date = case.due_date = due
    case.near_date = rules.near_date(start=today, due=due, calendar=calendar)


def _receipt(
    case: Case,
    edition: EditionView,
    plans: Sequence[MaterialPlan],
    *,
    seat: Seat | None,
    by: Actor,
    at: datetime,
) -> IssuedDocument:
    asked = _asked_subjects(case)
    paper = papers.correction_receipt(
        case,
        edition,
        [plan for plan in plans if plan.material.key in asked],
        [field.label for field in edition.content.fields() if field.element in asked],
        channel=Channel.COUNTER if seat else Channel.WEB,
        received_by=f"{seat.office} {by.name}" if seat else papers.ONLINE,
        at=at,
    )
    return issue_document(paper, case=case, edition=edition, at=at)


def _corrected(
    case: Case,
    counter: CounterVisit | None,
    seat: Seat | None,
    document: IssuedDocument,
    *,
    on_paper: frozenset[str],
) -> Act:
    data: dict[str, object] = {"corrected": sorted(_asked_subjects(case)), **document.trace_data()}
    if counter is None or seat is None:
        return Act("case.correct", data)
    data |= {
        "channel": Channel.COUNTER.value,
        "applicant": case.applicant_name,
        "brought_by": counter.brought_by.strip(),
        "identity_checked": counter.identity_checked,
        "on_paper": sorted(on_paper),
        "note": counter.note.strip(),
    }
    return Act("case.correct", data, office=seat.office)


def _asked_subjects(case: Case) -> frozenset[str]:
    """Materials and form elements that the correction asked for."""
    return frozenset(line["subject"] for line in (case.correction_asked or {"lines": []})["lines"])


def _changed_answers(case: Case, edition: EditionView, answers: Mapping[str, object]) -> Answers:
    """The stored answers with those replaced that the correction asked for."""
    asked = _asked_subjects(case)
    merged: Answers = json.loads(case.answers)
    for field in edition.content.fields():
        if field.element in asked and field.element in answers:
            merged[field.element] = read_value(field, answers[field.element])
    return kept_answers(edition.content, merged)


def _ensure_answered(case: Case, edition: EditionView, *, answered: set[str]) -> None:
    """Every point that was asked has a new answer, a file or an original handed in since."""
    asked = [line["subject"] for line in (case.correction_asked or {"lines": []})["lines"]]
    renewed = CaseFile.objects.filter(case=case, uploaded_at__gt=case.submitted_at)
    touched = answered | set(renewed.values_list("slot", flat=True))
    untouched = [subject for subject in asked if subject not in touched]
    if untouched:
        names = "、".join(_subject_name(subject, edition) for subject in untouched)
        raise CorrectionNotAnswered(names=names)


def _line(line: Asked, edition: EditionView) -> CorrectionLine:
    material = edition.content.material(line.subject)
    basis = material.basis if material else edition.content.basis
    return CorrectionLine(
        subject=_subject_name(line.subject, edition), fault=line.fault, basis=basis
    )


def _subject_name(subject: str, edition: EditionView) -> str:
    material = edition.content.material(subject)
    if material is not None:
        return material.name
    return next(
        (field.label for field in edition.content.fields() if field.element == subject), subject
    )
