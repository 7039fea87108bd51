"""一次性告知补正: 行政许可法 第三十二条第一款第（四）项; R4.6."""

import pytest
from django.db import IntegrityError, transaction

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.errors import (
    CorrectionAlreadyRequested,
    CorrectionEmpty,
    CorrectionNotAnswered,
    CorrectionOutsideGuide,
    UnknownSlot,
)
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.correction import (
    Asked,
    correct_case,
    request_correction,
)
from yangguan.handling.cases.operations.drafts import attach_to_correction
from yangguan.handling.cases.states import CaseState
from yangguan.handling.cases.tests import builders as b

pytestmark = pytest.mark.django_db
UNREADABLE = Asked(subject="material-1", fault="看不清")
WRONG_PLACE = Asked(subject="site_address", fault="门牌号不对")


def asked_case(town, *asked):
    case = b.submitted_case(town)
    return request_correction(
        case_id=case.pk, asked=asked, by=town.officer(Role.INTAKE), at=b.MONDAY
    )


def test_asking_stops_the_case_until_the_applicant_has_answered():
    case = asked_case(b.city(), UNREADABLE)

    assert case.state == CaseState.CORRECTION
    assert case.correction_asked["by"] == "2026-06-23"


def test_a_second_correction_is_refused_by_operation_and_by_constraint():
    town = b.city()
    case = asked_case(town, WRONG_PLACE)
    correct_case(case_id=case.pk, answers={"site_address": "2 号"}, by=town.person, at=b.TUESDAY)

    with pytest.raises(CorrectionAlreadyRequested), transaction.atomic():
        request_correction(
            case_id=case.pk, asked=[UNREADABLE], by=town.officer(Role.INTAKE), at=b.TUESDAY
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(corrections=2)


def test_what_the_guide_does_not_list_cannot_be_asked():
    with pytest.raises(CorrectionOutsideGuide):
        asked_case(b.city(), Asked(subject="无犯罪记录证明", fault="请提供"))


@pytest.mark.parametrize("asked", [(), (Asked(subject="material-1", fault=" "),)])
def test_a_correction_says_what_is_wrong(asked):
    with pytest.raises(CorrectionEmpty):
        asked_case(b.city(), *asked)


def test_only_what_was_asked_changes():
    town = b.city()
    case = asked_case(town, WRONG_PLACE)

    corrected = correct_case(
        case_id=case.pk,
        answers={"site_address": "夜市 2 号", "person_name": "冒名"},
        by=town.person,
        at=b.TUESDAY,
    )

    assert corrected.state == CaseState.SUBMITTED
    assert "夜市 2 号" in corrected.answers
    assert "冒名" not in corrected.answers


def test_a_new_file_answers_the_point_about_a_material():
    town = b.city()
    case = asked_case(town, UNREADABLE)
    attach_to_correction(
        case_id=case.pk, slot="material-1", upload=b.pdf(), by=town.person, at=b.TUESDAY
    )

    corrected = correct_case(case_id=case.pk, answers={}, by=town.person, at=b.TUESDAY)

    assert len(corrected.materials["material-1"]["files"]) == 2
    assert corrected.acceptance_due_date.isoformat() == "2026-06-16"


def test_a_point_that_was_not_answered_is_named():
    town = b.city()
    case = asked_case(town, UNREADABLE)

    with pytest.raises(CorrectionNotAnswered) as refusal:
        correct_case(case_id=case.pk, answers={}, by=town.person, at=b.TUESDAY)

    assert "布局图" in refusal.value.text


def test_a_file_for_something_else_is_refused():
    town = b.city()
    case = asked_case(town, WRONG_PLACE)

    with pytest.raises(UnknownSlot):
        attach_to_correction(
            case_id=case.pk, slot="material-1", upload=b.pdf(), by=town.person, at=b.TUESDAY
        )
