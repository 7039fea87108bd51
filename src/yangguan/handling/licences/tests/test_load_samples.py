"""Held licences: dated in the past and valid on whatever day the content is loaded."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from yangguan.handling.licences import rules
from yangguan.handling.licences.operations.load_samples import (
    licences_of_organisations,
    licences_of_people,
)

PEOPLE = json.loads(
    (Path(settings.BASE_DIR) / "content/dunhuang/people.json").read_text(encoding="utf-8")
)
TYPES = {
    kind["NAME"]: kind
    for kind in json.loads(
        (Path(settings.BASE_DIR) / "content/dunhuang/licence-types.json").read_text(
            encoding="utf-8"
        )
    )["LICENCE_TYPES"]
}
MATERIAL_CARDS = ("居民身份证", "营业执照", "居民户口簿", "结婚证", "社会保障卡")


def held_on(day):
    return [
        *licences_of_people(
            PEOPLE["PERSONS"], PEOPLE["HOUSEHOLDS"], PEOPLE["RELATIONS"], today=day
        ),
        *licences_of_organisations(PEOPLE["ORGANISATIONS"], today=day),
    ]


@given(st.dates(date(2026, 10, 1), date(2031, 12, 31)))
def test_every_licence_is_valid_on_the_day_of_the_load(day):
    for held in held_on(day):
        until = rules.valid_until(
            start=held.issue_date,
            months=TYPES[held.type_name]["VALIDITY_MONTHS"],
            words=held.validity,
        )
        assert held.issue_date <= day, held
        assert until is None or until >= day, held


@given(st.dates(date(2026, 10, 1), date(2031, 12, 31)))
def test_no_number_of_a_type_is_given_twice(day):
    numbers = [(held.type_name, held.number) for held in held_on(day)]

    assert len(numbers) == len(set(numbers))


def test_every_type_is_in_the_catalogue():
    assert {held.type_name for held in held_on(date(2026, 10, 12))} <= set(TYPES)


def test_every_living_person_holds_an_identity_card_and_nobody_else():
    holders = {
        held.holder_number for held in held_on(date(2026, 10, 12)) if held.type_name == "居民身份证"
    }

    assert holders == {person["ID_NUMBER"] for person in PEOPLE["PERSONS"] if person["ALIVE"]}


def test_both_spouses_hold_a_certificate_with_one_inscription():
    married = [held for held in held_on(date(2026, 10, 12)) if held.type_name == "结婚证"]
    inscriptions = [held.values["marriage_certificate_number"] for held in married]

    assert married
    assert all(inscriptions.count(each) == 2 for each in inscriptions)


@pytest.mark.parametrize(
    ("today", "validity"),
    [(date(2034, 2, 13), "10年"), (date(2034, 2, 14), "20年"), (date(2054, 2, 14), "")],
)
def test_an_identity_card_holds_as_long_as_the_law_says_for_the_age(today, validity):
    """居民身份证法 第五条."""
    card = next(
        held
        for held in held_on(today)
        if held.type_name == "居民身份证" and held.holder_number == "620982200802148839"
    )

    assert card.validity == validity
