"""Keyset pages: earlier and later, whatever has happened to the rows."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.web.pages import Cursor, Keyset, asked_cursor

START = datetime(2026, 11, 23, tzinfo=UTC)
ORDER = Keyset(("expire_date", "session_key"))

KEY_PARTS = st.one_of(
    st.text(), st.integers(), st.dates(), st.datetimes(timezones=st.just(UTC)), st.uuids()
)


@given(parts=st.lists(KEY_PARTS, min_size=1, max_size=4), is_back=st.booleans())
def test_a_cursor_comes_back_as_it_was(parts, is_back):
    cursor = Cursor(tuple(parts), is_back)

    assert Cursor.decode(cursor.encode()) == cursor


def test_the_same_cursor_is_the_same_address():
    key = (date(2026, 11, 23), uuid.UUID(int=7))

    assert Cursor(key).encode() == Cursor(key).encode()


@pytest.mark.parametrize("token", ["", "x", "W10:sig", Cursor(("a",)).encode()[:-1] + "?"])
def test_a_bad_cursor_is_the_first_page(token):
    assert asked_cursor({"after": token}) is None


def test_a_cursor_cannot_be_made_by_an_outsider(settings):
    token = Cursor(("a",)).encode()
    settings.SECRET_KEY = "another house"

    assert Cursor.decode(token) is None


@pytest.fixture
def ten_rows(db):
    # Two rows share each moment: the order must not lose or repeat one at a page's edge.
    Session.objects.bulk_create(
        Session(session_key=f"k{n}", session_data="", expire_date=START + timedelta(days=n // 2))
        for n in range(10)
    )


def _page(cursor, limit=3, order=ORDER):
    return order.page(
        Session.objects.all(), cursor=cursor, limit=limit, show=lambda row: row.session_key
    )


def test_paging_on_shows_every_row_once_and_back_shows_the_same_pages(ten_rows):
    pages = [_page(None)]
    while pages[-1].on:
        pages.append(_page(pages[-1].on))
    back = [pages[-1]]
    while back[-1].back:
        back.append(_page(back[-1].back))

    assert [key for page in pages for key in page.items] == [f"k{n}" for n in range(10)]
    assert pages[0].back is None
    assert {key for page in back for key in page.items} == {f"k{n}" for n in range(10)}
    assert len(back[1].items) == 3


def test_a_descending_list_pages_as_well(ten_rows):
    order = Keyset(("-expire_date", "session_key"))

    first = _page(None, limit=4, order=order)
    second = _page(first.on, limit=4, order=order)

    assert first.items == ("k8", "k9", "k6", "k7")
    assert second.items == ("k4", "k5", "k2", "k3")


def test_a_page_costs_one_query(ten_rows, django_assert_num_queries):
    cursor = _page(None).on

    with django_assert_num_queries(1):
        _page(cursor)


def test_a_cursor_beyond_the_last_row_begins_again(ten_rows):
    cursor = Cursor((START + timedelta(days=99), "z"))

    assert _page(cursor).items == ("k0", "k1", "k2")


def test_a_cursor_of_another_list_is_the_first_page(ten_rows):
    assert _page(Cursor(("only one",))).items == ("k0", "k1", "k2")


def test_the_links_carry_the_filters_of_the_page(ten_rows):
    links = _page(None).links(path="/inbox/", query="state=open")

    assert links.back_url is None
    assert links.on_url is not None
    assert links.on_url.startswith("/inbox/?state=open&after=")
