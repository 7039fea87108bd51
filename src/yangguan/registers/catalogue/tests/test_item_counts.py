"""How many items there are of a kind: exact while few, and no more work when many."""

import json
import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.item_counts import count_items, count_words
from yangguan.registers.catalogue.models import Edition, ServiceItem, Theme
from yangguan.registers.catalogue.operations.import_item import import_item_file
from yangguan.registers.catalogue.queries import ItemList, departments_with_items, item_list_counts
from yangguan.registers.catalogue.queries import themes as themes_of
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN, sample_item
from yangguan.registers.organisations.models import Department

NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
FIRST_64TH, ALL_OTHERS = 0x00, 0x80


@pytest.fixture
def published(db):
    item = sample_item()
    item["UP_TASK_GENERAL_EXTEND"]["USER_TOPIC_TYPE"] = "T98"
    Theme.objects.create(audience="person", code="T98", name="样例主题")
    raw = json.dumps(item, ensure_ascii=False).encode()
    assert import_item_file(raw, by=system_actor(), at=NOON).is_accepted
    return ServiceItem.objects.get(department__credit_code=ORGAN)


def add_items(count, *, term, begin, state=ItemState.IN_USE):
    """Items in use with a term, whose ids begin with a byte: in the sixty-fourth or not."""
    department = Department.objects.get(credit_code=ORGAN)
    ids = [uuid.UUID(bytes=bytes([begin]) + uuid.uuid4().bytes[1:]) for _ in range(count)]
    items = [
        ServiceItem(
            pk=each, task_code=each.hex, name=each.hex, catalog_code="1", department=department,
            state=state,
        )
        for each in ids
    ]  # fmt: skip
    ServiceItem.objects.bulk_create(items)
    editions = [
        Edition(
            item=item, number=1, state="published", content="{}", digest="x",
            effective_date=date(2026, 6, 8), published_at=NOON,
        )
        for item in items
    ]  # fmt: skip
    Edition.objects.bulk_create(editions)
    for item, edition in zip(items, editions, strict=True):
        item.edition = edition
    ServiceItem.objects.bulk_update(items, ["edition"])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_serviceitem SET terms = quote_literal(%s)::tsvector"
            " WHERE id = ANY(%s)",
            [term, ids],
        )


@pytest.mark.parametrize(("there", "counted"), [(0, 0), (1, 1), (10, 10), (11, 11), (30, 11)])
def test_a_count_is_exact_up_to_the_most_and_one_more(published, there, counted):
    add_items(there, term="=p999", begin=ALL_OTHERS)

    assert count_items(["=p999"], most=10) == {"=p999": counted}


def test_what_the_sixty_fourth_has_plenty_of_is_more_than_is_counted(published):
    add_items(60, term="=p999", begin=FIRST_64TH)

    assert count_items(["=p999"], most=100) == {"=p999": 101}


def test_what_the_sixty_fourth_has_few_of_is_counted_among_all(published):
    add_items(20, term="=p999", begin=FIRST_64TH)
    add_items(30, term="=p999", begin=ALL_OTHERS)

    assert count_items(["=p999"], most=100) == {"=p999": 50}


def test_an_item_out_of_use_is_not_counted(published):
    add_items(2, term="=p999", begin=FIRST_64TH, state=ItemState.SUSPENDED)
    add_items(2, term="=p999", begin=ALL_OTHERS, state=ItemState.WITHDRAWN)

    assert count_items(["=p999"]) == {"=p999": 0}


def test_any_term_can_be_asked_for(published):
    assert count_items(["it's", "a & b", "!"]) == {"it's": 0, "a & b": 0, "!": 0}


def test_many_terms_cost_one_statement_and_no_term_none(published, django_assert_num_queries):
    with django_assert_num_queries(1):
        count_items([f"=p{number}" for number in range(100)])
    with django_assert_num_queries(0):
        assert count_items([]) == {}


def test_a_published_item_counts_for_its_department_its_themes_and_its_lists(published):
    ServiceItem.objects.exclude(pk=published.pk).update(state=ItemState.WITHDRAWN)
    Theme.objects.create(audience="person", code="T99", name="没有事项")

    assert [(each.id, each.item_count) for each in departments_with_items()] == [
        (published.department_id, 1)
    ]
    assert [(each.code, each.item_count) for each in themes_of("person")] == [("T98", 1)]
    assert themes_of("organisation") == []
    assert item_list_counts() == {
        ItemList.POWERS: "1",
        ItemList.PUBLIC_SERVICES: "0",
        ItemList.NEARBY_SERVICES: "0",
    }


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0"), (999, "999"), (1_000, "1,000"), (1_001, "1,000+")]
)
def test_more_than_are_counted_is_said_so(count, words):
    assert count_words(count) == words
