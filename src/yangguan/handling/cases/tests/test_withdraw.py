"""撤回: by the applicant, before the decision."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.errors import ActionNotAllowedInState, NotYourCase
from yangguan.handling.cases.models import CaseDocument, WorkItem
from yangguan.handling.cases.operations.decide import grant_case
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.operations.withdraw import withdraw_case
from yangguan.handling.cases.states import CaseState
from yangguan.handling.cases.tests import builders as b

pytestmark = pytest.mark.django_db


def test_withdrawing_ends_the_case_and_its_open_steps():
    town = b.city()
    case = b.accepted_case(town)

    withdrawn = withdraw_case(case_id=case.pk, by=town.person, at=b.TUESDAY, reason="不办了")

    assert withdrawn.state == CaseState.WITHDRAWN
    assert withdrawn.due_date is None
    assert set(WorkItem.objects.filter(case=case).values_list("state", flat=True)) == {
        "done",
        "cancelled",
    }


def test_withdrawing_twice_gives_one_confirmation():
    town = b.city()
    case = b.submitted_case(town)
    withdraw_case(case_id=case.pk, by=town.person, at=b.MONDAY)

    withdraw_case(case_id=case.pk, by=town.person, at=b.TUESDAY)

    assert CaseDocument.objects.filter(case=case, kind="withdrawal_confirmation").count() == 1


def test_after_the_decision_it_is_too_late():
    town = b.city()
    case = b.accepted_case(town)
    review_case(case_id=case.pk, agrees=True, opinion="", by=town.officer(Role.REVIEW), at=b.MONDAY)
    grant_case(case_id=case.pk, by=town.officer(Role.DECISION), at=b.MONDAY)

    with pytest.raises(ActionNotAllowedInState):
        withdraw_case(case_id=case.pk, by=town.person, at=b.TUESDAY)


def test_an_officer_cannot_withdraw_for_the_applicant():
    town = b.city()
    case = b.submitted_case(town)

    with pytest.raises(NotYourCase):
        withdraw_case(case_id=case.pk, by=town.officer(Role.INTAKE), at=b.MONDAY)
