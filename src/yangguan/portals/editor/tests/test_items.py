"""事项清单: found by name, code or department."""

import pytest

from yangguan.foundation.actors.actor import Role


def test_items_are_listed_and_lead_to_their_page(desk):
    url = f"/editor/?department={desk.town.department.pk}"

    page = desk.client(Role.EDITOR).get(url).content.decode()

    assert f"/editor/items/{desk.town.item.task_code}/" in page


def test_a_department_without_items_has_none(desk):
    other = desk.town.other_department.pk

    page = desk.client(Role.EDITOR).get(f"/editor/?department={other}").content.decode()

    assert "没有这样的事项" in page


def test_a_search_finds_by_name_and_nothing_for_nonsense(desk):
    client = desk.client(Role.EDITOR)
    name = desk.town.item.name

    assert name in client.get("/editor/", {"q": name[:4]}).content.decode()
    assert "没有这样的事项" in client.get("/editor/", {"q": "饕餮魍魉"}).content.decode()


@pytest.mark.parametrize("after", ["\0", "\n", "x"])
def test_a_page_that_begins_nowhere_is_a_page_all_the_same(desk, after):
    assert desk.client(Role.EDITOR).get("/editor/", {"after": after}).status_code == 200


def test_htmx_gets_the_list_alone(desk):
    part = desk.client(Role.EDITOR).get("/editor/", headers={"HX-Request": "true"})

    assert part.content.decode().lstrip().startswith('<div id="item-list"')


def test_only_editors_may_look(desk):
    assert desk.client(Role.INTAKE).get("/editor/").status_code == 403


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    client = desk.client(Role.EDITOR)

    with django_assert_max_num_queries(7):
        client.get("/editor/")


def test_a_suspended_item_stands_under_its_state(desk):
    desk.town.item.state = "2"
    desk.town.item.save(update_fields=["state"])
    client = desk.client(Role.EDITOR)
    name = desk.town.item.name

    assert name in client.get("/editor/?state=2").content.decode()
    assert f'">{name}</a>' not in client.get("/editor/?state=1").content.decode()


def test_filters_are_kept_under_a_name_and_forgotten(desk):
    client = desk.client(Role.EDITOR)

    kept = client.post("/editor/views/", {"name": "停办的", "query": "state=2"})
    assert kept.url == "/editor/?state=2"
    page = client.get("/editor/").content.decode()
    assert "停办的" in page

    number = page.split('name="remove" value="')[1].split('"')[0]
    client.post("/editor/views/", {"remove": number})
    assert "停办的" not in client.get("/editor/").content.decode()
