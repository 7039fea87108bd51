"""A whole life over HTTP: each act by the program of the one who may do it."""

from typing import Any

import pytest
from django.db import connection

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.trace.verification import verify_stream
from yangguan.portals.api.tests.conftest import (
    LICENCE,
    PDF,
    REVIEWED,
    SHORTEST,
    SIMPLE,
    Town,
    problem_of,
)

ACT_OF_STEP: dict[str, tuple[Role, str, dict[str, Any]]] = {
    "acceptance": (Role.INTAKE, "accept", {}),
    "review": (Role.REVIEW, "review", {"agrees": True, "opinion": "材料与条件相符。"}),
    "decision": (Role.DECISION, "grant", {}),
    "certificate": (Role.CERTIFICATE, "certify", {}),
    "delivery": (Role.DELIVERY, "deliver", {"receiver": "测鸣沙"}),
}


def play(town: Town, item: str, number: str, *, until: str = "") -> Any:
    """Do every open step until `until` (a kind of step), or to the end; the case afterwards."""
    for _turn in range(20):
        case = town.person.get(f"/cases/{number}").json()
        open_steps = [step for step in case["steps"] if step["state"] == "open"]
        if not open_steps or open_steps[0]["kind"] == until:
            return case
        role, act, body = ACT_OF_STEP[open_steps[0]["kind"]]
        response = town.officer(role, item, step=open_steps[0]["key"]).post(
            f"/cases/{number}/{act}", {**body, "seen_version": case["version"]}
        )
        assert response.status_code == 200, response.content
    raise AssertionError("the process goes in circles")


def submitted(town: Town, item: str) -> Any:
    """A case that the person has applied for with files of its own."""
    draft = town.person.post("/drafts", {"task_code": town.code(item)}).json()
    path = f"/drafts/{draft['id']}"
    town.person.patch(path, {"answers": town.answers(item), "seen_revision": draft["revision"]})
    view = town.person.get(path).json()
    wanted = [fault["element"] for fault in view["faults"]]
    wanted += [line["key"] for line in view["materials"] if line["way"] is None]
    for slot in wanted:
        assert town.person.upload(f"{path}/files", slot).status_code == 201
    assert town.person.get(path).json()["is_complete"]
    response = town.person.post(f"{path}/submit")
    assert response.status_code == 201, response.content
    return response.json()


def test_an_applicant_applies_and_collects_and_evaluates(town):
    new = submitted(town, LICENCE)
    number = new["number"]

    play(town, LICENCE, number, until="delivery")
    collected = town.person.post(f"/cases/{number}/collect")
    evaluated = town.person.post(f"/cases/{number}/evaluate", {"stars": 5, "details": ["510"]})

    assert collected.json()["state"] == "delivered"
    assert evaluated.json()["stars"] == 5
    assert not verify_stream(f"case:{number}").faults
    progress = town.person.post("/progress", {"number": number, "code": new["lookup_code"]})
    assert progress.json()["state_name"] == "送达"
    assert "测鸣沙" not in progress.content.decode()


def test_the_licence_and_the_documents_of_a_granted_case_can_be_downloaded(town):
    number = submitted(town, LICENCE)["number"]

    case = play(town, LICENCE, number, until="delivery")

    (licence,) = town.person.get("/licences").json()
    assert licence["case_number"] == number
    check = town.person.get(f"/licences/check/{licence['check_code']}").json()
    assert check["is_valid"]
    assert check["masked_number"] != licence["number"]
    document = case["documents"][0]["id"]
    for path in (f"/licences/{licence['id']}/file", f"/cases/{number}/documents/{document}"):
        answer = town.person.get(path)
        assert answer.content.startswith(b"%PDF-")
        assert answer["Content-Disposition"].startswith("attachment")
        assert town.stranger.get(path).status_code == 403


def test_a_file_is_downloaded_as_it_was_uploaded_and_by_nobody_else(town):
    draft = town.person.post("/drafts", {"task_code": town.code(LICENCE)}).json()
    slot = town.person.get(f"/drafts/{draft['id']}").json()["materials"][0]["key"]
    file = town.person.upload(f"/drafts/{draft['id']}/files", slot).json()

    answer = town.person.get(f"/files/{file['id']}")

    assert answer.content == PDF
    assert problem_of(town.stranger.get(f"/files/{file['id']}"))["code"] == "not-your-case"


def test_a_correction_is_asked_for_and_answered_in_place(town):
    number = submitted(town, SIMPLE)["number"]
    officer = town.officer(Role.INTAKE, SIMPLE)
    element = next(
        answer["element"]
        for answer in officer.get(f"/cases/{number}").json()["answers"]
        if answer["element"] in town.answers(SIMPLE) and isinstance(answer["value"], str)
    )

    asked = officer.post(
        f"/cases/{number}/request-correction",
        {"lines": [{"subject": element, "fault": "请核对。"}]},
    )
    correction = town.person.get(f"/cases/{number}").json()["correction"]
    corrected = town.person.post(
        f"/cases/{number}/correct", {"answers": {element: town.answers(SIMPLE)[element]}}
    )

    assert asked.json()["state"] == "correction"
    assert [point["subject"] for point in correction] == [element]
    assert corrected.json()["state"] == "submitted"


def test_withdrawal_and_both_refusals_end_a_case(town):
    withdrawn = submitted(town, SIMPLE)["number"]
    answer = town.person.post(f"/cases/{withdrawn}/withdraw", {"reason": "不办了"})
    assert answer.json()["state"] == "withdrawn"

    not_accepted = submitted(town, SIMPLE)["number"]
    answer = town.officer(Role.INTAKE, SIMPLE).post(
        f"/cases/{not_accepted}/refuse-acceptance",
        {"ground": "not-needed", "reasons": "依法不需要申请。"},
    )
    assert answer.json()["state"] == "not-accepted"

    refused = submitted(town, SIMPLE)["number"]
    play(town, SIMPLE, refused, until="decision")
    answer = town.officer(Role.DECISION, SIMPLE).post(
        f"/cases/{refused}/refuse", {"reasons": "不符合办理条件。"}
    )
    assert answer.json()["state"] == "refused"


def counted(send, *arguments):
    """The answer of a write, and its SQL statements with BEGIN and COMMIT."""
    statements: list[str] = []

    def note(execute, sql, *others):
        statements.append(sql)
        return execute(sql, *others)

    with connection.execute_wrapper(note):
        response = send(*arguments)
    assert response.status_code in {200, 201}, response.content
    # Within a test the transaction of a write is a savepoint: there as BEGIN and COMMIT.
    own = [sql for sql in statements if "SAVEPOINT" not in sql]
    assert len(statements) - len(own) == 2, "a write is one transaction without savepoints"
    return response, statements


@pytest.mark.parametrize("item", [SHORTEST, REVIEWED, LICENCE])
def test_a_life_costs_at_most_fifty_statements_with_their_transactions(town, item):
    steps = [
        (
            ACT_OF_STEP[step.kind.value],
            town.officer(ACT_OF_STEP[step.kind.value][0], item, step=key),
        )
        for key, step in town.items[item].content.process.steps()
    ]
    counter, body = steps[0][1], town.intake_body(item)
    # The first case of an item in a process reads its edition into memory; it is not counted.
    counter.post("/cases", body)

    new, spent = counted(counter.post, "/cases", body)
    path = f"/cases/{new.json()['number']}"
    for (_role, act, act_body), officer in steps:
        _answer, statements = counted(officer.post, f"{path}/{act}", act_body)
        spent += statements
    _answer, statements = counted(town.person.post, f"{path}/evaluate", {"stars": 5})
    spent += statements

    assert len(spent) <= 50


def test_the_api_adds_one_statement_to_an_operation_and_its_transaction(town):
    officer = town.officer(Role.INTAKE, SHORTEST)
    number = submitted(town, SHORTEST)["number"]

    _answer, statements = counted(officer.post, f"/cases/{number}/accept", {})

    token, begin, *operation, last, commit = statements
    assert "accounts_apitoken" in token
    assert begin.startswith("SAVEPOINT")
    assert "INSERT INTO idempotency_idempotentreply" in last
    assert "INSERT INTO trace_traceentry" in last
    assert commit.startswith("RELEASE SAVEPOINT")
    assert not any("accounts_" in sql or "idempotency_" in sql for sql in operation)
