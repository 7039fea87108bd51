"""受理: 行政许可法 第三十二条第一款第（五）项, 第四十二条, 第八十二条."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.trace.models import TraceEntry
from yangguan.handling.cases import rules
from yangguan.handling.cases.errors import (
    ActionNotAllowedInState,
    AlreadyDone,
    CaseChangedMeanwhile,
    NotYourDesk,
)
from yangguan.handling.cases.models import CaseDocument, WorkItem
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.states import CaseAction, CaseState, states_admitting
from yangguan.handling.cases.tests import builders as b
from yangguan.registers.catalogue.content import Limit

pytestmark = pytest.mark.django_db


def test_accepting_starts_the_promised_and_the_legal_limit():
    town = b.city(promised_limit=Limit(days=5), statutory_limit=Limit(days=10))
    case = b.submitted_case(town)

    accepted = accept_case(case_id=case.pk, by=town.officer(Role.INTAKE), at=b.MONDAY)

    assert accepted.state == CaseState.ACCEPTED
    assert accepted.promised_due_date == date(2026, 6, 15)
    # 06-19 is the Dragon Boat Festival.
    assert accepted.statutory_due_date == date(2026, 6, 23)


def test_accepting_opens_the_first_review_and_gives_the_notice():
    town = b.city()
    case = b.submitted_case(town)

    accept_case(case_id=case.pk, by=town.officer(Role.INTAKE), at=b.MONDAY)

    assert WorkItem.objects.get(case=case, state="open").step == "review"
    assert CaseDocument.objects.filter(case=case, kind="acceptance_notice").count() == 1


def test_an_officer_of_another_department_is_refused_and_nothing_changes():
    town = b.city()
    case = b.submitted_case(town)

    with pytest.raises(NotYourDesk), transaction.atomic():
        accept_case(case_id=case.pk, by=b.officer(Role.INTAKE, town.other_department), at=b.MONDAY)

    case.refresh_from_db()
    assert case.state == CaseState.SUBMITTED
    assert TraceEntry.objects.filter(stream=case.trace_stream_id).count() == 1


def test_the_second_officer_is_told_who_was_first():
    town = b.city()
    case = b.submitted_case(town)
    accept_case(case_id=case.pk, by=town.officer(Role.INTAKE), at=b.MONDAY)

    with pytest.raises(AlreadyDone) as refusal:
        accept_case(
            case_id=case.pk,
            by=b.officer(Role.INTAKE, town.department, name="测后来"),
            at=b.TUESDAY,
        )

    assert town.officer(Role.INTAKE).name in refusal.value.text


def test_a_stranger_is_not_told_who_was_first():
    town = b.city()
    case = b.submitted_case(town)
    accept_case(case_id=case.pk, by=town.officer(Role.INTAKE), at=b.MONDAY)

    for stranger in (town.person, b.officer(Role.INTAKE, town.other_department)):
        with pytest.raises(NotYourDesk) as refusal, transaction.atomic():
            accept_case(case_id=case.pk, by=stranger, at=b.TUESDAY)
        assert town.officer(Role.INTAKE).name not in refusal.value.text


def test_an_act_on_an_outdated_page_is_refused():
    town = b.city()
    case = b.submitted_case(town)

    with pytest.raises(CaseChangedMeanwhile):
        accept_case(
            case_id=case.pk,
            by=town.officer(Role.INTAKE),
            at=b.MONDAY,
            seen_version=case.version + 1,
        )


def test_accepting_costs_at_most_five_statements():
    town = b.city()
    case = b.submitted_case(town)

    with CaptureQueriesContext(connection) as captured:
        accept_case(case_id=case.pk, by=town.officer(Role.INTAKE), at=b.MONDAY)

    assert len(captured) <= 5, [query["sql"][:90] for query in captured]


@pytest.mark.parametrize("state", sorted(set(CaseState) - states_admitting(CaseAction.ACCEPT)))
def test_a_case_cannot_be_accepted_when_it_is(state):
    with pytest.raises(ActionNotAllowedInState):
        rules.next_state(CaseState(state), CaseAction.ACCEPT)
