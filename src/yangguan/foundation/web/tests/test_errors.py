"""What goes wrong, in the same look, and what to do next."""

import pytest
from django.template import loader
from django.test import Client, RequestFactory

from yangguan.foundation.web import errors


def test_a_missing_page_leads_on(reader):
    response = reader.get("/nowhere/")

    html = response.content.decode()
    assert response.status_code == 404
    assert "没有这个页面" in html
    assert 'href="/home/"' in html


def test_a_missing_page_of_the_api_is_a_problem_document(reader):
    response = reader.get("/api/v1/nowhere/")

    assert response.status_code == 404
    assert response.json()["code"] == "not-found"


def test_htmx_gets_an_error_as_a_notice(reader):
    response = reader.get("/nowhere/", headers={"hx-request": "true"})

    assert response["HX-Retarget"] == "#messages"
    assert "<html" not in response.content.decode()


def test_our_own_fault_is_told_without_request_session_or_database(reader):
    response = reader.get("/breaking/")

    html = response.content.decode()
    assert response.status_code == 500
    assert "我们这边出了问题" in html
    assert "broken on purpose" not in html


def test_our_own_fault_is_told_even_if_the_templates_are_broken(monkeypatch):
    def fail(*args: object, **kwargs: object) -> str:
        raise RuntimeError("no templates today")

    monkeypatch.setattr(loader, "render_to_string", fail)

    response = errors.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "我们这边出了问题" in response.content.decode()


def test_a_form_without_a_token_is_told_that_the_page_was_open_too_long():
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "zh-hans"})

    response = client.post("/post/")

    assert response.status_code == 403
    assert "这一页放得太久了" in response.content.decode()


@pytest.mark.parametrize(
    ("handler", "status"),
    [
        (errors.bad_request, 400),
        (errors.permission_denied, 403),
        (errors.page_not_found, 404),
        (errors.too_many_requests, 429),
    ],
)
def test_each_handler_answers_before_any_middleware_has_run(handler, status):
    response = handler(RequestFactory().get("/"))

    assert response.status_code == status
    assert "<h1>" in response.content.decode()


def test_a_reason_for_no_access_is_shown():
    reason = errors.AccessRefused("只供评审专家。", "请向主持人申请。")

    html = errors.permission_denied(RequestFactory().get("/"), reason).content.decode()

    assert "只供评审专家。" in html
    assert "请向主持人申请。" in html
