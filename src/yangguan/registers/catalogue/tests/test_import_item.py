"""Import of interchange items: whole or not at all, every fault at once (R2.3, R2.6, R4.5)."""

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.editions import edition_view
from yangguan.registers.catalogue.interchange.reader import plain_text
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.operations.import_item import import_item_file
from yangguan.registers.catalogue.states import EditionState
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN, sample_item

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
BASIC = "UP_TASK_GENERAL_BASIC"


def imported(values: Any, **options: Any):
    raw = json.dumps(values, ensure_ascii=False).encode()
    return import_item_file(raw, by=system_actor(), at=NOON, **options)


def with_basic(**changes: Any) -> dict[str, Any]:
    values = sample_item()
    values[BASIC].update(changes)
    return values


def the_item() -> ServiceItem | None:
    return ServiceItem.objects.filter(department__credit_code=ORGAN).first()


def fault_codes(values: Any) -> set[tuple[str, str]]:
    return {(fault.field, fault.code) for fault in imported(values).faults}


def test_a_sound_item_is_published_as_its_first_edition():
    outcome = imported(sample_item())

    assert (outcome.is_accepted, outcome.edition, outcome.name) == (True, 1, "样例经营许可")
    assert the_item().edition.number == 1


def test_the_same_file_again_changes_nothing():
    imported(sample_item())

    outcome = imported(sample_item())

    assert (outcome.edition, outcome.is_new, the_item().editions.count()) == (1, False, 1)


def test_a_changed_file_becomes_the_next_edition_and_the_first_stays():
    imported(sample_item())

    outcome = imported(with_basic(PROMISE_DAY=6))

    assert outcome.edition == 2
    assert list(the_item().editions.order_by("number").values_list("state", flat=True)) == [
        EditionState.REPLACED,
        EditionState.PUBLISHED,
    ]


def test_the_database_refuses_to_change_a_published_edition():
    imported(sample_item())

    with pytest.raises(DatabaseError), transaction.atomic():
        the_item().editions.update(content="{}")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"TASK_NAME": ""}, "TASK_NAME", "missing"),
        ({"ACCEPT_CONDITION": None}, "ACCEPT_CONDITION", "missing"),
        ({"TASK_TYPE": "77"}, "TASK_TYPE", "unknown-code"),
        ({"SERVER_TYPE": "1,8"}, "SERVER_TYPE", "unknown-code"),
        ({"PROMISE_DAY": 11}, "PROMISE_DAY", "promise-longer-than-law"),
        ({"PROMISE_DAY": "十"}, "PROMISE_DAY", "not-a-number"),
        (
            {"TASK_CODE": "11620982XNTX00015N4620131004"},
            "TASK_CODE",
            "item_code.implementation_shape",
        ),
        ({"DEPT_CODE": "11620982XNDH00265Q"}, "DEPT_CODE", "credit_code.check"),
        ({"USE_LEVEL": "5"}, "TASK_CODE", "codes-disagree"),
        ({"IS_FEE": "1"}, "FEE_BASIS", "fee-without-basis"),
    ],
)
def test_a_fault_names_its_field(changes, field, code):
    faults = fault_codes(with_basic(**changes))

    assert (f"{BASIC}.{field}", code) in faults
    assert the_item() is None


def test_all_faults_are_told_at_once():
    values = with_basic(TASK_NAME="", TASK_TYPE="77", PROMISE_DAY=99)
    values["UP_TASK_GENERAL_MATERIAL"][0]["BY_LAW"] = ""

    assert len(imported(values).faults) >= 3


def test_a_material_of_an_administrative_power_needs_a_basis():
    values = sample_item()
    values["UP_TASK_GENERAL_MATERIAL"][0]["BY_LAW"] = ""

    assert ("UP_TASK_GENERAL_MATERIAL[0].BY_LAW", "material-without-basis") in fault_codes(values)


def test_a_condition_of_an_administrative_power_needs_a_basis():
    values = sample_item()
    values["LAW"] = []

    assert ("LAW", "condition-without-basis") in fault_codes(values)


def test_a_name_that_another_item_has_is_refused_with_the_clash_shown():
    imported(sample_item())
    other = with_basic(CATALOG_CODE="620131905000", TASK_CODE="11620982XNTX00015N4620131905000")

    (fault,) = imported(other).faults

    assert fault.code == "name-taken"
    assert "11620982XNTX00015N4620131904000" in fault.message


def test_a_code_that_another_item_has_is_refused_with_the_clash_shown():
    imported(sample_item())

    (fault,) = imported(with_basic(TASK_NAME="另一个事项")).faults

    assert (fault.field, fault.code) == (f"{BASIC}.TASK_CODE", "code-taken")
    assert "样例经营许可" in fault.message


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("价<?5万，其余照旧", "价<?5万，其余照旧"), ("面积<b 的，免", "面积<b 的，免"),
        ("a<b且c>d", "a<b且c>d"), ("见 </ 注", "见 </ 注"), ("未完<!-- 注", "未完<!-- 注"),
        ("完<!-- 注 -->了", "完了"), ("<?xml version='1.0'?>好", "好"), ("<o:p>好</o:p>", "好"),
        ("<!DOCTYPE html><script>x()</script>好", "好"), ("&lt;?5", "<?5"),
    ],
)  # fmt: skip
def test_only_markup_is_taken_from_a_text(sent, kept):
    assert plain_text(sent) == kept
    assert plain_text(kept) == kept


def test_html_remains_become_plain_text():
    values = with_basic(
        ACCEPT_CONDITION="<p>1.有场所&nbsp;&amp;设备；</p><p>2.面积 a < b<br>以上</p>"
        "<script>alert(1)</script>"
    )

    imported(values)

    content = edition_view(the_item().edition_id).content
    joined = "".join(content.conditions)
    assert "<p>" not in joined
    assert "alert" not in joined
    assert "有场所 &设备" in joined
    assert "a < b" in joined


def test_a_file_in_gb18030_is_read():
    raw = json.dumps(sample_item(), ensure_ascii=False).encode("gb18030")

    assert import_item_file(raw, by=system_actor(), at=NOON).name == "样例经营许可"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe\x00",
        b'{"UP_TASK_GENERAL_BASIC": []}',
        b'{"UP_TASK_GENERAL_BASIC": {"TASK_NAME": {"a": 1}}, "FORM": 3, "FLOWSHEET": [null]}',
        b'{"UP_TASK_GENERAL_BASIC": {}, "FORM": [{"SHOW_IF": 3, "CHOICES": {}, "TYPE": []}]}',
        b"[" * 50_000,
        b'{"UP_TASK_GENERAL_BASIC": {"TASK_NAME": "\\ud800"}}',
        b'{"UP_TASK_GENERAL_BASIC": {"TASK_NAME": "\\u0000"}}',
        b'{"UP_TASK_GENERAL_BASIC": {"PROMISE_DAY": ' + b"9" * 5_000 + b"}}",
    ],
)
def test_a_hostile_file_is_refused_not_crashed_on(raw):
    outcome = import_item_file(raw, by=system_actor(), at=NOON)

    assert not outcome.is_accepted
    assert all(fault.message for fault in outcome.faults)


def test_any_single_field_made_a_list_is_refused_or_harmless():
    for table, values in sample_item().items():
        rows = values if isinstance(values, list) else [values]
        for key in rows[0] if rows else ():
            broken = copy.deepcopy(sample_item())
            target = broken[table][0] if isinstance(broken[table], list) else broken[table]
            target[key] = [["x"]]
            imported(broken, check_only=True)


def test_checking_alone_writes_nothing():
    outcome = imported(sample_item(), check_only=True)

    assert outcome.is_accepted
    assert the_item() is None
