"""Plain pages: what is open, what is not yet, and who helps meanwhile."""

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.portals.applicant.tests.citizens import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


@pytest.mark.parametrize("name", ["appointment", "consult", "help", "privacy", "accessibility"])
def test_a_page_is_open_to_anybody_and_costs_one_statement_at_most(
    name, django_assert_max_num_queries
):
    with django_assert_max_num_queries(1):
        page = Client().get(reverse(name))

    assert page.status_code == 200
    assert "<h1" in text_of(page)


@pytest.mark.parametrize(
    ("kind", "title"), [("complaint", "投诉举报"), ("stuck", "办不成事"), ("nonsense", "咨询")]
)
def test_the_page_for_questions_names_what_one_came_for(kind, title):
    assert title in text_of(Client().get(reverse("consult"), {"kind": kind}))
