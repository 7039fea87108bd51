"""三张清单: narrowed, downloaded whole and safely, with what changed and when."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.support.city import LOADED_AT

from yangguan.foundation.actors.actor import system_actor
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.registers.catalogue.changes import ChangeKind, item_changes
from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.catalogue.operations.item_state import set_item_state
from yangguan.registers.catalogue.states import ItemState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]
LATER = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def file_of(name: str, form: str, **query: str) -> str:
    answer = Client().get(reverse("list-file", args=[name, form]), query)
    assert answer.status_code == 200
    return answer.getvalue().decode()


def rows_of(name: str, **query: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file_of(name, "csv", **query).removeprefix("\ufeff"))))


def test_a_list_costs_nine_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        page = Client().get("/lists/")

    assert page.status_code == 200
    assert "行政权力事项清单" in text_of(page)


def test_every_item_in_use_is_on_one_of_the_first_two_lists():
    codes = [row[0] for name in ("powers", "public-services") for row in rows_of(name)[1:]]

    in_use = ServiceItem.objects.filter(state=ItemState.IN_USE, edition__isnull=False)
    assert sorted(codes) == sorted(in_use.values_list("task_code", flat=True))


def test_a_list_is_narrowed_by_department_theme_audience_and_town():
    item = ServiceItem.objects.exclude(town_code="").order_by("name")[0]
    name = "public-services" if item.item_type == "20" else "powers"

    narrowed = rows_of(name, department=str(item.department_id), town=item.town_code)

    assert item.task_code in {row[0] for row in narrowed}
    assert len(narrowed) < len(rows_of(name))
    assert {row[3] for row in narrowed[1:]} == {item.department.name}


def test_what_is_not_understood_narrows_nothing():
    nonsense = {"department": "x", "theme": "martian:1", "town": "§", "audience": "dogs"}

    assert rows_of("powers", **nonsense) == rows_of("powers")


def test_the_page_and_the_file_show_the_same_choice():
    item = ServiceItem.objects.exclude(person_topics=[]).order_by("name")[0]
    query = {"list": "powers", "theme": f"person:{item.person_topics[0]}"}

    text = text_of(Client().get("/lists/", query))

    for row in rows_of("powers", theme=query["theme"])[1:]:
        assert row[1] in text


def test_a_name_that_looks_like_a_formula_is_guarded():
    item = ServiceItem.objects.filter(item_type="01").order_by("name")[0]
    ServiceItem.objects.filter(pk=item.pk).update(name='=HYPERLINK("http://x")')

    names = [row[1] for row in rows_of("powers")]

    assert '\'=HYPERLINK("http://x")' in names


def test_the_file_is_chinese_whoever_asks_and_json_is_whole():
    answer = Client(headers={"Accept-Language": "en"}).get("/lists/powers.json")

    found = json.loads(answer.getvalue())

    assert found["name"] == "行政权力事项清单"
    assert len(found["items"]) == len(rows_of("powers")) - 1
    assert not any("working" in item["promised_limit"] for item in found["items"])


def test_a_file_of_many_pages_has_every_item_once(monkeypatch):
    whole = rows_of("powers")
    monkeypatch.setattr("yangguan.portals.applicant.views.lists.FILE_PAGE", 7)

    assert rows_of("powers") == whole


@pytest.mark.parametrize(("name", "form"), [("none", "csv"), ("powers", "exe")])
def test_there_is_no_other_file(name, form):
    assert Client().get(reverse("list-file", args=[name, form])).status_code == 404


def test_a_new_item_is_added_and_a_new_edition_a_change(django_assert_num_queries):
    first = Edition.objects.filter(number=1).order_by("pk")[0]
    Edition.objects.filter(item=first.item, state="published").update(state="replaced")
    Edition.objects.create(
        item=first.item, number=2, state="published", content=first.content, digest="x",
        effective_date=first.effective_date, published_at=LATER, reason="法律修改",
    )  # fmt: skip

    with django_assert_num_queries(2):
        found, _beyond = item_changes()

    newest = found[0]
    assert (newest.kind, newest.number, newest.before) == (ChangeKind.CHANGED, 2, 1)
    assert newest.reason == "法律修改"
    assert {line.kind for line in found[1:]} == {ChangeKind.ADDED}
    assert "法律修改" in text_of(Client().get("/lists/changes/"))


def test_suspending_and_resuming_an_item_are_lines_with_dates():
    item = ServiceItem.objects.order_by("name")[0]
    by = system_actor("测试")
    set_item_state(task_code=item.task_code, state=ItemState.SUSPENDED, by=by, at=LATER)
    set_item_state(task_code=item.task_code, state=ItemState.IN_USE, by=by, at=LATER)
    set_item_state(task_code=item.task_code, state=ItemState.WITHDRAWN, by=by, at=LATER)

    found, _beyond = item_changes(limit=3)

    kinds = [line.kind for line in found]
    assert kinds == [ChangeKind.WITHDRAWN, ChangeKind.RESUMED, ChangeKind.SUSPENDED]
    assert {(line.task_code, line.at) for line in found} == {(item.task_code, LATER)}


@pytest.mark.parametrize("limit", [1, 7, 60])
def test_the_pages_of_changes_hold_every_line_once(limit):
    by = system_actor("测试")
    for item in ServiceItem.objects.order_by("name")[:5]:
        set_item_state(task_code=item.task_code, state=ItemState.SUSPENDED, by=by, at=LOADED_AT)
    whole, _beyond = item_changes(limit=1_000)

    read, cursor = item_changes(limit=limit)
    while cursor is not None:
        more, cursor = item_changes(cursor=cursor, limit=limit)
        read.extend(more)

    assert read == whole
    assert len(whole) == Edition.objects.count() + 5


def test_changes_before_a_day_begin_with_that_day():
    item = ServiceItem.objects.order_by("name")[0]
    by = system_actor("测试")
    set_item_state(task_code=item.task_code, state=ItemState.SUSPENDED, by=by, at=LATER)

    before = text_of(Client().get("/lists/changes/?until=2026-11-01"))
    with_it = text_of(Client().get("/lists/changes/?until=2026-11-02"))

    assert "tag--warn" not in before
    assert "tag--warn" in with_it


@pytest.mark.parametrize("query", ["after=nonsense", "until=yesterday"])
def test_nonsense_leads_to_the_newest_changes(query):
    assert Client().get(f"/lists/changes/?{query}").status_code == 200
