"""长者版 and the language: remembered in cookies, never in addresses."""

from django.http import HttpResponse
from django.test import Client, RequestFactory

from yangguan.foundation.web.layout import LayoutMiddleware


def test_the_switch_sets_a_cookie_and_leads_to_the_clean_address(reader):
    response = reader.get("/open/?page=2&layout=elder")

    assert response["Location"] == "/open/?page=2"
    assert response.cookies["layout"].value == "elder"
    assert response.cookies["layout"]["httponly"]


def test_the_elder_layout_is_the_same_page_marked_as_elder(reader):
    plain = reader.get("/gallery/").content.decode()
    reader.cookies["layout"] = "elder"

    elder = reader.get("/gallery/").content.decode()

    assert 'data-layout="elder"' not in plain
    assert 'data-layout="elder"' in elder
    assert "常规版" in elder


def test_a_nonsense_layout_is_the_standard_one(reader):
    reader.cookies["layout"] = "<script>"

    assert "data-layout" not in reader.get("/gallery/").content.decode()


def test_the_language_is_remembered(settings):
    client = Client()

    response = client.get("/open/?lang=en")

    assert response["Location"] == "/open/"
    assert 'lang="en"' in client.get("/gallery/").content.decode()


def test_an_unknown_language_is_ignored(reader):
    assert reader.get("/open/?lang=xx").status_code == 200


def test_a_switch_never_leads_to_another_site():
    request = RequestFactory().get("/", {"layout": "elder"})
    request.path = "//evil.example/"

    response = LayoutMiddleware(lambda _: HttpResponse())(request)

    assert response["Location"] == "/evil.example/"


def test_a_switch_keeps_the_other_parameters_of_the_page(reader):
    html = reader.get("/gallery/?q=a").content.decode()

    assert 'href="?q=a&amp;layout=elder"' in html


def test_a_posted_form_is_not_mistaken_for_a_switch(reader):
    assert reader.post("/post/?layout=elder").status_code == 204
