"""One whole life of a case, act by act, as a counter and its offices would do it."""

import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from bench.applicants import Applicant, applicants, in_turn
from yangguan.foundation.actors.actor import Actor, Role
from yangguan.handling.cases import rules
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.certify import certify_case
from yangguan.handling.cases.operations.decide import grant_case
from yangguan.handling.cases.operations.deliver import deliver_case
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.operations.submit import take_in_case
from yangguan.handling.cases.queries.case_lists import OpenStep, open_steps
from yangguan.oversight.evaluation.operations.evaluate import evaluate_case
from yangguan.registers.accounts.operations.demonstration_seats import ensure_seat
from yangguan.registers.catalogue.answers import Answers
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.process import StepKind
from yangguan.registers.catalogue.queries import guide
from yangguan.registers.catalogue.sample_answers import sample_answers

# A licence with acceptance, reviews, decision, certificate and delivery: the longest usual life.
ITEM = "food-business-licence"
# A licence in six acts, as many as the life has that Open Zaak was measured with.
SIX_ACTS = "individual-business-registration"
MAX_STEPS = 30


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays a life, and what is applied for."""

    edition: EditionView
    applicants: Iterator[Applicant]
    intake: Actor
    answers: Answers
    on_paper: frozenset[str]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a life after the intake, with the officer who does it; None: the applicant."""

    name: str
    step: OpenStep | None  # None: the evaluation
    by: Actor | None


def cast(slug: str = ITEM) -> Cast:
    """Officers, applicants and answers for one item that serves persons."""
    row = ServiceItem.objects.get(slug=slug)
    found = guide(row.task_code)
    if found is None or not rules.serves(found.edition.content, is_organisation=False):
        raise LookupError(slug)
    edition, today = found.edition, timezone.localdate()
    return Cast(
        edition=edition,
        applicants=in_turn(applicants()),
        intake=ensure_seat(Role.INTAKE, edition.department_id, on=today),
        answers=sample_answers(edition.content, today=today),
        on_paper=frozenset(material.key for material in edition.content.materials),
    )


@dataclass(slots=True)
class Life:
    """A case under way, and whose it is."""

    case_id: uuid.UUID
    applicant: Applicant


def take_in(played: Cast, *, at: datetime) -> Life:
    """The first act: an application with its originals on the table."""
    applicant = next(played.applicants)
    case = take_in_case(
        task_code=played.edition.content.task_code,
        applicant_id=applicant.party_id,
        answers=played.answers,
        on_paper=played.on_paper,
        submission_key=uuid.uuid4(),
        by=played.intake,
        at=at,
    )
    return Life(case.pk, applicant)


def rehearse(played: Cast) -> list[Act]:
    """Live one life and note its acts, so that the next ones need not ask what is open."""
    lived = take_in(played, at=timezone.now())
    acts: list[Act] = []
    for _ in range(MAX_STEPS):
        waiting = open_steps(lived.case_id)
        if not waiting:
            break
        step = waiting[0]
        by = ensure_seat(step.role, step.department_id, on=timezone.localdate())
        acts.append(Act(step.step, step, by))
        do(acts[-1], lived, at=timezone.now())
    acts.append(Act("evaluation", None, None))
    do(acts[-1], lived, at=timezone.now())
    return acts


def do(act: Act, lived: Life, *, at: datetime) -> None:
    """Do one act through the operation that the pages use."""
    case_id, by = lived.case_id, act.by
    if act.step is None or by is None:
        evaluate_case(
            case_id=case_id, stars=5, details=["510"], words="", by=lived.applicant.actor, at=at
        )
        return
    match act.step.kind:
        case StepKind.ACCEPTANCE:
            accept_case(case_id=case_id, by=by, at=at)
        case StepKind.REVIEW:
            review_case(
                case_id=case_id, agrees=True, opinion="材料与条件相符。", step=act.step.step,
                by=by, at=at,
            )  # fmt: skip
        case StepKind.DECISION:
            grant_case(case_id=case_id, findings="", by=by, at=at)
        case StepKind.CERTIFICATE:
            certify_case(case_id=case_id, step=act.step.step, by=by, at=at)
        case StepKind.DELIVERY:
            deliver_case(case_id=case_id, receiver=lived.applicant.name, by=by, at=at)


def live(played: Cast, acts: list[Act]) -> None:
    """One life: the intake and every act after it, each a transaction of its own."""
    lived = take_in(played, at=timezone.now())
    for act in acts:
        do(act, lived, at=timezone.now())


def lives_a_second(played: Cast, acts: list[Act], *, seconds: float) -> float:
    """Whole lives lived one after the other for about `seconds`, per second."""
    count, begun = 0, time.perf_counter()
    while (passed := time.perf_counter() - begun) < seconds:
        live(played, acts)
        count += 1
    return count / passed
