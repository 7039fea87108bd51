"""送达: 行政许可法 第四十四条; 国务院令第716号 第十条."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.errors import NotYourCase, ReceiverMissing, StepNotOpen
from yangguan.handling.cases.models import CaseDocument, WorkItem
from yangguan.handling.cases.operations.decide import grant_case
from yangguan.handling.cases.operations.deliver import collect_case, deliver_case
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.states import CaseState
from yangguan.handling.cases.tests import builders as b

pytestmark = pytest.mark.django_db


def granted_case(town):
    case = b.accepted_case(town)
    review_case(case_id=case.pk, agrees=True, opinion="", by=town.officer(Role.REVIEW), at=b.MONDAY)
    return grant_case(case_id=case.pk, by=town.officer(Role.DECISION), at=b.MONDAY)


def test_handing_over_ends_the_case_with_a_delivery_receipt():
    town = b.city()
    case = granted_case(town)

    delivered = deliver_case(
        case_id=case.pk, receiver="测鸣沙", by=town.officer(Role.DELIVERY), at=b.TUESDAY
    )

    assert delivered.state == CaseState.DELIVERED
    assert not WorkItem.objects.filter(case=case, state="open").exists()
    assert CaseDocument.objects.filter(case=case, kind="delivery_receipt").count() == 1


def test_the_counter_names_who_receives():
    town = b.city()
    case = granted_case(town)

    with pytest.raises(ReceiverMissing):
        deliver_case(case_id=case.pk, receiver="", by=town.officer(Role.DELIVERY), at=b.TUESDAY)


def test_the_applicant_collects_on_the_network_once():
    town = b.city()
    case = granted_case(town)
    collect_case(case_id=case.pk, by=town.person, at=b.TUESDAY)

    again = collect_case(case_id=case.pk, by=town.person, at=b.TUESDAY)

    assert again.state == CaseState.DELIVERED
    assert CaseDocument.objects.filter(case=case, kind="delivery_receipt").count() == 1


def test_nobody_else_collects():
    town = b.city()
    case = granted_case(town)
    stranger = b.person_of(b.applicant(b.STRANGER, "测月泉"))

    with pytest.raises(NotYourCase):
        collect_case(case_id=case.pk, by=stranger, at=b.TUESDAY)


def test_nothing_is_collected_before_the_decision():
    town = b.city()
    case = b.accepted_case(town)

    with pytest.raises(StepNotOpen):
        collect_case(case_id=case.pk, by=town.person, at=b.TUESDAY)
