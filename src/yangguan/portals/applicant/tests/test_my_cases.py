"""我的办件: drafts and cases of the person, nobody else's, at the same cost however many."""

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.portals.applicant.tests.citizens import leads_to_sign_in, text_of
from yangguan.portals.applicant.views import my_cases

URL = "/my/"


def test_drafts_and_cases_stand_in_the_list_with_where_they_lead(street):
    waiting, draft = street.in_correction(), street.draft(is_filled=False)

    text = text_of(street.citizen.get(URL))

    assert reverse("draft", args=[draft]) in text
    assert reverse("case-correction", args=[waiting.pk]) in text
    assert "有办件等您补正" in text


def test_a_stranger_sees_nothing_of_it(street):
    street.submitted()

    assert "还没有办件" in text_of(street.stranger.get(URL))


def test_who_has_not_signed_in_is_led_to_it():
    assert leads_to_sign_in(Client().get(URL))


@pytest.mark.parametrize(("view", "is_shown"), [("", True), ("open", False), ("done", True)])
def test_a_case_that_was_decided_is_found_under(street, view, is_shown):
    case = street.delivered()

    page = street.citizen.get(URL, {"view": view})

    assert (reverse("case", args=[case.pk]) in text_of(page)) is is_shown


def test_the_list_comes_by_pages_and_each_costs_five_statements(
    street, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(my_cases, "PAGE", 2)
    cases = [street.submitted() for _ in range(3)]

    with django_assert_num_queries(5):  # session, account, actor, drafts, cases
        first = text_of(street.citizen.get(URL))

    assert "更早的办件" in first
    assert reverse("case", args=[cases[-1].pk]) in first
    assert reverse("case", args=[cases[0].pk]) not in first


@pytest.mark.parametrize("query", [{"view": "nonsense"}, {"after": "nonsense"}])
def test_an_address_with_nonsense_shows_the_whole_list(street, query):
    case = street.submitted()

    assert reverse("case", args=[case.pk]) in text_of(street.citizen.get(URL, query))
