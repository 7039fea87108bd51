"""What an item is found by: kept with its edition, brought up to date by a newer program."""

import json

import pytest

from yangguan.registers.catalogue import search_index
from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.models import ItemMention, ServiceItem
from yangguan.registers.catalogue.search import search_items
from yangguan.registers.catalogue.search_index import mentions, refresh, refresh_outdated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


def food() -> ServiceItem:
    return ServiceItem.objects.select_related("edition").get(name="食品经营许可")


def content_of(item: ServiceItem):
    return decode(item.edition.content)


def test_an_item_mentions_its_materials_laws_and_questions():
    content = content_of(food())

    found = mentions(content)

    assert {material.name for material in content.materials} <= set(found)
    assert any("食品安全法" in name for name in found)
    assert {question.question for question in content.questions} <= set(found)


def test_what_an_edition_mentions_no_more_no_longer_finds_its_item():
    item = food()
    raw = json.loads(item.edition.content)
    raw |= {"materials": [], "laws": [], "questions": []}

    refresh(item.pk, decode(json.dumps(raw)))

    assert not ItemMention.objects.filter(item=item).exists()
    assert item.name not in [line.name for line in search_items("健康证明").items]


def test_writing_an_item_again_changes_nothing():
    item = food()
    before = sorted(item.mentions.values_list("mention_id", "name_length"))

    refresh(item.pk, content_of(item))

    assert sorted(item.mentions.values_list("mention_id", "name_length")) == before


def test_what_an_older_program_has_written_is_written_anew():
    item = food()
    ServiceItem.objects.filter(pk=item.pk).update(search_version=0, terms=None, pinyin="")
    ItemMention.objects.filter(item=item).delete()

    assert refresh_outdated() == 1

    assert "食品经营许可" in [line.name for line in search_items("spjyxk").items]
    assert "食品经营许可" in [line.name for line in search_items("健康证明").items]


def test_nothing_to_write_anew_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(3):  # and the savepoint around it
        assert refresh_outdated() == 0


def test_no_more_than_asked_is_written_anew(monkeypatch):
    monkeypatch.setattr(search_index, "_BATCH", 2)
    ServiceItem.objects.update(search_version=0)

    assert refresh_outdated(most=3) == 3
