"""Lists over HTTP: cursors lead on and back, and belong to their list."""

import msgspec
import pytest
from django.test import Client
from django.utils import timezone

from yangguan.foundation.actors.actor import Role, system_actor
from yangguan.portals.api.tests.conftest import LICENCE, ROOT, SHORTEST, SIMPLE, problem_of
from yangguan.registers.catalogue.codes import ITEM_TYPES, PUBLIC_SERVICE
from yangguan.registers.catalogue.editions import edition_view
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.operations.publish_edition import publish_content


def open_get(path, headers=None, **query):
    return Client().get(ROOT + path, query, headers=headers)


def test_items_are_read_page_by_page_in_the_order_of_their_names(town):
    found, cursor = [], None
    for _page in town.items:
        page = open_get("/items", limit=1, **({"cursor": cursor} if cursor else {})).json()
        found += [item["task_code"] for item in page["items"]]
        cursor = page["next"]

    assert sorted(found) == sorted(town.code(item) for item in town.items)
    assert cursor is None


def test_a_search_finds_an_item_by_its_words(town):
    name = town.items[SIMPLE].content.name

    page = open_get("/items", q=name).json()

    assert page["items"][0]["task_code"] == town.code(SIMPLE)
    assert not any(page[how] for how in ("is_loose", "is_close", "is_mentioned", "instead"))


def test_a_search_says_when_it_found_what_is_close_or_only_mentions_the_words(town):
    content = town.items[SIMPLE].content
    slipped = content.name[:-1] + "虚"
    law = max((each.law for each in content.laws), key=len)

    close = open_get("/items", q=slipped).json()
    mentioned = open_get("/items", q=law).json()

    assert (close["is_close"], close["items"][0]["name"]) == (True, content.name)
    assert mentioned["is_mentioned"]
    assert town.code(SIMPLE) in [each["task_code"] for each in mentioned["items"]]


@pytest.mark.parametrize("words", [True, False])
def test_every_filter_narrows_a_search_and_a_list_alike(town, words):
    item = ServiceItem.objects.get(task_code=town.code(SIMPLE))
    ServiceItem.objects.filter(pk=item.pk).update(is_online=False)
    lists = ("public-services", "powers")
    q = {"q": item.name} if words else {}
    wanted = {
        "department": item.department_id,
        "audience": "person",
        "theme": item.person_topics[0],
        "town": item.town_code,
        "list": lists[item.item_type != PUBLIC_SERVICE],
    }
    others = {
        "department": 2**31 - 1,
        "theme": "none",
        "town": "620982999000",
        "list": lists[item.item_type == PUBLIC_SERVICE],
        "online": True,
    }

    found = open_get("/items", limit=100, **q, **wanted).json()["items"]

    assert item.task_code in [each["task_code"] for each in found]
    for name, other in others.items():
        narrowed = open_get("/items", limit=100, **q, **{**wanted, name: other}).json()
        assert narrowed["items"] == [], name


@pytest.mark.parametrize(
    "wrong", [{"theme": "0'2"}, {"town": "'"}, {"list": "none"}, {"online": "perhaps"}]
)
def test_a_filter_that_cannot_be_is_refused_by_its_name(db, wrong):
    answer = open_get("/items", q="许可", **wrong)

    assert answer.status_code == 422
    assert next(iter(wrong)) in answer.content.decode()


def test_a_search_says_what_it_looked_for_instead(town):
    page = open_get("/items", q="开饭馆").json()

    assert page["instead"] == "食品经营"
    assert page["items"][0]["task_code"] == town.code(LICENCE)


def test_items_are_filtered_by_department_audience_and_theme(town):
    department = next(
        each["id"]
        for each in open_get("/departments").json()
        if each["name"] == town.items[SIMPLE].department_name
    )
    themes = open_get("/themes").json()

    items = open_get("/items", department=department, audience="person").json()["items"]
    by_theme = open_get("/items", theme=themes[0]["code"]).json()["items"]

    assert town.code(SIMPLE) in [item["task_code"] for item in items]
    assert len(by_theme) == themes[0]["item_count"]


def test_a_guide_is_the_edition_as_published(town):
    guide = open_get(f"/items/{town.code(LICENCE)}").json()

    assert guide["content"]["materials"][0]["name"]
    assert guide["edition"] == guide["current_edition"] == 1
    assert open_get(f"/items/{town.code(LICENCE)}", edition=2).status_code == 404


def test_two_editions_are_compared_in_chinese_whoever_asks(town):
    item = ServiceItem.objects.get(task_code=town.code(LICENCE))
    old = edition_view(item.edition_id).content
    publish_content(
        msgspec.structs.replace(old, quantity_limit="每街一家"),
        department=item.department,
        source="",
        slug="",
        by=system_actor(),
        at=timezone.now(),
    )

    address = f"/items/{item.task_code}/comparison"
    answer = open_get(address, old=1, new=2, headers={"Accept-Language": "en"}).json()

    assert [
        (each["change"], each["part_name"], each["label"], each["after"])
        for each in answer["differences"]
    ] == [("changed" if old.quantity_limit else "added", "时限", "数量限制", "每街一家")]
    assert open_get(address, old=1, new=3).json()["code"] == "item-not-found"
    assert open_get(address, old=1).status_code == 422


def test_divisions_can_be_asked_for_by_level(town):
    towns = open_get("/regions", level=4).json()

    assert towns
    assert {region["level"] for region in towns} == {4}


def test_work_and_cases_page_on_and_back(town, django_assert_num_queries):
    officer = town.officer(Role.INTAKE, SHORTEST)
    for _case in range(3):
        officer.post("/cases", town.intake_body(SHORTEST))

    for program, path in ((officer, "/work"), (town.person, "/cases")):
        with django_assert_num_queries(2):
            first = program.get(path, limit=2).json()
        second = program.get(path, limit=2, cursor=first["next"]).json()
        back = program.get(path, limit=2, cursor=second["previous"]).json()

        assert (len(first["items"]), len(second["items"])) == (2, 1)
        assert second["next"] is None
        assert back["items"] == first["items"]


def test_work_shows_only_what_the_posts_may_do(town):
    town.officer(Role.INTAKE, SHORTEST).post("/cases", town.intake_body(SHORTEST))

    decision = town.officer(Role.DECISION, SHORTEST).get("/work", role="decision").json()

    assert decision["items"] == []


@pytest.mark.parametrize("cursor", ["nonsense", "W10:abc"])
def test_a_cursor_that_nobody_gave_is_refused(town, cursor):
    answer = town.person.get("/cases", cursor=cursor)

    assert (answer.status_code, problem_of(answer)["code"]) == (400, "cursor-unknown")


def test_a_cursor_of_another_list_is_refused(town):
    cursor = open_get("/items", limit=1).json()["next"]

    assert problem_of(town.person.get("/cases", cursor=cursor))["code"] == "cursor-unknown"


def test_a_token_says_whose_it_is(town):
    person = town.person.get("/me").json()
    officer = town.officer(Role.INTAKE, SHORTEST).get("/me").json()

    assert person["applicants"][0] == {
        "id": str(town.person_id), "name": person["name"], "is_self": True,
    }  # fmt: skip
    assert officer["kind"] == "officer"
    assert "intake" in [seat["role"] for seat in officer["seats"]]


def test_answers_for_a_token_are_kept_by_no_cache_and_set_no_cookie(town):
    answer = town.person.get("/me")

    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_names_of_states_and_types_are_chinese_whatever_the_caller_reads(town):
    english = {"Accept-Language": "en"}

    guide = Client().get(f"{ROOT}/items/{town.code(SIMPLE)}", headers=english).json()
    line = Client().get(f"{ROOT}/items", headers=english).json()["items"][0]

    assert guide["state_name"] == "在用"
    assert line["type_name"] in ITEM_TYPES.values()
