"""The packages of a content folder: loaded whole, or rejected with every reason."""

import json

import pytest
from django.conf import settings
from tests.support.city import LOADED_AT

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.loading.tests.content_folder import write
from yangguan.registers.packages.models import PackageVersion
from yangguan.registers.packages.operations.load_packages import load_packages
from yangguan.registers.packages.queries import package, packages
from yangguan.registers.packages.rules import needed_codes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]
BY = system_actor("测试")
FOLDER = settings.BASE_DIR / "content" / "dunhuang"


def row(**changes):
    return {
        "CODE": "ONE-77",
        "NAME": "样例一件事",
        "AUDIENCE": "person",
        "LEAD_DEPT_KEY": "rsj",
        "DESCRIPTION": "样例",
        "QUESTIONS": [{"ELEMENT": "has_card", "NAME": "有卡吗？", "TYPE": "boolean"}],
        "ITEMS": [
            {
                "ITEM": "social-security-card",
                "IF": {"ELEMENT": "has_card", "OP": "eq", "VALUE": False},
            }
        ],
        "ELSEWHERE": [],
        **changes,
    }


def load(folder, *rows):
    return load_packages(write(folder, "packages.json", PACKAGES=list(rows)), by=BY, at=LOADED_AT)


def test_the_citys_eight_packages_are_published():
    assert len([line for line in packages() if line.code.startswith("ONE-0")]) == 8


def test_loading_again_changes_nothing():
    before = PackageVersion.objects.count()

    again = load_packages(FOLDER, by=BY, at=LOADED_AT)

    assert (again.count, again.new, again.rejected) == (8, 0, ())
    assert PackageVersion.objects.count() == before


def test_every_item_of_every_package_is_wanted_in_some_situation():
    for line in packages():
        found = package(line.code)
        assert found is not None
        assert set(found.editions) == set(found.content.task_codes)
        assert needed_codes(found.content, {}) or found.content.questions


def test_a_changed_row_becomes_the_next_version(tmp_path):
    load(tmp_path, row())

    load(tmp_path, row(NAME="改了名的一件事"))

    found = package("ONE-77")
    assert (found.number, found.content.name) == (2, "改了名的一件事")


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"ITEMS": [{"ITEM": "no-such-item"}]}, "PACKAGES[0].ITEMS[0].ITEM"),
        ({"LEAD_DEPT_KEY": "nobody"}, "PACKAGES[0].LEAD_DEPT_KEY"),
        ({"AUDIENCE": "个人"}, "PACKAGES[0].AUDIENCE"),
        (
            {"ITEMS": [{"ITEM": "social-security-card", "IF": {"ELEMENT": "has_card"}}]},
            "PACKAGES[0].ITEMS[0].IF",
        ),
        ({"QUESTIONS": []}, "PACKAGES[0].items[0].applies_if"),
        ({"PROMISE_DAY": -1, "PROMISE_TYPE": "1"}, "PACKAGES[0].PROMISE_DAY"),
    ],
)
def test_a_row_with_a_fault_is_rejected_whole_and_named(tmp_path, changes, path):
    outcome = load(tmp_path, row(**changes))

    assert path in {each.path for each in outcome.rejected}
    assert package("ONE-77") is None


def test_the_file_names_only_items_of_the_folder():
    rows = json.loads((FOLDER / "packages.json").read_text(encoding="utf-8"))["PACKAGES"]
    files = {path.stem for path in (FOLDER / "items").glob("*.json")}

    assert {item["ITEM"] for row in rows for item in row["ITEMS"]} <= files
