"""Whole pages for strangers: who gets a kept page, what is never kept, when a page ends."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils.translation import override

from yangguan.foundation.web import page_cache
from yangguan.foundation.web.page_cache import KeptPage, PageMemory, cached_for_strangers

factory = RequestFactory()


@pytest.fixture(autouse=True)
def _pages_are_kept(settings: Any) -> Iterator[None]:
    settings.PAGE_CACHE_SECONDS = 60
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    page_cache.forget()
    yield
    page_cache.forget()


class Counting:
    """A view that says how often it has run."""

    def __init__(self) -> None:
        self.runs = 0
        self.view = cached_for_strangers(self.page)

    def page(self, request: HttpRequest) -> HttpResponse:
        self.runs += 1
        return HttpResponse(f"run {self.runs}")


def ask(counting: Counting, path: str = "/", **extra: Any) -> HttpResponse:
    request = factory.get(path, **extra)
    return counting.view(request)


def test_the_second_stranger_is_answered_without_running_the_view():
    counting = Counting()

    first, second = ask(counting), ask(counting)

    assert counting.runs == 1
    assert second.content == first.content


def test_another_query_language_or_layout_is_another_page():
    counting = Counting()

    ask(counting, "/?q=1")
    ask(counting, "/?q=2")
    with override("en"):
        ask(counting, "/?q=1")
    ask(counting, "/?q=1", headers={"cookie": "layout=elder"})

    assert counting.runs == 4


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "sessionid=abc"},
        {"cookie": "messages=abc"},
        {"hx-request": "true"},
        {"authorization": "Bearer abc"},
    ],
    ids=["session", "messages", "htmx", "token"],
)
def test_a_reader_who_is_known_or_asks_for_a_fragment_gets_the_view_itself(headers):
    counting = Counting()
    ask(counting)

    answer = ask(counting, headers=headers)

    assert answer.content == b"run 2"
    assert "ETag" not in answer


def test_a_post_runs_the_view():
    counting = Counting()
    ask(counting)

    counting.view(factory.post("/"))

    assert counting.runs == 2


def _with_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("page")
    response.set_cookie("layout", "elder")
    return response


def _with_token(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


def _missing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("page", status=404)


def _not_to_be_stored(request: HttpRequest) -> HttpResponse:
    return HttpResponse("page", headers={"Cache-Control": "no-store"})


def _with_session(request: HttpRequest) -> HttpResponse:
    request.session = SessionStore()
    request.session["seen"] = True
    return HttpResponse("page")


@pytest.mark.parametrize(
    "page", [_with_cookie, _with_token, _missing, _not_to_be_stored, _with_session]
)
def test_an_answer_that_is_not_the_same_for_all_is_not_kept(page):
    view = cached_for_strangers(page)

    answers = [view(factory.get("/")) for _ in range(2)]

    assert all("ETag" not in answer for answer in answers)


def test_an_answer_tells_caches_to_ask_each_time_and_what_it_depends_on():
    answer = ask(Counting())

    assert answer["Cache-Control"] == "no-cache"
    assert {each.strip() for each in answer["Vary"].split(",")} == {"Accept-Language", "Cookie"}


def test_a_browser_that_has_the_page_is_told_so():
    counting = Counting()
    etag = ask(counting)["ETag"]

    answer = ask(counting, headers={"if-none-match": etag})

    assert answer.status_code == 304
    assert answer.content == b""


def test_a_page_ends_when_something_was_published():
    counting = Counting()
    ask(counting)

    page_cache.outdate()
    page_cache._generation.forget()

    assert ask(counting).content == b"run 2"


def test_nothing_is_kept_when_the_setting_says_zero_seconds(settings):
    settings.PAGE_CACHE_SECONDS = 0
    counting = Counting()

    ask(counting)
    ask(counting)

    assert counting.runs == 2


def kept(size: int, *, until: float = 100.0) -> KeptPage:
    return KeptPage(b"x" * size, "text/html", '"e"', "g", until)


def test_a_page_ends_at_its_time():
    memory = PageMemory()
    memory.put(("a",), kept(1, until=10.0))

    assert memory.get(("a",), generation="g", at=9.9) is not None
    assert memory.get(("a",), generation="g", at=10.0) is None
    assert memory.bytes == 0


def test_the_memory_is_bounded_and_drops_what_was_not_read_for_longest():
    memory = PageMemory(max_bytes=3 * kept(1_000).size)
    for name in "abc":
        memory.put((name,), kept(1_000))
    memory.get(("a",), generation="g", at=0.0)

    memory.put(("d",), kept(1_000))

    held = [name for name in "abcd" if memory.get((name,), generation="g", at=0.0)]
    assert held == ["a", "c", "d"]
    assert memory.bytes <= memory.max_bytes


def test_a_page_larger_than_the_memory_is_not_kept_and_drops_nothing():
    memory = PageMemory(max_bytes=5_000)
    memory.put(("a",), kept(100))

    memory.put(("b",), kept(9_000))

    assert memory.get(("a",), generation="g", at=0.0) is not None
    assert memory.get(("b",), generation="g", at=0.0) is None


def test_the_wrapped_view_keeps_the_mark_of_who_may_open_it():
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    vars(page)["access"] = "anyone"

    assert vars(cached_for_strangers(page))["access"] == "anyone"
