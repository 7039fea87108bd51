"""登记法规: entered once under all its names, corrected, replaced, repealed."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.legislation.errors import (
    EntryWrong,
    LawAlreadyRegistered,
    LawHasEnded,
    LawNotFound,
    NotTheCatalogueOffice,
)
from yangguan.registers.legislation.models import Law
from yangguan.registers.legislation.operations.enter_law import (
    correct_law,
    enter_law,
    replace_law,
)
from yangguan.registers.legislation.operations.repeal_law import repeal_law
from yangguan.registers.legislation.policies import may_keep_register
from yangguan.registers.legislation.tests.registered import (
    BEGAN,
    NOON,
    TODAY,
    editor_at,
    keeper,
    law_entry,
    registered,
)

pytestmark = pytest.mark.django_db
NAME = "样例场所管理条例"
LATER = date(2026, 9, 1)


def acts_of(law):
    found = TraceEntry.objects.filter(stream__subject=f"law:{law.pk}").order_by("position")
    return list(found.values_list("action", flat=True))


def test_a_law_is_entered_with_its_trace():
    law = enter_law(law_entry("《中华人民共和国样例法》"), by=keeper(), at=NOON)

    assert (law.name, law.key, law.version) == ("中华人民共和国样例法", "样例法", 1)
    assert acts_of(law) == ["law.enter"]


@pytest.mark.parametrize("name", [NAME, f"中华人民共和国{NAME}", f"{NAME}（2020年修正）"])
def test_a_law_is_not_entered_again_under_another_of_its_names(name):
    registered(NAME)

    with pytest.raises(LawAlreadyRegistered):
        enter_law(law_entry(name), by=keeper(), at=NOON)

    assert Law.objects.filter(key=NAME).count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "中华人民共和国"}, "name"),
        ({"name": "长" * 201}, "name"),
        ({"kind": "惯例"}, "kind"),
        ({"issuer": " "}, "issuer"),
        ({"effective_date": None}, "effective_date"),
        ({"effective_date": date(1900, 1, 1)}, "effective_date"),
        ({"adopted_date": LATER}, "adopted_date"),
        ({"source": "抄\x00本"}, "source"),
    ],
)
def test_a_wrong_entry_names_its_field_and_changes_nothing(changes, field):
    entry = replace(law_entry(), **changes)

    with pytest.raises(EntryWrong) as refused:
        enter_law(entry, by=keeper(), at=NOON)

    assert refused.value.field == field
    assert not Law.objects.filter(key=NAME).exists()


def test_every_fault_of_an_entry_is_told_at_once():
    entry = replace(law_entry(), name="", kind="", issuer="", effective_date=None)

    assert [fault.field for fault in entry.faults()] == [
        "name",
        "kind",
        "issuer",
        "effective_date",
    ]


def test_only_the_office_that_keeps_the_catalogue_enters_laws():
    with pytest.raises(NotTheCatalogueOffice):
        enter_law(law_entry(), by=editor_at("culture"), at=NOON)

    assert not Law.objects.filter(key=NAME).exists()
    assert may_keep_register(system_actor())
    assert may_keep_register(keeper())


def test_a_new_version_ends_the_one_before_on_the_day_on_which_it_begins():
    before = registered(NAME)

    after = replace_law(
        law_entry(NAME, effective_date=LATER), law_id=before.pk, by=keeper(), at=NOON
    )

    before.refresh_from_db()
    assert (after.version, before.repealed_date) == (2, LATER)
    assert Law.objects.in_force(on=TODAY).get(key=NAME) == before
    assert Law.objects.in_force(on=LATER).get(key=NAME) == after
    assert acts_of(before)[-1] == "law.replaced"


def test_a_version_that_was_replaced_cannot_be_replaced_again():
    before = registered(NAME)
    entry = law_entry(NAME, effective_date=LATER)
    replace_law(entry, law_id=before.pk, by=keeper(), at=NOON)

    with pytest.raises(LawHasEnded):
        replace_law(entry, law_id=before.pk, by=keeper(), at=NOON)

    assert Law.objects.filter(key=NAME).count() == 2


def test_a_new_version_begins_after_the_one_before():
    before = registered(NAME)

    with pytest.raises(EntryWrong) as refused:
        replace_law(law_entry(NAME), law_id=before.pk, by=keeper(), at=NOON)

    assert refused.value.field == "effective_date"
    before.refresh_from_db()
    assert before.repealed_date is None


def test_a_law_of_another_name_may_take_its_place():
    before = registered(NAME)

    after = replace_law(
        law_entry("样例场所管理法", effective_date=LATER), law_id=before.pk, by=keeper(), at=NOON
    )

    assert (after.key, after.version) == ("样例场所管理法", 1)


def test_a_correction_keeps_what_was_said_before_in_the_trace():
    law = registered(NAME)

    correct_law(law_entry(NAME, issuer="文化部"), law_id=law.pk, by=keeper(), at=NOON)

    entry = TraceEntry.objects.get(stream__subject=f"law:{law.pk}", action="law.correct")
    assert entry.data["before"]["issuer"] == "国务院"
    assert entry.data["after"]["issuer"] == "文化部"


def test_a_correction_that_changes_nothing_leaves_no_trace():
    law = registered(NAME)

    correct_law(law_entry(NAME), law_id=law.pk, by=keeper(), at=NOON)

    assert "law.correct" not in acts_of(law)


def test_a_correction_cannot_take_the_name_of_another_law():
    registered("样例另一条例")
    law = registered(NAME)

    with pytest.raises(LawAlreadyRegistered):
        correct_law(law_entry("样例另一条例"), law_id=law.pk, by=keeper(), at=NOON)


def test_a_law_is_repealed_for_a_reason_and_once():
    law = registered(NAME)

    repeal_law(law_id=law.pk, repealed_date=LATER, reason="国务院决定", by=keeper(), at=NOON)

    with pytest.raises(LawHasEnded):
        repeal_law(law_id=law.pk, repealed_date=LATER, reason="又一次", by=keeper(), at=NOON)
    assert acts_of(law).count("law.repeal") == 1


@pytest.mark.parametrize(
    ("day", "reason", "field"),
    [(None, "决定", "ended_date"), (BEGAN, "决定", "ended_date"), (LATER, " ", "reason"),
     (LATER, "长" * 301, "reason")],
)  # fmt: skip
def test_a_repeal_names_its_day_and_reason(day, reason, field):
    law = registered(NAME)

    with pytest.raises(EntryWrong) as refused:
        repeal_law(law_id=law.pk, repealed_date=day, reason=reason, by=keeper(), at=NOON)

    assert refused.value.field == field
    law.refresh_from_db()
    assert law.repealed_date is None


def test_after_its_repeal_a_law_of_the_name_can_be_entered_as_its_next_version():
    law = registered(NAME)
    repeal_law(law_id=law.pk, repealed_date=LATER, reason="国务院决定", by=keeper(), at=NOON)

    again = enter_law(law_entry(NAME, effective_date=LATER), by=keeper(), at=NOON)

    assert again.version == 2


def test_what_is_not_registered_cannot_be_changed():
    with pytest.raises(LawNotFound):
        correct_law(law_entry(), law_id=0, by=keeper(), at=NOON)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"version": 2}, "law_has_one_version_without_an_end"),
        ({"repealed_date": LATER}, "law_has_each_version_once"),
        ({"version": 2, "repealed_date": BEGAN}, "law_ends_after_it_took_effect"),
        ({"key": "新", "adopted_date": LATER}, "law_is_adopted_before_it_takes_effect"),
        ({"key": ""}, "law_name_is_not_empty"),
    ],
)
def test_the_database_refuses(changes, constraint):
    registered(NAME)
    values = {"key": NAME, "name": NAME, "version": 1, "kind": "statute", "effective_date": BEGAN}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Law.objects.create(**values | changes)
