"""决定: 行政许可法 第三十八条, 第三十九条, 第四十四条; R8.5: licence in the same transaction."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.documents.signing import verify_detached
from yangguan.handling.cases.errors import (
    AlreadyDone,
    OpinionMissing,
    ReasonsMissing,
    StepNotOpen,
)
from yangguan.handling.cases.models import CaseDocument, Decision, WorkItem
from yangguan.handling.cases.operations.decide import grant_case, refuse_case
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.states import CaseState
from yangguan.handling.cases.tests import builders as b
from yangguan.handling.licences.errors import LicenceTypeUnknown
from yangguan.handling.licences.models import Licence
from yangguan.registers.catalogue.content import Result

pytestmark = pytest.mark.django_db
WITH_LICENCE = (Result(name="样例经营许可证", kind="证照", licence_type="样例经营许可证"),)


def reviewed_case(town):
    case = b.accepted_case(town)
    return review_case(
        case_id=case.pk, agrees=True, opinion="相符", by=town.officer(Role.REVIEW), at=b.MONDAY
    )


def test_granting_issues_the_signed_licence_at_the_same_moment():
    town = b.city(results=WITH_LICENCE)
    b.licence_type(town.department)
    case = reviewed_case(town)

    grant_case(case_id=case.pk, by=town.officer(Role.DECISION), at=b.TUESDAY)

    licence = Licence.objects.get(case_number=case.number)
    assert licence.valid_until == date(2031, 6, 8)
    assert verify_detached(licence.canonical.encode(), bytes(licence.signature))
    assert json.loads(licence.canonical)["KZ"]["场所"] == "沙州镇夜市 1 号"


def test_no_licence_means_no_decision():
    town = b.city(results=WITH_LICENCE)  # its type is not in the catalogue
    case = reviewed_case(town)

    with pytest.raises(LicenceTypeUnknown), transaction.atomic():
        grant_case(case_id=case.pk, by=town.officer(Role.DECISION), at=b.TUESDAY)

    case.refresh_from_db()
    assert case.state == CaseState.IN_REVIEW
    assert not Decision.objects.filter(case=case).exists()


def test_refusing_needs_reasons():
    town = b.city()
    case = reviewed_case(town)

    with pytest.raises(ReasonsMissing):
        refuse_case(case_id=case.pk, reasons=" ", by=town.officer(Role.DECISION), at=b.TUESDAY)


def test_a_refusal_goes_straight_to_delivery_with_its_document():
    town = b.city()
    case = reviewed_case(town)

    refused = refuse_case(
        case_id=case.pk, reasons="场所不符合规定", by=town.officer(Role.DECISION), at=b.TUESDAY
    )

    assert refused.state == CaseState.REFUSED
    assert CaseDocument.objects.filter(case=case, kind="decision_refusing").count() == 1
    assert WorkItem.objects.get(case=case, state="open").kind == "delivery"


def test_a_second_decision_is_refused_by_operation_and_by_constraint():
    town = b.city()
    case = reviewed_case(town)
    grant_case(case_id=case.pk, by=town.officer(Role.DECISION), at=b.TUESDAY)

    with pytest.raises(AlreadyDone), transaction.atomic():
        refuse_case(case_id=case.pk, reasons="再议", by=town.officer(Role.DECISION), at=b.TUESDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.bulk_create(
            [
                Decision(
                    case=case, outcome="refused", reasons="x", decided_at=b.TUESDAY,
                    officer_name="x", office="x",
                )
            ]
        )  # fmt: skip


def test_a_decision_before_the_review_is_not_open():
    town = b.city()
    case = b.accepted_case(town)

    with pytest.raises(StepNotOpen):
        grant_case(case_id=case.pk, by=town.officer(Role.DECISION), at=b.MONDAY)


def test_not_agreeing_needs_an_opinion():
    town = b.city()
    case = b.accepted_case(town)

    with pytest.raises(OpinionMissing):
        review_case(
            case_id=case.pk, agrees=False, opinion="", by=town.officer(Role.REVIEW), at=b.MONDAY
        )


def test_parallel_reviews_join_before_the_decision():
    town = b.city(process=b.parallel_process())
    case = b.accepted_case(town)
    other = b.officer(Role.REVIEW, town.other_department)

    review_case(case_id=case.pk, agrees=True, opinion="", by=town.officer(Role.REVIEW), at=b.MONDAY)
    open_after_one = {i.step for i in WorkItem.objects.filter(case=case, state="open")}
    review_case(case_id=case.pk, agrees=True, opinion="", by=other, at=b.MONDAY)
    open_after_both = {i.step for i in WorkItem.objects.filter(case=case, state="open")}

    assert (open_after_one, open_after_both) == ({"other"}, {"decision"})


def test_granting_with_a_licence_costs_at_most_seven_statements():
    town = b.city(results=WITH_LICENCE)
    b.licence_type(town.department)
    case = reviewed_case(town)

    with CaptureQueriesContext(connection) as captured:
        grant_case(case_id=case.pk, by=town.officer(Role.DECISION), at=b.TUESDAY)

    assert len(captured) <= 7, [query["sql"][:90] for query in captured]
