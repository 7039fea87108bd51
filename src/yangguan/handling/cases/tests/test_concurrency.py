"""Many at once on committed rows: no lost or doubled case, number, document or decision."""

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor, Role, system_actor
from yangguan.foundation.trace.verification import verify_stream
from yangguan.foundation.web.refusals import Refusal
from yangguan.handling.cases.models import Case, CaseDocument, Decision, Draft
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.accept_by_silence import accept_by_silence
from yangguan.handling.cases.operations.decide import grant_case, refuse_case
from yangguan.handling.cases.operations.drafts import begin_draft, save_draft
from yangguan.handling.cases.operations.submit import submit_draft, take_in_case
from yangguan.handling.cases.operations.withdraw import withdraw_case
from yangguan.handling.cases.tests import builders as b
from yangguan.registers.accounts.actors import actor_for_seat, actor_of_party
from yangguan.registers.catalogue.content import LICENSING
from yangguan.registers.catalogue.editions import EditionView, edition_view
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.sample_answers import sample_answers
from yangguan.registers.parties.models import Party

AT_ONCE = 8
# An instant item without a material that must be uploaded, offered by the city itself.
ITEM = "流动人口居住登记"


@dataclass(frozen=True, slots=True)
class Office:
    edition: EditionView
    applicant: Party
    person: Actor
    intake: Actor
    decision: Actor

    def taken_in(self, key: uuid.UUID | None = None) -> Case:
        return take_in_case(
            task_code=self.edition.content.task_code,
            applicant_id=self.applicant.pk,
            answers=sample_answers(self.edition.content, today=b.MONDAY.date()),
            on_paper={material.key for material in self.edition.content.materials},
            submission_key=key or uuid.uuid4(),
            by=self.intake,
            at=b.MONDAY,
        )


@pytest.fixture
def office(loaded_city, django_db_blocker) -> Iterator[Office]:
    """Committed rows: the threads have connections of their own and must see them."""
    with django_db_blocker.unblock():
        yield office_of(ServiceItem.objects.get(name=ITEM))


@pytest.fixture
def licensing_office(loaded_city, django_db_blocker) -> Iterator[Office]:
    """An office that licenses: only there silence accepts."""
    with django_db_blocker.unblock():
        yield office_of(
            ServiceItem.objects.filter(
                item_type=LICENSING, edition__isnull=False, audiences__contains=["1"]
            ).order_by("task_code")[0]
        )


def office_of(item: ServiceItem) -> Office:
    edition = edition_view(item.edition_id)
    person = Party.objects.filter(account__isnull=False, kind="person").order_by("pk")[0]
    actor = actor_of_party(person.pk, on=localdate(b.MONDAY))
    intake, decision = (
        actor_for_seat(role, edition.department_id, on=localdate())
        for role in (Role.INTAKE, Role.DECISION)
    )
    assert actor is not None
    assert intake is not None
    assert decision is not None
    return Office(edition, person, actor, intake, decision)


def at_once(work: Callable[[int], object], *, count: int = AT_ONCE) -> list[Any]:
    """Run the same work in many threads; a refusal is a result too."""

    def run(number: int) -> object:
        try:
            return work(number)
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


def test_one_draft_submitted_eight_times_at_once_is_one_case(office):
    draft = begin_draft(
        task_code=office.edition.content.task_code,
        applicant_id=office.applicant.pk,
        by=office.person,
        at=b.MONDAY,
    )
    answers = sample_answers(office.edition.content, today=b.MONDAY.date())
    save_draft(draft_id=draft.pk, answers=answers, by=office.person, at=b.MONDAY)

    cases = at_once(lambda _: submit_draft(draft_id=draft.pk, by=office.person, at=b.MONDAY))

    assert {case.number for case in cases} == {Case.objects.get(submission_key=draft.pk).number}
    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_eight_intakes_at_once_draw_eight_numbers_without_a_gap(office):
    before = office.taken_in().number

    cases = at_once(lambda _: office.taken_in())

    serials = sorted(int(case.number[-4:]) for case in cases)
    first = int(before[-4:])
    assert serials == list(range(first + 1, first + 1 + AT_ONCE))
    numbers = CaseDocument.objects.filter(case__in=cases).values_list("number", flat=True)
    assert len(set(numbers)) == AT_ONCE


def test_one_key_taken_in_eight_times_at_once_is_one_case(office):
    key = uuid.uuid4()

    at_once(lambda _: office.taken_in(key))

    assert Case.objects.filter(submission_key=key).count() == 1


def test_of_eight_officers_who_accept_at_once_one_does_it(office):
    case = office.taken_in()

    results = at_once(lambda _: accept_case(case_id=case.pk, by=office.intake, at=b.MONDAY))

    refusals = [result.code for result in results if isinstance(result, Refusal)]
    assert refusals == ["already-done"] * (AT_ONCE - 1)
    assert verify_stream(f"case:{case.number}").is_intact


def test_of_contradictory_decisions_at_once_one_stands(office):
    case = office.taken_in()
    accept_case(case_id=case.pk, by=office.intake, at=b.MONDAY)

    def decide(number: int) -> object:
        if number % 2:
            return grant_case(case_id=case.pk, by=office.decision, at=b.MONDAY)
        return refuse_case(case_id=case.pk, reasons="不符合", by=office.decision, at=b.MONDAY)

    results = at_once(decide)

    assert sum(isinstance(result, Case) for result in results) == 1
    case.refresh_from_db()
    assert Decision.objects.get(case=case).outcome == case.state
    assert CaseDocument.objects.filter(case=case, kind__startswith="decision").count() == 1


def test_withdrawing_and_accepting_at_once_never_contradict(office):
    case = office.taken_in()

    def act(number: int) -> object:
        if number % 2:
            return withdraw_case(case_id=case.pk, by=office.person, at=b.MONDAY)
        return accept_case(case_id=case.pk, by=office.intake, at=b.MONDAY)

    at_once(act)

    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert not case.work_items.filter(state="open").exists()
    assert verify_stream(f"case:{case.number}").is_intact


def test_of_sweeps_at_once_one_records_the_silence(licensing_office):
    case = licensing_office.taken_in()
    at = b.MONDAY + timedelta(days=30)

    results = at_once(lambda _: accept_by_silence(case_id=case.pk, by=system_actor(), at=at))

    assert sorted(results) == [False] * (AT_ONCE - 1) + [True]
    assert CaseDocument.objects.filter(case=case, kind="acceptance_notice").count() == 1
    assert verify_stream(f"case:{case.number}").is_intact


def test_an_answer_and_a_sweep_at_once_never_contradict(licensing_office):
    case = licensing_office.taken_in()
    at = b.MONDAY + timedelta(days=30)

    def act(number: int) -> object:
        if number % 2:
            return accept_case(case_id=case.pk, by=licensing_office.intake, at=at)
        return accept_by_silence(case_id=case.pk, by=system_actor(), at=at)

    at_once(act)

    case.refresh_from_db()
    assert case.accepted_at == case.submitted_at
    assert CaseDocument.objects.filter(case=case, kind="acceptance_notice").count() == 1
    assert verify_stream(f"case:{case.number}").is_intact
