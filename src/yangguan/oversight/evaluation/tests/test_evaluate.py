"""好差评: 国办发〔2019〕51号; one service, one evaluation, by the applicant."""

import pytest
from django.db import IntegrityError, transaction

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.errors import NotYourCase
from yangguan.handling.cases.operations.decide import refuse_case
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.tests import builders as b
from yangguan.oversight.evaluation.details import DETAILS, GRADES
from yangguan.oversight.evaluation.errors import (
    AlreadyEvaluated,
    DetailUnknown,
    NotEvaluable,
    ReasonWanted,
    StarsMissing,
)
from yangguan.oversight.evaluation.models import Evaluation
from yangguan.oversight.evaluation.operations.evaluate import evaluate_case
from yangguan.oversight.evaluation.queries import evaluation_of

pytestmark = pytest.mark.django_db


def concluded_case(town):
    case = b.accepted_case(town)
    review_case(case_id=case.pk, agrees=True, opinion="", by=town.officer(Role.REVIEW), at=b.MONDAY)
    return refuse_case(
        case_id=case.pk, reasons="不符合", by=town.officer(Role.DECISION), at=b.MONDAY
    )


def evaluate(town, case, **values):
    told = {"stars": 5, "details": ["510"], "words": "", "by": town.person}
    return evaluate_case(case_id=case.pk, at=b.TUESDAY, **{**told, **values})


def test_an_evaluation_is_kept_and_shown():
    town = b.city()
    case = concluded_case(town)

    evaluate(town, case)

    view = evaluation_of(case.pk)
    assert view is not None
    assert (view.grade, view.details) == ("非常满意", ("一窗受理一次办结",))


def test_the_same_evaluation_sent_twice_is_kept_once():
    town = b.city()
    case = concluded_case(town)
    first = evaluate(town, case)

    assert evaluate(town, case).pk == first.pk


def test_another_evaluation_of_the_same_service_is_refused():
    town = b.city()
    case = concluded_case(town)
    evaluate(town, case)

    with pytest.raises(AlreadyEvaluated):
        evaluate(town, case, stars=4, details=["406"])


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"stars": 0}, StarsMissing),
        ({"stars": 6}, StarsMissing),
        ({"stars": 2, "details": []}, ReasonWanted),
        ({"stars": 5, "details": ["108"]}, DetailUnknown),
    ],
)
def test_what_cannot_be_said_is_refused(values, refusal):
    town = b.city()

    with pytest.raises(refusal):
        evaluate(town, concluded_case(town), **values)


def test_a_running_case_cannot_be_evaluated():
    town = b.city()

    with pytest.raises(NotEvaluable):
        evaluate(town, b.accepted_case(town))


def test_the_officer_cannot_evaluate_the_own_case():
    town = b.city()

    with pytest.raises(NotYourCase):
        evaluate(town, concluded_case(town), by=town.officer(Role.DECISION))


def test_a_bad_evaluation_without_a_word_is_refused_by_constraint():
    town = b.city()
    case = concluded_case(town)

    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.create(case=case, stars=1, channel="1", evaluated_at=b.TUESDAY)


def test_every_detail_code_belongs_to_its_grade():
    assert set(GRADES) == set(DETAILS)
    assert all(int(code[0]) == stars for stars, codes in DETAILS.items() for code in codes)
