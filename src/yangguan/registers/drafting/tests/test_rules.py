"""What follows from what is written: the code of a new item, the keys of materials and pages."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.identifiers.item_codes import parse_implementation_code
from yangguan.registers.drafting.blank import blank_content
from yangguan.registers.drafting.edits import ChangeList, ListAct, apply, tree_of
from yangguan.registers.drafting.rules import keyed, with_task_code

ORGAN = "11620982XNTX00015N"
BLANK = blank_content(
    department_code=ORGAN,
    department_name="敦煌市样例监管局",
    department_kind="1",
    effective=date(2026, 7, 1),
)
KEYS = st.sampled_from(["", "lease", *(f"material-{number}" for number in range(1, 5))])
ADDED = st.lists(KEYS, max_size=6)


def written(**fields):
    return with_task_code(msgspec.structs.replace(BLANK, **fields)).task_code


def test_a_new_item_has_the_code_of_its_organ_level_and_basic_code():
    code = written(level="4", catalog_code="620131904000")

    assert code == f"{ORGAN}4620131904000"
    assert parse_implementation_code(code).basic.code == "620131904000"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"level": "4"},
        {"catalog_code": "620131904000"},
        {"level": "4", "catalog_code": "62013190400"},
        {"level": "4", "catalog_code": "62013190400x"},
    ],
)
def test_a_code_that_is_not_whole_is_none(fields):
    assert written(task_code="left from before", **fields) == ""


@given(keys=ADDED)
def test_entries_added_one_after_the_other_all_have_keys_of_their_own(keys):
    entries: list[dict[str, str]] = []
    for key in keys:
        entries.append(keyed({"key": key, "name": "材料"}, "materials", entries))

    found = [each["key"] for each in entries]
    assert len(set(found)) == len(found)
    assert all(found)


def test_a_key_that_is_free_is_kept():
    assert keyed({"key": "lease"}, "materials", [{"key": "id-card"}]) == {"key": "lease"}


def test_what_has_no_key_gets_none():
    assert keyed({"name": "受理"}, "steps", []) == {"name": "受理"}


def test_a_material_and_its_copy_are_told_apart():
    added = apply(tree_of(BLANK), ChangeList("materials", ListAct.ADD, 0, {"key": ""}))

    copied = apply(added, ChangeList("materials", ListAct.COPY, 0))

    assert [each["key"] for each in copied["materials"]] == ["material-1", "material-2"]


def test_pages_that_two_people_add_at_once_are_two():
    page = {"key": "", "title": "基本情况", "fields": []}
    first = apply(tree_of(BLANK), ChangeList("form", ListAct.ADD, 0, page))

    both = apply(first, ChangeList("form", ListAct.ADD, 0, page))

    assert sorted(each["key"] for each in both["form"]) == ["page-1", "page-2"]
