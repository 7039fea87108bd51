"""公开信息订阅: what feed readers and other websites get."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from yangguan.registers.publications.models import Publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(query=""):
    answer = Client().get(f"/publications/feed.atom{query}")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314  # our own bytes


def test_the_newest_come_first_with_title_address_day_and_issuer():
    newest = Publication.objects.order_by("-publish_date", "code").first()

    first = entries()[0]

    assert first.findtext(f"{ATOM}title") == newest.title
    assert first.find(f"{ATOM}link").get("href").endswith(f"/publications/{newest.code}/")
    assert first.findtext(f"{ATOM}published").startswith(f"{newest.publish_date}T00:00:00+08:00")
    assert first.findtext(f"{ATOM}author/{ATOM}name") == newest.issuer


def test_a_subscription_holds_to_its_kind():
    kinds = {each.find(f"{ATOM}category").get("term") for each in entries("?kind=law")}

    assert kinds == {"法律法规"}


def test_rss_has_the_same_publications():
    answer = Client().get("/publications/feed.rss")
    feed = ET.fromstring(answer.content)  # noqa: S314  # our own bytes
    titles = [each.findtext("title") for each in feed.iter("item")]

    assert titles == [each.findtext(f"{ATOM}title") for each in entries()]


def test_hostile_words_are_only_words():
    feed = Client().get("/publications/feed.atom", {"q": "<script>&\"'"})

    assert feed.status_code == 200
    assert b"<script>" not in feed.content


def test_a_format_that_is_not_there_is_not_found():
    assert Client().get("/publications/feed.json").status_code == 404


def test_a_feed_is_read_by_one_statement(django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        Client().get("/publications/feed.atom?kind=policy")


def test_the_list_names_the_feed_of_what_it_shows():
    page = Client().get("/publications/?kind=law").content.decode()

    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert "/publications/feed.rss?kind=law" in page
