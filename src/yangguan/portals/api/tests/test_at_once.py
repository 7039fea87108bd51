"""Requests that really arrive at once, each with a connection of its own."""

import threading

from django.db import connection

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Case
from yangguan.portals.api.tests.conftest import SHORTEST, Program


def test_of_two_requests_at_once_one_is_done_and_both_get_its_answer(committed_town):
    town = committed_town
    token, body = town.officer(Role.INTAKE, SHORTEST).token, town.intake_body(SHORTEST)
    start, answers = threading.Barrier(4), []

    def send() -> None:
        program = Program(token)
        start.wait(timeout=10)
        try:
            answers.append(program.post("/cases", body, key="i"))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.content for answer in answers}) == 1
    assert (
        Case.objects.filter(number__in={answer.json()["number"] for answer in answers}).count() == 1
    )
