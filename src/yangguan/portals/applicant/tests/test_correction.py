"""补正: exactly what was asked, answered in its place."""

from django.urls import reverse

from yangguan.handling.cases.states import CaseState
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.applicant.tests.citizens import UNREADABLE, WRONG_PLACE, text_of


def url(case):
    return reverse("case-correction", args=[case.pk])


def upload_url(case):
    return reverse("correction-upload", args=[case.pk])


def test_the_page_shows_what_was_asked_and_nothing_else(street):
    case = street.in_correction(UNREADABLE, WRONG_PLACE)

    text = text_of(street.citizen.get(url(case)))

    assert "请补正 2 处" in text
    assert UNREADABLE.fault in text
    assert WRONG_PLACE.fault in text
    assert 'name="site_address"' in text
    assert 'name="person_name"' not in text


def test_the_page_costs_a_known_number_of_statements(street, django_assert_max_num_queries):
    case = street.in_correction(UNREADABLE, WRONG_PLACE)

    with django_assert_max_num_queries(13):
        street.citizen.get(url(case))


def test_answers_and_files_of_one_form_hand_the_correction_in(street):
    case = street.in_correction(UNREADABLE, WRONG_PLACE)

    page = street.citizen.post(
        url(case), {"site_address": "夜市 2 号", "material-1": b.pdf("新.pdf")}, follow=True
    )

    case.refresh_from_db()
    assert page.redirect_chain == [(reverse("case", args=[case.pk]), 302)]
    assert case.state == CaseState.SUBMITTED
    assert "补正收到了" in text_of(page)


def test_a_point_without_an_answer_is_named(street):
    case = street.in_correction(UNREADABLE, WRONG_PLACE)

    page = street.citizen.post(url(case), {"site_address": ""})

    assert page.status_code == 422
    assert "错误：" in text_of(page)
    case.refresh_from_db()
    assert case.state == CaseState.CORRECTION


def test_a_file_sent_by_script_is_stored_and_described(street):
    case = street.in_correction()

    answer = street.citizen.post(upload_url(case), {"field": "material-1", "file": b.pdf("新.pdf")})

    assert answer.status_code == 201
    assert answer.json()["file"]["name"] == "新.pdf"


def test_files_of_strangers_and_for_other_things_are_refused(street):
    case = street.in_correction()

    assert (
        street.stranger.post(upload_url(case), {"field": "material-1", "file": b.pdf()}).status_code
        == 403
    )
    assert (
        street.citizen.post(upload_url(case), {"field": "material-2", "file": b.pdf()}).status_code
        == 422
    )


def test_a_case_that_waits_for_nobody_has_no_correction(street):
    assert street.citizen.get(url(street.submitted())).status_code == 409
