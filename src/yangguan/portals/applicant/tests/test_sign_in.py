"""登录: by number and password, back to where one was; a mistake is told in plain words."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from yangguan.portals.applicant.tests.citizens import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

URL = reverse("account_login")
NUMBER, PASSWORD = "620982198803128995", "dunhuang-yangguan"


@pytest.fixture(autouse=True)
def _no_attempts_yet(db):
    cache.clear()


def sign_in(password, **more):
    return Client().post(URL, {"login": NUMBER, "password": password, **more})


def test_the_right_password_leads_back():
    answer = sign_in(PASSWORD, next="/my/licences/")

    assert answer["Location"] == "/my/licences/"
    assert settings.SESSION_COOKIE_NAME in answer.cookies


def test_a_wrong_one_is_told_in_plain_words_and_opens_nothing():
    answer = sign_in("wrong")

    assert "号码或者密码不对" in text_of(answer)
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_nobody_is_led_to_another_site():
    assert "evil" not in sign_in(PASSWORD, next="https://evil.example/")["Location"]


def test_a_session_that_ended_is_explained():
    assert "登录过期了" in text_of(Client().get(URL, {"expired": "1", "next": "/my/"}))
