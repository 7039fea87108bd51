"""One whole life of a case, act by act, as a counter and its offices would do it."""

import time
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

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
from yangguan.registers.accounts.actors import actor_of_party
from yangguan.registers.accounts.operations.demonstration_seats import ensure_seat
from yangguan.registers.accounts.queries import sample_persons
from yangguan.registers.catalogue.answers import Answers
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.process import StepKind
from yangguan.registers.catalogue.queries import guide
from yangguan.registers.catalogue.sample_answers import sample_answers
from yangguan.registers.parties.queries import PartyProfile, principals, profile

# A licence with acceptance, reviews, decision, certificate and delivery: the longest usual life.
ITEM = "food-business-licence"
MAX_STEPS = 30


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays a life, and what is applied for."""

    edition: EditionView
    person: Actor
    applicant: PartyProfile
    intake: Actor
    answers: Answers
    on_paper: frozenset[str]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a life after the intake, with the officer or person who does it."""

    name: str
    step: OpenStep | None  # None: the evaluation
    by: Actor


def cast(slug: str = ITEM) -> Cast:
    """Officers, applicant and answers for one item. Raises `LookupError` without sample people."""
    row = ServiceItem.objects.get(slug=slug)
    found = guide(row.task_code)
    if found is None:
        raise LookupError(slug)
    edition, today = found.edition, timezone.localdate()
    person, applicant = _applicant(edition)
    return Cast(
        edition=edition,
        person=person,
        applicant=applicant,
        intake=ensure_seat(Role.INTAKE, edition.department_id, on=today),
        answers=sample_answers(edition.content, today=today, facts=applicant.facts),
        on_paper=frozenset(material.key for material in edition.content.materials),
    )


def _applicant(edition: EditionView) -> tuple[Actor, PartyProfile]:
    today = timezone.localdate()
    for_persons = rules.serves(edition.content, is_organisation=False)
    for sample in sample_persons(on=today):
        person = actor_of_party(sample.party_id, on=today)
        if person is None:
            continue
        ids = [sample.party_id] if for_persons else [each.id for each in principals(sample.party_id)]
        found = profile(ids[0]) if ids else None
        if found is not None:
            return person, found
    raise LookupError("no sample applicant")


def take_in(played: Cast, *, at: datetime) -> uuid.UUID:
    """The first act: an application with its originals on the table. Returns the case's id."""
    case = take_in_case(
        task_code=played.edition.content.task_code,
        applicant_id=played.applicant.id,
        answers=played.answers,
        on_paper=played.on_paper,
        submission_key=uuid.uuid4(),
        by=played.intake,
        at=at,
    )
    return case.pk


def rehearse(played: Cast) -> list[Act]:
    """Live one life and note its acts, so that the next ones need not ask what is open."""
    case_id, acts = take_in(played, at=timezone.now()), []
    for _ in range(MAX_STEPS):
        waiting = open_steps(case_id)
        if not waiting:
            break
        step = waiting[0]
        by = ensure_seat(step.role, step.department_id, on=timezone.localdate())
        acts.append(Act(f"{step.kind.value} {step.step}", step, by))
        do(acts[-1], played, case_id, at=timezone.now())
    acts.append(Act("evaluation", None, played.person))
    do(acts[-1], played, case_id, at=timezone.now())
    return acts


def do(act: Act, played: Cast, case_id: uuid.UUID, *, at: datetime) -> None:
    """Do one act through the operation that the pages use."""
    if act.step is None:
        evaluate_case(case_id=case_id, stars=5, details=["510"], words="", by=act.by, at=at)
        return
    match act.step.kind:
        case StepKind.ACCEPTANCE:
            accept_case(case_id=case_id, by=act.by, at=at)
        case StepKind.REVIEW:
            review_case(
                case_id=case_id, agrees=True, opinion="材料与条件相符。", step=act.step.step,
                by=act.by, at=at,
            )  # fmt: skip
        case StepKind.DECISION:
            grant_case(case_id=case_id, findings="", by=act.by, at=at)
        case StepKind.CERTIFICATE:
            certify_case(case_id=case_id, step=act.step.step, by=act.by, at=at)
        case StepKind.DELIVERY:
            deliver_case(case_id=case_id, receiver=played.applicant.name, by=act.by, at=at)


def live(played: Cast, acts: list[Act]) -> None:
    """One life: the intake and every act after it, each a transaction of its own."""
    case_id = take_in(played, at=timezone.now())
    for act in acts:
        do(act, played, case_id, at=timezone.now())


def lives_a_second(played: Cast, acts: list[Act], *, seconds: float) -> float:
    """Whole lives lived one after the other for about `seconds`, per second."""
    count, begun = 0, time.perf_counter()
    while (passed := time.perf_counter() - begun) < seconds:
        live(played, acts)
        count += 1
    return count / passed
