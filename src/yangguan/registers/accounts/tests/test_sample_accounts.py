"""What a script needs to play everybody: numbers, principals, posts."""

from datetime import date

import pytest

from yangguan.registers.accounts.queries import sample_officers, sample_persons

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 12)


def test_a_person_comes_with_the_organisations_it_speaks_for(loaded_city):
    person = next(each for each in sample_persons(on=TODAY) if each.name == "测鸣沙")

    assert person.id_number == "620982198803128995"
    assert person.mobile == "19900000001"
    assert {each.credit_code for each in person.principals} == {
        "91620982XNQY000105",
        "92620982XNQY00029Y",
    }


def test_neither_children_nor_the_dead_have_an_account(loaded_city):
    names = {person.name for person in sample_persons(on=TODAY)}

    assert not names & {"测小沙", "测小泉", "测桥北"}


def test_an_officer_comes_with_posts_and_places(loaded_city):
    hall = [
        post
        for officer in sample_officers(on=TODAY)
        for post in officer.posts
        if post.hall == "DH-H001"
    ]

    assert {post.role for post in hall} == {"intake", "delivery"}
    assert len(hall) == 4


def test_before_the_posts_began_nobody_holds_one(loaded_city):
    officers = sample_officers(on=date(2000, 1, 1))

    assert officers
    assert not any(officer.posts for officer in officers)


def test_people_and_officers_cost_two_queries_each(loaded_city, django_assert_num_queries):
    with django_assert_num_queries(4):
        sample_persons(on=TODAY)
        sample_officers(on=TODAY)
