"""Every "no" of the API is a problem document with a stable code (RFC 9457)."""

import pytest
from django.apps import apps
from django.test import Client, override_settings

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.refusals import Refusal
from yangguan.portals.api.document import document
from yangguan.portals.api.problems import refusal_classes
from yangguan.portals.api.tests.conftest import ROOT, SHORTEST, Program, problem_of


def all_refusals(base: type[Refusal] = Refusal) -> set[type[Refusal]]:
    return {
        cls for each in base.__subclasses__() for cls in {each, *all_refusals(each)}
    }  # fmt: skip


def test_the_table_names_every_refusal_of_the_operations():
    assert apps.ready
    floors = ("foundation", "registers", "handling", "oversight", "portals.api")
    defined = {
        cls.code
        for cls in all_refusals()
        if "code" in vars(cls)
        and cls.__module__.startswith(tuple(f"yangguan.{floor}" for floor in floors))
        and ".tests." not in cls.__module__
    }

    told = {cls.code for cls in refusal_classes()}

    assert defined <= told
    table = document()["info"]["description"]
    assert all(f"| `{code}` |" in table for code in told)


def test_a_code_belongs_to_one_refusal():
    codes = [cls.code for cls in all_refusals() if "code" in vars(cls)]
    ours = [code for code in codes if code in {cls.code for cls in refusal_classes()}]

    assert len(ours) == len(set(ours))


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nobody"},
                                     {"Authorization": "Basic YTpi"}])  # fmt: skip
def test_without_a_known_token_nobody_comes_in(town, headers):
    answer = Client().get(f"{ROOT}/cases", headers=headers)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert problem_of(answer)["code"] == "token-missing"


def test_a_session_is_no_token(town):
    client = Client()
    assert client.login(username="620982198803128995", password="dunhuang-yangguan")

    assert client.get(f"{ROOT}/me").status_code == 401


def test_an_incomplete_application_names_each_fault(town):
    draft = town.person.post("/drafts", {"task_code": town.code(SHORTEST)}).json()["id"]

    answer = town.person.post(f"/drafts/{draft}/submit")

    problem = problem_of(answer)
    assert (answer.status_code, problem["code"]) == (422, "answers-incomplete")
    assert {"field", "label", "message"} == set(problem["faults"][0])


def test_members_that_are_missing_wrong_or_unknown_are_named(town):
    answer = town.person.post("/cases/x/evaluate", {"stars": "many", "colour": "red"})

    faults = {fault["field"]: fault["message"] for fault in problem_of(answer)["faults"]}
    assert problem_of(answer)["code"] == "invalid-request"
    assert faults == {"stars": "要填整数。", "colour": "没有这一项。"}


@pytest.mark.parametrize(
    "body", [b"{", b"\xff", b'{"task_code": "\\u0000"}', b'{"task_code": "\\ud800"}']
)
def test_what_is_no_json_is_unreadable(town, body):
    answer = Client().post(
        f"{ROOT}/drafts",
        data=body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {town.person.token}", "Idempotency-Key": "k"},
    )

    assert answer.status_code == 400
    assert problem_of(answer)["code"] == "request-unreadable"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/xml"])
def test_a_body_that_is_not_called_json_is_not_read(town, kind):
    answer = Client().post(
        f"{ROOT}/drafts",
        data=b'{"task_code": "x"}',
        content_type=kind,
        headers={"Authorization": f"Bearer {town.person.token}", "Idempotency-Key": "k"},
    )

    assert answer.status_code == 415
    assert problem_of(answer)["code"] == "media-type-unsupported"


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_a_body_that_is_too_large_is_refused(town):
    answer = town.person.post("/drafts", {"task_code": "x" * 2000})

    assert answer.status_code == 413
    assert problem_of(answer)["code"] == "request-too-large"


@override_settings(UPLOAD_MAX_BYTES=0)
def test_a_file_that_is_too_large_is_refused_before_it_is_read(town):
    answer = town.person.upload("/cases/x/files", "material-1", b"%PDF-" + b"0" * 2**20)

    assert answer.status_code == 413


def test_a_nul_in_the_address_is_refused(town):
    assert problem_of(town.person.get("/items", q="a\x00"))["code"] == "request-unreadable"
    assert problem_of(town.person.get("/cases/%00"))["code"] == "request-unreadable"


def test_a_wrong_method_and_a_wrong_address_are_told_as_problems(town):
    wrong_method = town.person.client.put(f"{ROOT}/items")
    wrong_address = town.person.client.get(f"{ROOT}/nothing")

    assert problem_of(wrong_method)["code"] == "method-not-allowed"
    assert wrong_method["Allow"] == "GET"
    assert wrong_address.status_code == 404
    assert problem_of(wrong_address)["status"] == 404


def test_an_unexpected_fault_says_that_nothing_was_done(town, monkeypatch, caplog):
    def fail(**_values):
        raise RuntimeError("boom")

    monkeypatch.setattr("yangguan.portals.api.drafts.begin_draft", fail)

    answer = town.person.post("/drafts", {"task_code": town.code(SHORTEST)})

    assert answer.status_code == 500
    assert problem_of(answer)["code"] == "server-fault"
    assert "boom" not in answer.content.decode()
    assert "boom" in caplog.text


def test_each_side_keeps_to_its_own(town):
    officer = town.officer(Role.INTAKE, SHORTEST)

    assert problem_of(town.person.get("/work"))["code"] == "officers-only"
    assert problem_of(officer.get("/cases"))["code"] == "applicants-only"
    assert problem_of(officer.post("/drafts", {"task_code": town.code(SHORTEST)}))["code"] == (
        "applicants-only"
    )
    refused = town.person.post("/cases", town.intake_body(SHORTEST))
    assert problem_of(refused)["code"] == "not-your-desk"


def test_numbers_cannot_be_tried_out_without_an_intake_post(town):
    body = {**town.intake_body(SHORTEST), "applicant_number": "620982198803128995"}
    del body["applicant_id"]

    stranger = town.officer(Role.DECISION, SHORTEST)
    assert problem_of(stranger.post("/cases", body))["code"] == "officers-only"
    assert town.officer(Role.INTAKE, SHORTEST).post("/cases", body).status_code == 201
    body["applicant_number"] = "620982199003070013"
    unknown = town.officer(Role.INTAKE, SHORTEST).post("/cases", body)
    assert problem_of(unknown)["code"] == "party-unknown"


def test_a_counter_registers_an_applicant_once_and_for_good(town):
    counter = town.officer(Role.INTAKE, SHORTEST)
    body = {"name": "测新人", "document_type": "111", "number": "620982199003070013"}

    first = counter.post("/parties", body)
    again = counter.post("/parties", body)
    other = counter.post("/parties", {**body, "name": "测旧人"})

    assert first.status_code == 201, first.content
    assert again.json()["id"] == first.json()["id"]
    assert problem_of(other)["code"] == "party-already-registered"
    assert problem_of(town.person.post("/parties", body))["code"] == "officers-only"


def test_another_persons_case_looks_like_what_it_is(town):
    officer = town.officer(Role.INTAKE, SHORTEST)
    number = officer.post("/cases", town.intake_body(SHORTEST)).json()["number"]

    assert problem_of(town.stranger.get(f"/cases/{number}"))["code"] == "not-your-case"
    assert problem_of(town.stranger.get("/cases/none"))["code"] == "case-not-found"
    assert problem_of(town.stranger.post(f"/cases/{number}/withdraw", {}))["code"] == (
        "not-your-case"
    )


def test_progress_can_be_asked_for_thirty_times_a_minute(town, monkeypatch):
    stranger = Program("")
    body = {"number": "1", "code": "AAAA"}

    answers = [stranger.post("/progress", body).status_code for _each in range(62)]

    # A minute may have turned within the test, never two.
    assert 404 in answers
    assert answers[-1] == 429


def test_refusals_speak_the_readers_language_with_the_same_code(town):
    answer = Client().get(f"{ROOT}/items/none", headers={"Accept-Language": "en"})

    assert problem_of(answer)["code"] == "item-not-found"
