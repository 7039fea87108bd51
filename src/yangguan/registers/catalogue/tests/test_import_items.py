"""Many items at once: as one after the other, for the statements of hardly more than one (R2.6)."""

import copy
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.interchange import reader
from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.catalogue.operations.import_item import import_item, import_items
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN, sample_item

NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
BASIC = "UP_TASK_GENERAL_BASIC"
BY = system_actor()


def item(number: int, **changes: Any) -> dict[str, Any]:
    document = copy.deepcopy(sample_item())
    code = f"6201{number:08d}"
    names = {"CATALOG_CODE": code, "TASK_CODE": f"{ORGAN}4{code}", "TASK_NAME": f"样例第{number}号"}
    document[BASIC] |= {**names, **changes}
    return document


def published() -> list[tuple[str, str, int, str]]:
    rows = ServiceItem.objects.filter(department__credit_code=ORGAN).order_by("task_code")
    return list(rows.values_list("task_code", "name", "edition__number", "state"))


def statements(count: int) -> int:
    with CaptureQueriesContext(connection) as told:
        import_items([item(number) for number in range(count)], by=BY, at=NOON)
    return len(told)


@pytest.mark.django_db
def test_thirty_items_cost_the_statements_of_one():
    import_item(item(99), by=BY, at=NOON)
    with transaction.atomic():
        one = statements(1)
        transaction.set_rollback(True)

    assert statements(30) == one


wishes = st.lists(
    st.fixed_dictionaries(
        {"number": st.integers(1, 4)},
        optional={
            "TASK_NAME": st.sampled_from(["甲", "乙"]),
            "CATALOG_CODE": st.just("620100000001"),
            "PROMISE_DAY": st.sampled_from([3, 4, 99]),
            "TASK_STATE": st.sampled_from(["1", "2"]),
            "TASK_VERSION": st.sampled_from([1, 5]),
        },
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.django_db
@settings(max_examples=40)
@given(wishes=wishes)
def test_together_they_fare_as_one_after_the_other(wishes):
    documents = [item(**wish) for wish in wishes]

    with transaction.atomic():
        apart = [import_item(each, by=BY, at=NOON) for each in documents]
        expected = published()
        transaction.set_rollback(True)
    with transaction.atomic():
        together = import_items(documents, by=BY, at=NOON)
        found = published()
        transaction.set_rollback(True)

    assert together == apart
    assert found == expected


@pytest.mark.django_db
def test_an_item_that_waits_is_found_by_who_asks_for_what_it_gives_out():
    def asking(number: int, asked: str, given: str) -> dict[str, Any]:
        document = item(number)
        (first, *_rest) = document["UP_TASK_GENERAL_MATERIAL"]
        changes = {"MATERIAL_NAME": asked, "IS_NEED": "1", "REMARK": "", "PAGE_NUM": "1"}
        document["UP_TASK_GENERAL_MATERIAL"] = [{**first, **changes}]
        document["RESULT"] = [{"NAME": given, "RESULT_TYPE_TEXT": "批文"}]
        return document

    documents = [asking(1, "甲批复", "乙批复"), asking(2, "乙批复", "甲批复")]

    _first, second = import_items(documents, by=BY, at=NOON)

    assert "circular-proof" in {fault.code for fault in second.warnings}
    assert Edition.objects.filter(item__department__credit_code=ORGAN).count() == 2


@pytest.mark.django_db
def test_after_the_first_that_is_refused_nothing_more_is_published_where_that_is_asked_for():
    documents = [item(1), item(2, PROMISE_DAY=99), item(3)]

    outcomes = import_items(documents, by=BY, at=NOON, stops=True)

    assert [each.is_accepted for each in outcomes] == [True, False]
    assert [name for _code, name, _number, _state in published()] == ["样例第1号"]


@given(
    st.text(st.sampled_from("a字 <&;\t\n\r\u00a0\u3000\u200b\u2028\u2003\u0085\x00b>"), max_size=12)
)
def test_a_text_that_is_clean_already_is_what_cleaning_makes_of_it(text):
    cleaned = reader.plain_text(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_UNCLEAN", re.compile(""))
        assert reader.plain_text(text) == cleaned
