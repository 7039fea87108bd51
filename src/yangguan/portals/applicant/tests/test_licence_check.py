"""查验证照: genuine or not, in force or not, for anybody, with the holder masked."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from yangguan.handling.licences.models import Licence
from yangguan.handling.licences.operations.render import licence_paper
from yangguan.handling.licences.states import LicenceState
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.portals.applicant.views import licence_check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


@pytest.fixture(autouse=True)
def _no_attempts_yet(db):
    cache.clear()


@pytest.fixture
def licence():
    return Licence.objects.get(holder_name="测鸣沙", licence_type__name="居民身份证")


def check(code):
    return Client().get(reverse("licence-check-result", args=[code]))


def test_a_valid_one_is_said_to_be_so_with_number_and_name_masked(
    licence, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):  # with the count of attempts
        text = text_of(check(licence.check_code))

    assert "这张证照有效" in text
    assert licence.number not in text
    assert "测鸣沙" not in text


def test_the_code_printed_on_a_licence_opens_its_check_without_signing_in(licence):
    printed = licence_paper(
        Licence.objects.select_related("licence_type", "issuer").get(pk=licence.pk)
    ).qr_url

    text = text_of(Client().get(urlsplit(printed).path))

    assert printed.startswith(settings.PUBLIC_ADDRESS)
    assert "这张证照有效" in text


@pytest.mark.parametrize("state", [LicenceState.REVOKED, LicenceState.CANCELLED])
def test_one_that_is_no_longer_in_force_is_not_called_valid(licence, state):
    Licence.objects.filter(pk=licence.pk).update(state=state)

    text = text_of(check(licence.check_code))

    assert "这张证照有效" not in text
    assert str(state.label) in text


def test_one_whose_signature_is_wrong_is_not_trusted(licence):
    Licence.objects.filter(pk=licence.pk).update(signature=b"\x30\x00")

    assert "不能采信" in text_of(check(licence.check_code))


def test_an_unknown_code_is_answered_with_the_form():
    page = check("nosuchcode")

    assert page.status_code == 404
    assert 'name="code"' in text_of(page)


def test_the_form_leads_to_the_result_and_wants_a_code(licence):
    url = reverse("licence-check")

    assert Client().get(url, {"code": f" {licence.check_code} "})["Location"] == reverse(
        "licence-check-result", args=[licence.check_code]
    )
    assert "请填" in text_of(Client().get(url, {"code": ""}))


def test_guessing_is_stopped(licence, monkeypatch):
    monkeypatch.setattr(licence_check, "MOST", 1)
    check("nosuchcode")

    assert check(licence.check_code).status_code == 429
