"""What senders write in many ways is read in one; what stays unsaid is not taken for said."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.content import EditionContent, LicenceRows
from yangguan.registers.catalogue.editions import edition_view
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.operations.import_item import import_item_file
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN, sample_item
from yangguan.registers.organisations.models import Department

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
BASIC, EXTEND = "UP_TASK_GENERAL_BASIC", "UP_TASK_GENERAL_EXTEND"
MATERIAL = "UP_TASK_GENERAL_MATERIAL"
CODE = sample_item()[BASIC]["TASK_CODE"]


def changed(table: str = BASIC, **changes: Any) -> dict[str, Any]:
    item = sample_item()
    (item[table][0] if isinstance(item[table], list) else item[table]).update(changes)
    return item


def imported(item: Any) -> Any:
    raw = item if isinstance(item, bytes) else json.dumps(item, ensure_ascii=False).encode()
    return import_item_file(raw, by=system_actor(), at=NOON)


def faults_of(item: Any) -> set[tuple[str, str]]:
    return {(fault.field, fault.code) for fault in imported(item).faults}


def content_of(item: Any) -> EditionContent:
    outcome = imported(item)
    assert not outcome.faults
    return edition_view(ServiceItem.objects.get(task_code=outcome.code).edition_id).content


def wide(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


REQUIRED = [
    *((BASIC, key) for key in ("TASK_STATE", "TASK_VERSION", "HANDLE_FLOW", "LIMIT_SCENE_NUM",
                               "SPECIAL_PROCEDURE", "BY_LAW", "USE_LEVEL", "DEPT_TYPE")),
    *((EXTEND, key) for key in ("IS_ONLINE", "IS_ENTRY_CENTER", "IS_EXPRESS", "IS_PAY_ONLINE",
                                "RESULT_TYPE")),
]  # fmt: skip


@pytest.mark.parametrize(("table", "key"), REQUIRED)
def test_a_column_that_the_interchange_requires_is_required(table, key):
    item = sample_item()
    del item[table][key]

    assert (f"{table}.{key}", "missing") in faults_of(item)


@pytest.mark.parametrize("key", ["MATERIAL_TYPE", "MATERIAL_FORMAT", "SOURCE_TYPE"])
def test_a_column_that_the_interchange_leaves_open_may_be_missing(key):
    item = sample_item()
    del item[MATERIAL][0][key]

    assert imported(item).is_accepted


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [(BASIC, "TASK_STATE", "8"), (EXTEND, "RESULT_TYPE", "77"), (EXTEND, "HANDLE_AREA", "9")],
)
def test_an_unknown_code_is_refused(table, key, value):
    assert (f"{table}.{key}", "unknown-code") in faults_of(changed(table, **{key: value}))


@pytest.mark.parametrize("nothing", ["无", "/", "—", "<p>无</p>", " 无 "])
def test_a_basis_that_says_nothing_is_no_basis(nothing):
    assert faults_of(changed(MATERIAL, BY_LAW=nothing)) == {
        (f"{MATERIAL}[0].BY_LAW", "material-without-basis")
    }
    assert ("LAW[0].TERMSNUMBER", "basis-without-article") in faults_of(
        changed("LAW", TERMSNUMBER=nothing)
    )
    assert (f"{BASIC}.BY_LAW", "missing") in faults_of(changed(BY_LAW=nothing))


def test_an_unknown_type_does_not_hide_what_an_administrative_power_lacks():
    item = changed(TASK_TYPE="77")
    item[MATERIAL][0]["BY_LAW"] = ""

    assert faults_of(item) == {
        (f"{BASIC}.TASK_TYPE", "unknown-code"),
        (f"{MATERIAL}[0].BY_LAW", "material-without-basis"),
    }


def test_codes_are_read_in_their_one_spelling():
    content = content_of(
        changed(
            TASK_CODE=wide(CODE.lower()), CATALOG_CODE=f" {wide('620131904000')} ",
            SERVER_TYPE="１^２", HANDLE_TYPE="1，2", TASK_TYPE="０１",
        )
    )  # fmt: skip

    assert content.task_code == CODE
    assert (content.audiences, content.service.forms) == (("1", "2"), ("1", "2"))


@pytest.mark.parametrize(
    "name", ["<b>样例经营许可</b>", "样例经营\u200b许可", " 样例经营许可\n", "\u202e样例经营许可"]
)
def test_a_name_in_disguise_is_the_same_name(name):
    imported(sample_item())
    other = changed(TASK_NAME=name, CATALOG_CODE="620131905000", TASK_CODE=f"{ORGAN}4620131905000")

    assert faults_of(other) == {(f"{BASIC}.TASK_NAME", "name-taken")}


@pytest.mark.parametrize(
    "value", ["2025-07-01", "20250701", "2025/7/1", "2025-07-01 08:00:00", "2025-07-01T08:00:00"]
)
def test_a_day_is_read_however_it_is_written(value):
    assert content_of(changed(PLAN_EFFECTIVE_DATE=value)).effective == date(2025, 7, 1)


@pytest.mark.parametrize("value", ["2025-02-30", "2025-07-01xyz", "七月一日", "2025"])
def test_what_is_no_day_is_refused(value):
    assert faults_of(changed(PLAN_EFFECTIVE_DATE=value)) == {
        (f"{BASIC}.PLAN_EFFECTIVE_DATE", "not-a-date")
    }


def test_a_name_that_stands_twice_is_refused_beside_every_other_fault():
    raw = json.dumps(changed(TASK_NAME="")).replace('"USE_LEVEL"', '"TASK_TYPE": "20", "USE_LEVEL"')

    assert faults_of(raw.encode()) == {
        ("TASK_TYPE", "duplicate"),
        (f"{BASIC}.TASK_NAME", "missing"),
    }


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_json_does_not_know_as_a_number_is_no_json(number):
    raw = json.dumps(sample_item()).replace('"PROMISE_DAY": 5', f'"PROMISE_DAY": {number}')

    assert faults_of(raw.encode()) == {("", "not-json")}


def test_a_number_beyond_all_bounds_is_no_text():
    raw = json.dumps(sample_item()).replace('"FEE_BASIS": ""', '"FEE_BASIS": 1e999')

    assert faults_of(raw.encode()) == {(f"{BASIC}.FEE_BASIS", "wrong-type")}


@pytest.mark.parametrize(
    ("table", "key", "length"),
    [("FLOWSHEET", "STEP_TEXT", 101), (EXTEND, "USER_TOPIC_TYPE", 11), (BASIC, "DEPT_NAME", 101)],
)
def test_what_the_register_cannot_hold_is_refused_and_not_crashed_on(table, key, length):
    faults = imported(changed(table, **{key: "长" * length})).faults

    assert [(fault.field.rpartition(".")[2], fault.code) for fault in faults] == [(key, "too-long")]


def test_the_longest_name_of_an_organ_gets_a_short_name_that_fits():
    content_of(changed(DEPT_NAME="局" * 100))

    assert len(Department.objects.get(credit_code=ORGAN).short_name) == 60


def test_an_item_has_the_state_that_its_newest_file_tells():
    for told in (ItemState.SUSPENDED, ItemState.IN_USE, ItemState.WITHDRAWN):
        assert imported(changed(TASK_STATE=str(told.value))).edition == 1
        assert ServiceItem.objects.get(task_code=CODE).state == told


def with_rows(**changes: Any) -> dict[str, Any]:
    """The sample with a table, one paper for each of its rows, and something the item decides."""
    item = sample_item()
    table = {**item["FORM"][0], "ELEMENT": "vehicle_list", "TYPE": "table", "COLUMNS": ["车牌号"]}
    item["FORM"].append(table)
    item["RESULT"][0] |= {
        "FACE": {"industry_kind": "货运"},
        "EACH_ROW_OF": "vehicle_list",
        "EACH_COLUMNS": {"车牌号": "plate_number"},
        **changes,
    }
    return item


def test_a_result_says_what_the_item_decides_and_whether_each_row_has_one():
    result = content_of(with_rows()).results[0]

    assert result.face == {"industry_kind": "货运"}
    assert result.each == LicenceRows(table="vehicle_list", columns={"车牌号": "plate_number"})


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"FACE": ["货运"]}, "FACE", "wrong-type"),
        ({"FACE": {"industry_kind": ""}}, "FACE", "wrong-type"),
        ({"EACH_ROW_OF": ""}, "EACH_ROW_OF", "missing"),
        ({"EACH_ROW_OF": "site_address"}, "EACH_ROW_OF", "no-such-table"),
        ({"EACH_COLUMNS": {"车架号": "frame_number"}}, "EACH_COLUMNS", "no-such-column"),
        ({"EACH_COLUMNS": None}, "EACH_COLUMNS", "no-such-column"),
    ],
)
def test_a_result_is_refused_for_a_wrong(change, field, code):
    assert faults_of(with_rows(**change)) == {(f"RESULT[0].{field}", code)}
