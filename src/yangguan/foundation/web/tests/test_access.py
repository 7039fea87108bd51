"""Closed by default: who may open which view."""

from functools import wraps

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from yangguan.foundation.web import access
from yangguan.foundation.web.tests import views


def test_a_view_that_says_nothing_lets_nobody_in(officer, caplog):
    response = officer.get("/unmarked/")

    assert response.status_code == 403
    assert "nobody may read this" not in response.content.decode()
    assert "/unmarked/ is closed" in caplog.text


def test_a_public_view_lets_a_stranger_in(reader):
    assert reader.get("/open/").content == b"open"


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("person", "/persons/", 200),
        ("officer", "/persons/", 403),
        ("person", "/officers/", 403),
        ("officer", "/officers/", 200),
        ("officer", "/reviewers/", 200),
        ("officer", "/deciders/", 403),
        ("person", "/deciders/", 403),
        ("person", "/signed-in/", 200),
        ("officer", "/signed-in/", 200),
    ],
)
def test_a_marked_view_admits_those_it_names(who, address, status):
    client = Client(headers={"x-test-actor": who})

    assert client.get(address).status_code == status


def test_a_refused_officer_is_told_that_a_post_is_missing(officer):
    assert "这一页要有相应的岗位" in officer.get("/deciders/").content.decode()


def test_a_citizen_is_not_told_about_posts(person):
    text = person.get("/deciders/").content.decode()

    assert "这一页只供工作人员使用" in text
    assert "岗位" not in text


def test_a_stranger_is_led_to_sign_in_and_back(reader):
    response = reader.get("/persons/?page=2")

    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=%2Fpersons%2F%3Fpage%3D2"


def test_who_had_a_session_is_told_that_it_ended(reader, settings):
    reader.cookies[settings.SESSION_COOKIE_NAME] = "gone"

    assert "expired=1" in reader.get("/persons/")["Location"]


def test_a_stranger_who_posts_comes_back_to_the_page_that_held_the_form(reader):
    response = reader.post("/persons/", headers={"referer": "http://testserver/form/?a=1"})

    assert response["Location"] == "/account/login/?next=%2Fform%2F%3Fa%3D1"


def test_a_foreign_referer_does_not_become_the_way_back(reader):
    response = reader.post("/persons/", headers={"referer": "https://evil.example/form/"})

    assert response["Location"] == "/account/login/?next=%2F"


def test_htmx_is_redirected_as_a_whole_page(reader):
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/inbox/"}

    response = reader.get("/officers/", headers=headers)

    assert response.status_code == 401
    assert response["HX-Redirect"] == "/account/login/?next=%2Finbox%2F"


def test_a_program_gets_a_problem_document(reader):
    response = reader.get("/persons/", headers={"accept": "application/json"})

    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "sign-in-required"


def test_what_one_person_may_read_is_kept_by_no_browser(person, reader):
    assert person.get("/persons/")["Cache-Control"] == "no-store"
    assert "Cache-Control" not in reader.get("/open/")


def test_the_mark_passes_through_wrappers():
    @wraps(views.for_officers)
    def wrapped(request: HttpRequest) -> HttpResponse:
        return views.for_officers(request)

    assert access.access_of(wrapped) == access.Access(access.Who.OFFICER)


def test_urls_of_a_library_are_marked_where_they_enter():
    patterns = [path("x/", lambda request: HttpResponse())]

    access.mark_urls(patterns, access.Access(access.Who.ANYONE))

    assert access.access_of(patterns[0].callback) == access.Access(access.Who.ANYONE)


def test_sign_in_and_sign_out_are_open():
    from allauth.account.views import login, logout

    assert access.access_of(login) == access.access_of(logout) == access.Access(access.Who.ANYONE)
