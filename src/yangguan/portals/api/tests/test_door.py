"""The door for programs, as the web server opens it: without what only pages need, no less safe."""

from dataclasses import dataclass
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from config.wsgi import application

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


@pytest.fixture
def get():
    # As Django's own test client does it: the connection of the test outlives each request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield _get
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _get(path: str, **environ: str) -> Answer:
    told: list[Any] = []
    request: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": "localhost", **environ}
    setup_testing_defaults(request)
    body = b"".join(
        application(request, lambda status, headers, _info=None: told.extend((status, headers)))
    )
    return Answer(int(told[0].split()[0]), dict(told[1]), body.decode())


@pytest.mark.parametrize("path", ["/api/v1/cases", "/api/v1/items", "/api/v1/nowhere"])
def test_what_guards_every_answer_guards_a_programs(get, path):
    answer = get(path)

    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Content-Type"].startswith(("application/json", "application/problem"))
    assert "Set-Cookie" not in answer.headers


def test_without_a_token_a_program_stays_outside(get):
    assert get("/api/v1/cases").status == 401


def test_a_foreign_host_is_refused(get):
    assert get("/api/v1/items", HTTP_HOST="elsewhere.example").status == 400


def test_a_refusal_speaks_the_language_of_the_program(get):
    chinese, english = (
        get("/api/v1/cases", HTTP_ACCEPT_LANGUAGE=language).text for language in ("zh-CN", "en")
    )

    assert "没有有效的访问令牌" in chinese
    assert "没有有效的访问令牌" not in english


def test_a_page_comes_through_the_door_for_pages(get):
    answer = get("/accounts/login/")

    assert answer.status == 200
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "csrfmiddlewaretoken" in answer.text
