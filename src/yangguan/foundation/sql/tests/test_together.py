"""Parts wait for the end of the block, leave in one statement, and are undone together."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction

from yangguan.foundation.sql.fixed_insert import insert, insert_together
from yangguan.foundation.sql.together import Part, flush, run, send, together

pytestmark = pytest.mark.django_db


def thing(name):
    """A row with a unique name, of a table that every installation has."""
    return ContentType(app_label="together", model=name)


def names():
    things = ContentType.objects.filter(app_label="together")
    return set(things.values_list("model", flat=True))


def test_what_is_sent_together_leaves_in_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1), together():
        insert_together(thing("a"))
        insert_together(thing("b"), thing("c"))

    assert names() == {"a", "b", "c"}


def test_outside_of_a_block_it_leaves_at_once():
    insert_together(thing("a"))

    assert names() == {"a"}


def test_nothing_to_send_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0), together():
        insert_together()
    with django_assert_num_queries(0):
        insert_together()


def test_an_inner_block_waits_for_the_outer_one():
    with together():
        with together():
            insert_together(thing("a"))
        before = names()

    assert (before, names()) == (set(), {"a"})


def test_a_block_that_fails_sends_nothing():
    def fail():
        with together():
            insert_together(thing("a"))
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    assert names() == set()


def test_who_is_about_to_read_can_have_it_written():
    with together():
        insert_together(thing("a"))
        flush()
        seen = names()

    assert seen == {"a"}


def test_a_check_that_refuses_its_result_undoes_all_of_it():
    def refuse(_result):
        raise LookupError

    def act():
        with transaction.atomic(), together():
            insert_together(thing("a"))
            send(Part("", {}, check=refuse))

    with pytest.raises(LookupError):
        act()

    assert names() == set()


def test_a_constraint_that_one_part_breaks_undoes_all_of_it():
    insert(thing("a"))

    with pytest.raises(IntegrityError), transaction.atomic(), together():
        insert_together(thing("b"), thing("a"))

    assert names() == {"a"}


def test_results_come_in_the_order_of_the_parts():
    parts = [
        Part("n# AS (SELECT %(n)s::int AS n)", {"n": n}, result="(SELECT n FROM n#)")
        for n in (1, 2)
    ]

    assert run(*parts) == (1, 2)


def test_a_percent_sign_and_bare_places_reach_the_database():
    part = Part("", {"all": "a%"}, result="(SELECT 'a5%%' LIKE %(all)s AND 7 %% 4 = 3)")

    assert run(part) == (True,)
