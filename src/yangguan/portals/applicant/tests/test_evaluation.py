"""评议: after the end, once, with a reason when one is not content."""

import pytest
from django.urls import reverse

from yangguan.portals.applicant.tests.citizens import text_of


def url(case):
    return reverse("evaluation", args=[case.pk])


def test_the_page_offers_five_grades_with_their_details(street):
    text = text_of(street.citizen.get(url(street.delivered())))

    assert text.count('name="stars"') == 5
    assert "非常满意" in text
    assert "哪里不好" in text


def test_the_page_costs_a_known_number_of_statements(street, django_assert_max_num_queries):
    case = street.delivered()

    with django_assert_max_num_queries(13):
        street.citizen.get(url(case))


def test_an_evaluation_is_kept_and_shown_on_the_case(street):
    case = street.delivered()

    page = street.citizen.post(
        url(case), {"stars": "5", "details-5": "510", "words": "很快"}, follow=True
    )

    assert page.redirect_chain == [(reverse("case", args=[case.pk]), 302)]
    assert "您的评价" in text_of(page)
    assert "很快" in text_of(page)
    assert "您已经评价过了" in text_of(street.citizen.get(url(case)))


@pytest.mark.parametrize(
    ("sent", "field"),
    [({}, "f-stars"), ({"stars": "9"}, "f-stars"), ({"stars": "1"}, "f-words")],
)
def test_what_is_missing_is_named_and_what_was_written_stays(street, sent, field):
    page = street.citizen.post(url(street.delivered()), sent)

    assert page.status_code == 422
    assert f'href="#{field}"' in text_of(page)


def test_details_of_stars_that_were_not_chosen_count_for_nothing(street):
    case = street.delivered()

    page = street.citizen.post(url(case), {"stars": "1", "details-5": "510"})

    assert page.status_code == 422


def test_nothing_is_evaluated_before_the_end_or_by_a_stranger(street):
    assert street.citizen.get(url(street.submitted())).status_code == 409
    assert street.stranger.get(url(street.delivered())).status_code == 403
