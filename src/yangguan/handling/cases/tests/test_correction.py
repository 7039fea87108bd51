"""一次性告知补正: 行政许可法 第三十二条第一款第（四）项; R4.6."""

import pytest
from django.db import IntegrityError, transaction

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.trace.queries import lines_of
from yangguan.handling.cases.errors import (
    CorrectionAlreadyRequested,
    CorrectionEmpty,
    CorrectionNotAnswered,
    CorrectionOutsideGuide,
    IdentityNotChecked,
    NotYourCase,
    NotYourDesk,
    UnknownSlot,
)
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.correction import (
    Asked,
    CounterVisit,
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


def test_a_correction_has_a_receipt_and_five_new_days():
    town = b.city()
    case = asked_case(town, WRONG_PLACE)

    corrected = correct_case(
        case_id=case.pk, answers={"site_address": "2 号"}, by=town.person, at=b.TUESDAY
    )

    receipts = corrected.documents.filter(kind="receipt").order_by("issued_at")
    assert len(receipts) == 2
    assert corrected.received_at == corrected.corrected_at == b.TUESDAY
    assert corrected.acceptance_due_date.isoformat() == "2026-06-16"


def test_a_counter_corrects_for_the_applicant_with_the_original_in_hand():
    town = b.city()
    case = asked_case(town, UNREADABLE)
    visit = CounterVisit(
        brought_by="测鸣沙", identity_checked=True, on_paper=frozenset({"material-1", "material-2"})
    )

    corrected = correct_case(
        case_id=case.pk, answers={}, by=town.officer(Role.INTAKE), at=b.TUESDAY, counter=visit
    )

    assert corrected.materials["material-1"]["way"] == "paper"
    assert corrected.materials["material-1"]["trust"] == "B"
    assert corrected.materials["material-2"]["way"] == "form"  # was not asked for
    act = lines_of(corrected.trace_stream_id)[-1]
    assert (act.actor_kind, act.office) == ("officer", "敦煌市样例监管局")
    assert act.data["on_paper"] == ["material-1"]


@pytest.mark.parametrize(
    "visit",
    [
        CounterVisit(brought_by="测鸣沙", identity_checked=False),
        CounterVisit(brought_by=" ", identity_checked=True),
    ],
)
def test_a_counter_checks_who_came(visit):
    town = b.city()
    case = asked_case(town, WRONG_PLACE)

    with pytest.raises(IdentityNotChecked):
        correct_case(
            case_id=case.pk, answers={"site_address": "2 号"}, by=town.officer(Role.INTAKE),
            at=b.TUESDAY, counter=visit,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["reviewer", "applicant"])
def test_only_an_intake_post_that_serves_the_item_corrects_for_another(who):
    town = b.city()
    case = asked_case(town, WRONG_PLACE)
    by = town.officer(Role.REVIEW) if who == "reviewer" else town.person

    with pytest.raises(NotYourDesk):
        correct_case(
            case_id=case.pk, answers={"site_address": "2 号"}, by=by, at=b.TUESDAY,
            counter=CounterVisit(brought_by="测鸣沙", identity_checked=True),
        )  # fmt: skip


def test_an_officer_without_a_visit_is_not_the_applicant():
    town = b.city()
    case = asked_case(town, WRONG_PLACE)

    with pytest.raises(NotYourCase):
        correct_case(
            case_id=case.pk, answers={"site_address": "2 号"}, by=town.officer(Role.INTAKE),
            at=b.TUESDAY,
        )  # fmt: skip
