"""Loading licence types, themes and items: tables that items are checked against, items by file."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.loading.tests.content_folder import department, write
from yangguan.registers.catalogue.models import LicenceType, LifeEvent, ServiceItem, Theme
from yangguan.registers.catalogue.operations.import_item import import_item_file
from yangguan.registers.catalogue.operations.load_items import load_items
from yangguan.registers.catalogue.operations.load_licence_types import load_licence_types
from yangguan.registers.catalogue.operations.load_themes import load_life_events, load_themes
from yangguan.registers.organisations.operations.load_departments import load_departments

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = system_actor("测试")
ISSUER = "91620982XNQY000105"
ITEM = Path(settings.BASE_DIR) / "content/dunhuang/items/legal-aid.json"


def kind(code, name, **changes):
    return {
        "CODE": code,
        "NAME": name,
        "KIND": "证照",
        "HOLDER_KIND": "自然人",
        "ISSUER_KEY": "x-one",
        "NUMBER_RULE": "流水号",
        "FIELDS": [{"NAME": "姓名", "ELEMENT": "person_name", "TYPE": "text", "REQUIRED": True}],
        "VALIDITY": "5年",
        "VALIDITY_MONTHS": 60,
        **changes,
    }


def load_kinds(folder, *rows):
    load_departments(write(folder, "departments.json", DEPARTMENTS=[department("x-one", ISSUER)]))
    return load_licence_types(write(folder, "licence-types.json", LICENCE_TYPES=list(rows)))


def type_codes():
    rows = LicenceType.objects.filter(issuer__credit_code=ISSUER)
    return dict(rows.values_list("code", "identifier_code"))


def test_types_of_one_issuer_are_numbered_in_order(tmp_path):
    load_kinds(tmp_path, kind("X-1", "虚构证甲"), kind("X-2", "虚构证乙"))

    assert type_codes() == {"X-1": f"{ISSUER}001", "X-2": f"{ISSUER}002"}


def test_a_type_keeps_its_code_when_another_comes_before_it(tmp_path):
    load_kinds(tmp_path, kind("X-2", "虚构证乙"))

    load_kinds(tmp_path, kind("X-1", "虚构证甲"), kind("X-2", "虚构证乙（新）"))

    assert type_codes() == {"X-2": f"{ISSUER}001", "X-1": f"{ISSUER}002"}
    assert LicenceType.objects.get(code="X-2").name == "虚构证乙（新）"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"ISSUER_KEY": "nowhere"}, "ISSUER_KEY"),
        ({"FIELDS": [{"NAME": "姓名"}]}, "FIELDS[0].ELEMENT"),
        ({"VALIDITY_MONTHS": 0}, "VALIDITY_MONTHS"),
        ({"NAME": None}, "NAME"),
        ({"NUMBER_PATTERN": "{jahr}{serial:6}"}, "NUMBER_PATTERN"),
        ({"NUMBER_ELEMENT": 7}, "NUMBER_ELEMENT"),
        ({"ISSUED_BY_DECIDER": "是"}, "ISSUED_BY_DECIDER"),
    ],
)
def test_a_licence_type_is_rejected_for_a_wrong(tmp_path, change, path):
    loaded = load_kinds(tmp_path, kind("X-1", "虚构证甲", **change))

    assert {each.path for each in loaded.rejected} == {f"LICENCE_TYPES[0].{path}"}


def test_a_licence_type_says_how_it_is_numbered_and_by_whom(tmp_path):
    told = {"NUMBER_PATTERN": "样{serial:4}", "NUMBER_ELEMENT": "x_number"}
    load_kinds(tmp_path, kind("X-1", "虚构证甲", **told, ISSUED_BY_DECIDER=True))
    load_kinds(tmp_path, kind("X-2", "虚构证乙"))

    rows = LicenceType.objects.filter(code__in=["X-1", "X-2"]).order_by("code")
    assert list(rows.values_list("number_pattern", "number_element", "is_issued_by_decider")) == [
        ("样{serial:4}", "x_number", True),
        ("", "licence_number", False),
    ]


def test_two_types_cannot_have_one_name(tmp_path):
    load_kinds(tmp_path, kind("X-1", "虚构证甲"))

    loaded = load_kinds(tmp_path, kind("X-2", "虚构证甲"))

    assert [each.path for each in loaded.rejected] == ["LICENCE_TYPES[0].NAME"]


def test_one_code_may_be_a_theme_for_people_and_another_for_organisations(tmp_path):
    topics = {"USER": [{"CODE": "X9", "NAME": "甲"}], "CORP": [{"CODE": "X9", "NAME": "乙"}]}

    loaded = load_themes(write(tmp_path, "themes.json", TOPIC_CODES=topics))

    assert loaded.new == 2
    found = Theme.objects.filter(code="X9").values_list("audience", "name")
    assert set(found) == {("person", "甲"), ("organisation", "乙")}


def test_a_life_event_with_an_item_that_nobody_loaded_is_rejected(tmp_path):
    row = {
        "CODE": "X01",
        "NAME": "虚构",
        "AUDIENCE": "个人",
        "DESCRIPTION": "",
        "ITEMS": ["nowhere"],
    }

    loaded = load_life_events(write(tmp_path, "themes.json", LIFE_EVENTS=[row]))

    assert [each.path for each in loaded.rejected] == ["LIFE_EVENTS[0].ITEMS"]
    assert not LifeEvent.objects.filter(code="X01").exists()


def test_an_item_that_came_by_another_way_gets_its_slug_from_the_folder(tmp_path, loaded_city):
    code = json.loads(ITEM.read_text())["UP_TASK_GENERAL_BASIC"]["TASK_CODE"]
    ServiceItem.objects.filter(task_code=code).update(slug="")
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "legal-aid.json").write_bytes(ITEM.read_bytes())

    loaded = load_items(tmp_path, by=BY, at=AT)

    assert (loaded.count, loaded.new) == (1, 0)
    assert ServiceItem.objects.get(task_code=code).slug == "legal-aid"


def test_a_refused_item_is_reported_with_file_field_and_reason(tmp_path):
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "bad.json").write_text("{}")

    loaded = load_items(tmp_path, by=BY, at=AT)

    assert loaded.count == 0
    assert {each.file for each in loaded.rejected} == {"items/bad.json"}
    assert "UP_TASK_GENERAL_BASIC.TASK_NAME" in {each.path for each in loaded.rejected}


def test_whatever_lies_among_the_items_is_reported_and_keeps_no_item_out(tmp_path):
    folder = tmp_path / "items"
    folder.mkdir()
    (folder / "a.json").write_bytes(ITEM.read_bytes())
    (folder / "b.json").write_bytes(ITEM.read_bytes().replace("示例".encode(), "样例".encode()))
    (folder / "c.json").mkdir()
    (folder / "d.json").symlink_to("/nowhere")
    (folder / f"{'e' * 61}.json").write_bytes(ITEM.read_bytes())
    (folder / "readme.txt").write_text("x")

    loaded = load_items(tmp_path, by=BY, at=AT)

    assert loaded.count == 1
    assert [(each.file.removeprefix("items/")[:6], each.path) for each in loaded.rejected] == [
        ("b.json", "UP_TASK_GENERAL_BASIC.TASK_CODE"),
        ("c.json", ""),
        ("d.json", ""),
        ("eeeeee", ""),
    ]


def test_a_folder_without_items_is_reported(tmp_path):
    (rejected,) = load_items(tmp_path, by=BY, at=AT).rejected

    assert rejected.file == "items"


def hostile(change):
    item = json.loads(ITEM.read_text())
    change(item)
    return json.dumps(item).encode()


def name(text):
    def change(item):
        item["UP_TASK_GENERAL_BASIC"]["TASK_NAME"] = text

    return change


def a_step_of_endless_days(item):
    item["FLOWSHEET"][0]["TRANSACT_TIME_LIMIT"] = "9" * 5000 + "日"


def an_unknown_key(item):
    item["UP_TASK_GENERAL_BASIC"]["BY_LAW"] = "改过的依据"
    item["\ud800"] = 1


HOSTILE = {
    "a lone surrogate in a field": hostile(name("法律\ud800援助")),
    "a lone surrogate in an unknown key": hostile(an_unknown_key),
    "a NUL character": hostile(name("\x00")),
    "a number of 5000 digits": hostile(lambda item: None)[:-1] + b', "Z": ' + b"9" * 5000 + b"}",
    "a limit of 5000 digits": hostile(a_step_of_endless_days),
    "200,000 open brackets": b"[" * 200_000,
    "nothing": b"",
    "another encoding": '{"甲": 1}'.encode("utf-16"),
    "more than 4 MB": b" " * (4 * 1024 * 1024 + 1),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_and_leaves_nothing(loaded_city, raw):
    before = ServiceItem.objects.count()

    outcome = import_item_file(raw, by=BY, at=AT)

    assert not outcome.is_accepted
    assert ServiceItem.objects.count() == before
