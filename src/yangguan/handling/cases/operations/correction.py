"""补正: asked once and of everything, answered in place."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.documents.statutory import CorrectionLine
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.handling.cases import papers, policies, rules
from yangguan.handling.cases.documents import issue_document
from yangguan.handling.cases.errors import (
    CorrectionAlreadyRequested,
    CorrectionEmpty,
    CorrectionNotAnswered,
    CorrectionOutsideGuide,
)
from yangguan.handling.cases.events import CorrectionRequested
from yangguan.handling.cases.models import Case, CaseFile
from yangguan.handling.cases.opening import Application, checked_plans, stored_materials
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
    `CorrectionAlreadyRequested`, `NotYourDesk`, `AlreadyDone`, `StepNotOpen`,
    `ActionNotAllowedInState`; then nothing has changed.
    """
    if not asked or any(not line.fault.strip() for line in asked):
        raise CorrectionEmpty
    case, _item, seat = claim_step(case_id, StepKind.ACCEPTANCE, by=by)
    ensure_unchanged(case, seen_version)
    if case.corrections:
        raise CorrectionAlreadyRequested
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
    case.version += 1
    case.save(update_fields=["state", "corrections", "correction_asked", "due_date", "version"])
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


@transaction.atomic(savepoint=False)
def correct_case(
    *,
    case_id: uuid.UUID,
    answers: Mapping[str, object],
    by: Actor,
    at: datetime,
) -> Case:
    """
    Hand in the correction: only what was asked changes, everything else stays as it was.

    New files are uploaded to the case's slots before. The acceptance clock starts anew on complete
    resubmission. Raises `NotYourCase`, `CorrectionNotAnswered`, `IncompleteApplication`,
    `MaterialsMissing`, `ActionNotAllowedInState`; then nothing has changed.
    """
    case = lock_case(case_id)
    policies.ensure_may_apply_for(by, case.applicant_id)
    state = rules.next_state(CaseState(case.state), CaseAction.CORRECT)
    edition = edition_view(case.edition_id)
    today = localdate(at)
    files = file_ids_by_slot(CaseFile.objects.filter(case=case))
    changed = _changed_answers(case, edition, answers)
    _ensure_answered(case, edition, answered=set(answers))
    application = Application(
        edition=edition,
        applicant=case.applicant,
        person_id=case.person_id,
        channel=Channel(case.channel),
        hall_id=case.hall_id,
        answers=changed,
        files=files,
        on_paper=frozenset(key for key, entry in case.materials.items() if entry["way"] == "paper"),
    )
    plans = checked_plans(application, today=today)

    case.state = state
    case.answers = json.dumps(changed, ensure_ascii=False)
    case.materials = stored_materials(plans, files)
    case.acceptance_due_date = rules.acceptance_due(submitted=today, calendar=official_calendar())
    case.due_date = case.acceptance_due_date
    case.version += 1
    case.save(
        update_fields=[
            "state", "answers", "materials", "acceptance_due_date", "due_date", "version"
        ]
    )  # fmt: skip
    asked = [line["subject"] for line in (case.correction_asked or {}).get("lines", [])]
    trail.record(case.trace_stream, Act("case.correct", {"corrected": asked}), by=by, at=at)
    return case


def _changed_answers(case: Case, edition: EditionView, answers: Mapping[str, object]) -> Answers:
    """The stored answers with those replaced that the correction asked for."""
    asked = {line["subject"] for line in (case.correction_asked or {}).get("lines", [])}
    merged: Answers = json.loads(case.answers)
    for field in edition.content.fields():
        if field.element in asked and field.element in answers:
            merged[field.element] = read_value(field, answers[field.element])
    return kept_answers(edition.content, merged)


def _ensure_answered(case: Case, edition: EditionView, *, answered: set[str]) -> None:
    """Every point that was asked has a new answer, or a file handed in after submission."""
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
