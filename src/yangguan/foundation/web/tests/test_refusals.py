"""An expected "no" in the form that was asked for."""

from yangguan.foundation.web.refusals import Refusal
from yangguan.foundation.web.tests.views import AlreadyAccepted


def test_a_refusal_names_its_facts():
    refusal = AlreadyAccepted(who="王敏")

    assert refusal.text == "王敏 已经受理了这一件。"
    assert refusal.advice == "请刷新这一页。"
    assert str(refusal) == "already-accepted: 王敏 已经受理了这一件。"


def test_a_percent_sign_needs_no_escape_where_there_are_no_facts():
    class Full(Refusal):
        code = "full"
        message = "已经 100% 约满。"

    assert Full().text == "已经 100% 约满。"


def test_a_person_gets_a_page_that_says_what_to_do(reader):
    response = reader.get("/refusing/", headers={"referer": "http://testserver/inbox/"})

    html = response.content.decode()
    assert response.status_code == 422
    assert "王敏 已经受理了这一件。" in html
    assert "请刷新这一页。" in html
    assert 'href="/inbox/"' in html
    assert "HX-Retarget" not in response


def test_htmx_gets_a_notice_for_the_message_area(reader):
    response = reader.get("/refusing/", headers={"hx-request": "true"})

    assert response.status_code == 422
    assert response["HX-Retarget"] == "#messages"
    assert response["HX-Reswap"].startswith("innerHTML")
    assert response.content.decode().count("<html") == 0


def test_a_program_gets_a_problem_document_with_the_code(reader):
    response = reader.get("/api/v1/refusing/")

    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:yangguan:problem:already-accepted",
        "title": "王敏 已经受理了这一件。",
        "status": 422,
        "code": "already-accepted",
        "todo": "请刷新这一页。",
        "field": "opinion",
    }


def test_the_names_in_a_refusal_cannot_become_markup(reader, monkeypatch):
    monkeypatch.setattr(AlreadyAccepted, "message", "<script>alert(1)</script>")

    assert "<script>alert" not in reader.get("/refusing/").content.decode()
