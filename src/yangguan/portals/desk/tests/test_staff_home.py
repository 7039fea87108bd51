"""今日: the officer's own work, and nobody else's."""

import pytest
from django.test import Client

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.queries.work_counts import MOST_COUNTED
from yangguan.portals.desk.shell import bounded


def test_an_officer_sees_posts_counts_and_what_is_due_first(desk):
    desk.taken_in()

    page = desk.client(Role.INTAKE).get("/staff/").content.decode()

    assert "intake岗" in page
    assert "待受理" in page
    assert "测鸣沙" in page
    assert "待审查" not in page


def test_a_supervisor_is_led_to_live_supervision_and_has_no_work_list(desk):
    page = desk.client(Role.SUPERVISOR).get("/staff/").content.decode()

    assert "实时监察" in page
    assert "我的待办" not in page


def test_an_officer_lands_here_after_signing_in(desk):
    account = desk.accounts[Role.REVIEW]
    account.set_password("dunhuang-yangguan")
    account.save()

    answer = Client().post("/accounts/login/", {"login": "G97002", "password": "dunhuang-yangguan"})

    assert answer.status_code == 302
    assert answer["Location"] == "/staff/"


def test_a_stranger_is_led_to_sign_in(db):
    answer = Client().get("/staff/")

    assert answer["Location"].startswith("/accounts/login/")


def test_thirty_cases_cost_what_one_costs(desk, django_assert_max_num_queries):
    for _ in range(30):
        desk.taken_in()
    client = desk.client(Role.INTAKE)

    with django_assert_max_num_queries(6):
        client.get("/staff/")


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0"), (MOST_COUNTED, "1,000"), (MOST_COUNTED + 1, "1,000+")],
)
def test_a_count_is_told_up_to_a_bound(count, words):
    assert bounded(count) == words
