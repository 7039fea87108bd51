"""收件: what waits for acceptance at this counter."""

from yangguan.foundation.actors.actor import Role


def test_applications_to_accept_are_listed_and_others_are_not(desk):
    desk.taken_in()
    desk.accepted()

    page = desk.client(Role.INTAKE).get("/counter/").content.decode()

    assert page.count("测鸣沙</a>") == 1


def test_an_empty_counter_says_so(desk):
    assert "没有等受理的申请" in desk.client(Role.INTAKE).get("/counter/").content.decode()


def test_a_reviewer_has_no_counter(desk):
    assert desk.client(Role.REVIEW).get("/counter/").status_code == 403


def test_thirty_rows_cost_what_one_costs(desk, django_assert_max_num_queries):
    for _ in range(30):
        desk.taken_in()
    client = desk.client(Role.INTAKE)

    with django_assert_max_num_queries(6):
        page = client.get("/counter/").content.decode()

    assert page.count("测鸣沙</a>") == 30
