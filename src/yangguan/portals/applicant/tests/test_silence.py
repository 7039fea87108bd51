"""逾期未答复，视为受理: the applicant's page and the progress page say it plainly."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.web.formatting import day
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.accept_by_silence import accept_by_silence
from yangguan.portals.applicant.tests.citizens import text_of


@pytest.fixture
def silent(street) -> Case:
    cache.clear()
    case = street.submitted(at=timezone.now() - timedelta(days=20))
    assert accept_by_silence(case_id=case.pk, by=system_actor(), at=timezone.now())
    return Case.objects.get(pk=case.pk)


def test_the_case_page_says_what_happened_since_when_and_that_nothing_is_to_be_done(street, silent):
    page = text_of(street.citizen.get(reverse("case", args=[silent.pk])))

    assert "敦煌市样例监管局在五个工作日内没有答复" in page
    assert f"自 {day(silent.submitted_at)}收到材料起视为受理" in page
    assert "您不用再做什么" in page
    assert "受理：逾期未答复，依法视为受理" in page
    assert "受理通知书" in page


def test_the_progress_page_says_the_same(silent):
    page = text_of(
        Client().post("/progress/", {"number": silent.number, "code": silent.lookup_code})
    )

    assert "在五个工作日内没有答复" in page
    assert "受理：逾期未答复，依法视为受理" in page


def test_an_ordinary_acceptance_says_nothing_of_the_kind(street):
    case = street.reviewed()

    assert "没有答复" not in text_of(street.citizen.get(reverse("case", args=[case.pk])))
