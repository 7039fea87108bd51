"""One item: its editions with number, state, day and digest, and every field of one of them."""

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.tests import builders as b
from yangguan.registers.catalogue.models import Edition
from yangguan.registers.catalogue.operations.publish_edition import publish_content


def second_edition(desk):
    return publish_content(
        b.content(basis="新的依据"),
        department=desk.town.department,
        source="",
        slug="",
        by=desk.actor(Role.EDITOR),
        at=b.TUESDAY,
    )


def page_of(desk, query=""):
    url = f"/editor/items/{desk.town.item.task_code}/{query}"
    return desk.client(Role.EDITOR).get(url).content.decode()


def test_the_edition_in_force_is_shown_with_form_material_and_process(desk):
    page = page_of(desk)

    for words in ("布局图", "site_address", "审查", "第 1 版", "2025-07-01"):
        assert words in page
    assert Edition.objects.get(item=desk.town.item).digest[:16] in page


def test_an_older_edition_can_still_be_read(desk):
    second_edition(desk)

    assert "新的依据" in page_of(desk)
    assert "新的依据" not in page_of(desk, "?edition=1")
    assert "已被新版替代" in page_of(desk, "?edition=1")


def test_an_unknown_item_or_edition_is_not_found(desk):
    client = desk.client(Role.EDITOR)

    assert client.get("/editor/items/nothing/").status_code == 404
    assert client.get(f"/editor/items/{desk.town.item.task_code}/?edition=9").status_code == 404


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    client = desk.client(Role.EDITOR)
    client.get(f"/editor/items/{desk.town.item.task_code}/")

    with django_assert_max_num_queries(6):
        client.get(f"/editor/items/{desk.town.item.task_code}/")


def test_an_edition_is_compared_with_the_one_before(desk):
    second_edition(desk)
    url = f"/editor/items/{desk.town.item.task_code}/compare/1/2/"

    assert url in page_of(desk)
    page = desk.client(Role.EDITOR).get(url).content.decode()
    assert "设定依据" in page
    assert "新的依据" in page
    assert desk.client(Role.EDITOR).get(url.replace("/2/", "/7/")).status_code == 404
