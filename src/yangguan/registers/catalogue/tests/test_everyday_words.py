"""平常说法: added, changed, removed by the office that keeps the catalogue; never unnoticed."""

from datetime import UTC, datetime

import pytest

from yangguan.foundation.actors.actor import Actor, ActorKind, Role, Seat, system_actor
from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.catalogue.errors import (
    EverydayWordChanged,
    EverydayWordGone,
    EverydayWordTaken,
    EverydayWordUnclear,
    NotTheCatalogueOffice,
)
from yangguan.registers.catalogue.models import EverydayWord
from yangguan.registers.catalogue.operations.everyday_words import (
    add_everyday_word,
    change_everyday_word,
    remove_everyday_word,
)
from yangguan.registers.catalogue.operations.missed_searches import (
    count_missed_search,
    dismiss_missed_search,
)
from yangguan.registers.catalogue.search_models import MissedSearch
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
LOADER = system_actor("测载入")


def editor_at(key: str) -> Actor:
    # The city that other tests share may be there, with this office in it.
    place, _ = Department.objects.get_or_create(
        key=key, defaults={"credit_code": f"C-{key}", "name": f"敦煌市{key}", "kind": "部门"}
    )
    seat = Seat(
        role=Role.EDITOR, title="岗", office=place.name, department_id=place.pk, hall_id=None,
        serves=frozenset({place.pk}),
    )  # fmt: skip
    return Actor(
        kind=ActorKind.OFFICER, name="测编", officer_id=1, seats=(seat,),
        roles=frozenset({Role.EDITOR}),
    )  # fmt: skip


def add(word: str, official: str, by: Actor = LOADER) -> EverydayWord:
    return add_everyday_word(word=word, official=official, by=by, at=NOON)


def change(word: str, official: str, *, known: str, by: Actor = LOADER) -> EverydayWord:
    return change_everyday_word(word=word, official=official, known=known, by=by, at=NOON)


def acts_on(word: str) -> list[str]:
    entries = TraceEntry.objects.filter(stream__subject=f"everyday-word:{word}")
    return list(entries.order_by("position").values_list("action", flat=True))


def test_the_catalogue_office_adds_changes_and_removes_a_word_and_each_act_is_traced():
    by = editor_at(CATALOGUE_OFFICE)

    add("骑骆驼", "骆驼登记", by=by)
    change("骑骆驼", "骆驼经营", known="骆驼登记", by=by)
    assert EverydayWord.objects.get(word="骑骆驼").official == "骆驼经营"
    remove_everyday_word(word="骑骆驼", known="骆驼经营", by=by, at=NOON)

    assert not EverydayWord.objects.filter(word="骑骆驼").exists()
    assert acts_on("骑骆驼") == [
        "everyday-word.add", "everyday-word.change", "everyday-word.remove",
    ]  # fmt: skip


def test_an_editor_elsewhere_is_refused_and_nothing_changes():
    by = editor_at("sample-own")
    add("骑骆驼", "骆驼登记")

    with pytest.raises(NotTheCatalogueOffice):
        add("遛骆驼", "骆驼登记", by=by)
    with pytest.raises(NotTheCatalogueOffice):
        change("骑骆驼", "骆驼", known="骆驼登记", by=by)
    with pytest.raises(NotTheCatalogueOffice):
        remove_everyday_word(word="骑骆驼", known="骆驼登记", by=by, at=NOON)
    with pytest.raises(NotTheCatalogueOffice):
        dismiss_missed_search(text="遛骆驼", by=by, at=NOON)

    assert EverydayWord.objects.get(word="骑骆驼").official == "骆驼登记"
    assert not EverydayWord.objects.filter(word="遛骆驼").exists()
    assert acts_on("骑骆驼") == ["everyday-word.add"]


def test_a_word_is_kept_as_searches_are_compared():
    assert add("ＥＴＣ骑骆驼", "骆驼登记").word == "etc骑骆驼"


@pytest.mark.parametrize(
    ("word", "official", "field"),
    [
        ("", "骆驼", "word"),
        ("？！", "骆驼", "word"),
        ("\0", "骆驼", "word"),
        ("骆" * 21, "骆驼", "word"),
        ("骆驼", "", "official"),
        ("骆驼", "……", "official"),
        ("骆驼", "骆" * 61, "official"),
        ("骆驼", "骆驼", "official"),
        ("etc", "ＥＴＣ", "official"),
    ],
)
def test_a_fault_is_named_with_its_field(word, official, field):
    with pytest.raises(EverydayWordUnclear) as caught:
        add(word, official)

    assert caught.value.field == field
    assert caught.value.text


def test_a_word_that_is_there_is_not_added_again():
    add("骑骆驼", "骆驼登记")

    with pytest.raises(EverydayWordTaken, match="骆驼登记"):
        add("骑骆驼", "骆驼经营")

    assert EverydayWord.objects.get(word="骑骆驼").official == "骆驼登记"


def test_of_two_editors_the_second_is_told_what_the_first_has_written():
    add("骑骆驼", "骆驼登记")
    change("骑骆驼", "骆驼经营", known="骆驼登记")

    with pytest.raises(EverydayWordChanged, match="骆驼经营"):
        change("骑骆驼", "骆驼养殖", known="骆驼登记")
    with pytest.raises(EverydayWordChanged):
        remove_everyday_word(word="骑骆驼", known="骆驼登记", by=LOADER, at=NOON)

    assert EverydayWord.objects.get(word="骑骆驼").official == "骆驼经营"


def test_a_change_that_is_sent_twice_is_one_act():
    add("骑骆驼", "骆驼登记")

    change("骑骆驼", "骆驼经营", known="骆驼登记")
    change("骑骆驼", "骆驼经营", known="骆驼登记")

    assert acts_on("骑骆驼") == ["everyday-word.add", "everyday-word.change"]


def test_a_word_that_is_gone_cannot_be_changed_but_its_removal_can_be_repeated():
    with pytest.raises(EverydayWordGone):
        change("骑骆驼", "骆驼", known="骆驼登记")

    remove_everyday_word(word="骑骆驼", known="骆驼登记", by=LOADER, at=NOON)

    assert acts_on("骑骆驼") == []


def test_texts_that_were_missed_with_a_word_are_forgotten_when_it_is_added():
    for text in ("怎么骑骆驼", "骑骆驼", "遛狗"):
        count_missed_search(text=text, has_some=False, address="10.0.0.1", at=NOON)

    add("骑骆驼", "骆驼登记")

    assert list(MissedSearch.objects.values_list("text", flat=True)) == ["遛狗"]
