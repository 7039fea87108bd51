"""实时监察: counts that add up, lights that filter, a page that renews itself."""

import html
import json
import re

from yangguan.foundation.actors.actor import Role


def own(desk):
    """The list of the small city's own department."""
    return f"/supervisor/?department={desk.town.department.pk}"


def test_late_and_timely_cases_stand_under_their_lights(desk):
    desk.accepted(days_ago=90)
    desk.accepted()

    page = desk.client(Role.SUPERVISOR).get(own(desk)).content.decode()

    assert "在承诺内 1，提醒 0，超承诺 0，超法定 1，停钟 0" in page
    assert page.count("测鸣沙</a>") == 2


def test_a_light_leaves_its_own_cases(desk):
    desk.accepted(days_ago=90)
    desk.accepted()

    page = desk.client(Role.SUPERVISOR).get(own(desk) + "&light=red").content.decode()

    assert page.count("测鸣沙</a>") == 1
    assert "红牌" in page


def test_a_department_leaves_its_own_cases(desk):
    desk.accepted()
    other = desk.town.other_department.pk

    client = desk.client(Role.SUPERVISOR)

    assert client.get(f"/supervisor/?department={other}").content.decode().count("测鸣沙</a>") == 0
    assert client.get(own(desk)).content.decode().count("测鸣沙</a>") == 1


def test_nonsense_in_the_address_shows_everything(desk):
    desk.accepted()

    page = desk.client(Role.SUPERVISOR).get("/supervisor/?light=purple&department=x")

    assert "测鸣沙</a>" in page.content.decode()


def test_htmx_gets_the_live_part_with_the_time_of_the_update(desk):
    part = desk.client(Role.SUPERVISOR).get("/supervisor/", headers={"HX-Request": "true"})

    page = part.content.decode()
    assert page.lstrip().startswith('<div id="live"')
    assert 'hx-trigger="every 30s"' in page
    assert re.search(r"<time datetime=\"[^\"]+\">\d\d:\d\d:\d\d</time>", page)


def test_the_chart_says_what_the_table_says(desk):
    desk.accepted(days_ago=90)
    page = desk.client(Role.SUPERVISOR).get("/supervisor/").content.decode()

    found = re.search(r'data-chart="([^"]+)"', page)
    assert found
    option = json.loads(html.unescape(found[1]))
    red = next(each for each in option["series"] if each["name"] == "超法定")
    assert red["data"][option["yAxis"]["data"].index(desk.town.department.short_name)] == 1


def test_the_list_shows_names_and_no_number_of_a_person(desk):
    desk.accepted()

    page = desk.client(Role.SUPERVISOR).get("/supervisor/").content.decode()

    assert desk.town.applicant.number not in page


def test_only_supervision_may_look(desk):
    assert desk.client(Role.REVIEW).get("/supervisor/").status_code == 403


def test_thirty_cases_cost_what_one_costs(desk, django_assert_max_num_queries):
    for _ in range(30):
        desk.accepted()
    client = desk.client(Role.SUPERVISOR)

    with django_assert_max_num_queries(5):
        client.get("/supervisor/")
