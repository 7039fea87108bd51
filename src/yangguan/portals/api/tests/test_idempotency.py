"""Idempotency-Key: a request that is sent again is answered again, not done again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.idempotency import store
from yangguan.foundation.idempotency.models import IdempotentReply
from yangguan.foundation.idempotency.tasks import purge_idempotent_replies
from yangguan.handling.cases.models import Case, CaseFile
from yangguan.portals.api.tests.conftest import PDF, SHORTEST, problem_of


def test_the_same_intake_twice_makes_one_case_and_gives_the_same_answer(town):
    officer, body = town.officer(Role.INTAKE, SHORTEST), town.intake_body(SHORTEST)

    first = officer.post("/cases", body, key="a")
    second = officer.post("/cases", body, key="a")

    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert Case.objects.count() == 1


def test_a_retry_is_answered_although_the_case_has_moved_on_since(town):
    officer = town.officer(Role.INTAKE, SHORTEST)
    number = officer.post("/cases", town.intake_body(SHORTEST)).json()["number"]
    accepted = officer.post(f"/cases/{number}/accept", {}, key="b")
    town.officer(Role.DECISION, SHORTEST).post(f"/cases/{number}/grant", {})

    again = officer.post(f"/cases/{number}/accept", {}, key="b")

    assert again.content == accepted.content
    assert again.json()["state"] == "accepted"


def test_a_key_with_another_request_is_refused(town):
    officer, body = town.officer(Role.INTAKE, SHORTEST), town.intake_body(SHORTEST)
    officer.post("/cases", body, key="c")

    other = officer.post("/cases", {**body, "on_paper": []}, key="c")

    assert other.status_code == 409
    assert problem_of(other)["code"] == "request-differs"


def test_a_key_belongs_to_its_account(town):
    path, body = "/drafts", {"task_code": town.code(SHORTEST)}

    first = town.person.post(path, body, key="d")
    other = town.stranger.post(path, body, key="d")

    assert first.json()["id"] != other.json()["id"]


@pytest.mark.parametrize("key", ["", "中文", "two words", "x" * 129])
def test_a_write_without_a_usable_key_is_refused(town, key):
    answer = town.person.client.post(
        "/api/v1/drafts",
        data="{}",
        content_type="application/json",
        headers={"Authorization": f"Bearer {town.person.token}", "Idempotency-Key": key},
    )

    assert answer.status_code == 400
    assert problem_of(answer)["code"] == "idempotency-key-missing"


def test_a_refused_write_leaves_its_key_free_for_another_try(town):
    draft = town.person.post("/drafts", {"task_code": town.code(SHORTEST)}).json()["id"]
    refused = town.person.post(f"/drafts/{draft}/submit", key="e")
    town.person.patch(f"/drafts/{draft}", {"answers": town.answers(SHORTEST)})
    view = town.person.get(f"/drafts/{draft}").json()
    for slot in [line["key"] for line in view["materials"] if line["way"] is None]:
        town.person.upload(f"/drafts/{draft}/files", slot)

    done = town.person.post(f"/drafts/{draft}/submit", key="e")

    assert refused.status_code == 422
    assert done.status_code == 201, done.content


def test_an_upload_sent_again_with_another_boundary_is_the_same_request(town):
    draft = town.person.post("/drafts", {"task_code": town.code(SHORTEST)}).json()["id"]
    slot = town.person.get(f"/drafts/{draft}").json()["materials"][0]["key"]
    path = f"/drafts/{draft}/files"

    first = town.person.upload(path, slot, key="f")
    second = town.person.upload(path, slot, key="f")
    other = town.person.upload(path, slot, PDF + b"%", key="f")

    assert second.content == first.content
    assert CaseFile.objects.count() == 1
    assert problem_of(other)["code"] == "request-differs"


def test_a_request_that_did_not_see_the_first_ones_reply_finds_it_in_the_end(town, monkeypatch):
    officer, body = town.officer(Role.INTAKE, SHORTEST), town.intake_body(SHORTEST)
    number = officer.post("/cases", body).json()["number"]
    path = f"/cases/{number}/accept"
    first = officer.post(path, {}, key="g")
    # As if both had asked before either had answered: the operation then refuses the second.
    monkeypatch.setattr(store, "reply_from", lambda _columns: None)

    second = officer.post(path, {}, key="g")

    assert second.status_code == 200
    assert second.content == first.content


def test_a_write_whose_key_was_answered_meanwhile_is_rolled_back(town, monkeypatch):
    draft = town.person.post("/drafts", {"task_code": town.code(SHORTEST)}).json()["id"]
    slot = town.person.get(f"/drafts/{draft}").json()["materials"][0]["key"]
    first = town.person.upload(f"/drafts/{draft}/files", slot, key="h")
    monkeypatch.setattr(store, "reply_from", lambda _columns: None)

    second = town.person.upload(f"/drafts/{draft}/files", slot, key="h")

    assert second.content == first.content
    assert CaseFile.objects.count() == 1


def test_replies_lie_encrypted_and_are_purged_after_a_week(town):
    officer = town.officer(Role.INTAKE, SHORTEST)
    code = officer.post("/cases", town.intake_body(SHORTEST), key="j").json()["lookup_code"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM idempotency_idempotentreply WHERE key = 'j'")
        (stored,) = cursor.fetchone()
    assert code.encode() not in bytes(stored)
    now = timezone.now()

    purge_idempotent_replies.func(timestamp=int((now + timedelta(days=6)).timestamp()))
    assert IdempotentReply.objects.filter(key="j").exists()
    purge_idempotent_replies.func(timestamp=int((now + timedelta(days=8)).timestamp()))
    assert not IdempotentReply.objects.exists()


def test_the_fingerprint_keeps_parts_apart():
    assert store.fingerprint([b"ab", b"c"]) != store.fingerprint([b"a", b"bc"])
