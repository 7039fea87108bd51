"""撤回: asked once, done once, not after the decision."""

from django.urls import reverse

from yangguan.handling.cases.states import CaseState
from yangguan.portals.applicant.tests.citizens import text_of


def url(case):
    return reverse("case-withdraw", args=[case.pk])


def test_the_page_asks_before_anything_happens(street):
    case = street.submitted()

    page = street.citizen.get(url(case))

    case.refresh_from_db()
    assert "撤回这份申请？" in text_of(page)
    assert case.state == CaseState.SUBMITTED


def test_withdrawing_leads_back_to_the_case(street):
    case = street.submitted()

    page = street.citizen.post(url(case), {"reason": "不开店了"}, follow=True)

    assert page.redirect_chain == [(reverse("case", args=[case.pk]), 302)]
    assert "您撤回了申请" in text_of(page)
    assert "重新申请" in text_of(page)


def test_after_the_decision_it_is_too_late(street):
    case = street.granted()

    assert street.citizen.get(url(case)).status_code == 409
    assert street.citizen.post(url(case)).status_code == 409


def test_a_stranger_cannot_withdraw(street):
    case = street.submitted()

    assert street.stranger.post(url(case)).status_code == 403

    case.refresh_from_db()
    assert case.state == CaseState.SUBMITTED
