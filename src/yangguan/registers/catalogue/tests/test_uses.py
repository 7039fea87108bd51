"""What uses a code, a data element or a choice: found by an index over the editions."""

import json

import pytest
from django.db import connection

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.models import Edition, LicenceType, ServiceItem
from yangguan.registers.catalogue.states import EditionState
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN
from yangguan.registers.catalogue.tests.test_policies import department, send
from yangguan.registers.catalogue.uses import count_uses, uses_of
from yangguan.registers.standards.national import NATIONAL
from yangguan.registers.standards.ports import (
    term_of_choice,
    term_of_code,
    term_of_element,
    term_of_name,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    """The sample item, published."""
    department(ORGAN, "sample-own")
    assert send(system_actor()).is_accepted
    return Edition.objects.get(item__department__credit_code=ORGAN)


def items_using(term: str) -> set[str]:
    return {use.key for use in uses_of([term], most=1_000) if use.kind == "item"}


def test_an_edition_uses_its_codes_elements_choices_and_results(edition):
    content = decode(edition.content)
    field = content.fields()[0]
    terms = [
        term_of_code("item-types", content.item_type),
        term_of_code("levels", content.level),
        term_of_code("audiences", content.audiences[0]),
        term_of_code("handling-forms", content.service.forms[0]),
        term_of_code("material-kinds", content.materials[0].kind),
        term_of_element(field.element),
        term_of_name("result-kinds", content.results[0].kind),
    ]

    for term in terms:
        assert edition.item.task_code in items_using(term), term
    for each in content.fields():
        for choice in each.choices:
            assert edition.item.task_code in items_using(term_of_choice(each.element, choice))


def test_a_situation_uses_its_element(edition):
    body = json.loads(edition.content)
    asked = {"element": "camel_kind", "choices": ["单峰驼", "双峰驼"]}

    terms = terms_of({**body, "situations": [asked]})

    assert {"element=camel_kind", "choice:camel_kind=双峰驼"} <= terms


def terms_of(body: dict[str, object]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT catalogue_terms_of(%s)", [json.dumps(body)])
        return set(cursor.fetchone()[0])


def test_an_edition_in_force_is_named(edition):
    term = term_of_code("item-types", decode(edition.content).item_type)

    own = [use for use in uses_of([term], most=1_000) if use.key == edition.item.task_code]

    assert [(use.name, use.detail, use.is_in_force) for use in own] == [
        (edition.item.name, "现行第 1 版", True)
    ]


def test_a_replaced_edition_is_no_use(edition):
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.REPLACED)

    for term in ("element=person_name", f"item-types={decode(edition.content).item_type}"):
        assert edition.item.task_code not in items_using(term)


def test_a_type_of_licence_uses_the_elements_of_its_face(edition):
    LicenceType.objects.create(
        code="camel-licence",
        identifier_code="1" * 21,
        name="骆驼证",
        kind="证照",
        holder_kind="自然人",
        issuer=edition.item.department,
        number_rule="",
        fields=[{"NAME": "峰数", "ELEMENT": "camel_kind", "TYPE": "text", "REQUIRED": True}],
    )

    found = uses_of(["element=camel_kind", "item-types=01"], most=5)

    assert [(use.kind, use.name) for use in found if use.kind == "licence-type"] == [
        ("licence-type", "骆驼证")
    ]


@pytest.mark.usefixtures("loaded_city")
def test_no_more_uses_are_read_than_asked_for(edition):
    element = decode(edition.content).fields()[0].element

    assert (
        len([use for use in uses_of([term_of_element(element)], most=1) if use.kind == "item"]) == 1
    )


def test_uses_are_counted_for_many_elements_in_one_statement(edition, django_assert_num_queries):
    element = decode(edition.content).fields()[0].element

    with django_assert_num_queries(1):
        counts = count_uses([element, "nowhere_to_be_found"])

    assert counts[element] >= 1
    assert counts["nowhere_to_be_found"] == 0


def test_uses_cost_two_statements(edition, django_assert_num_queries):
    with django_assert_num_queries(2):
        uses_of(["element=person_name", "item-types=01"], most=20)


@pytest.mark.usefixtures("loaded_city")
def test_the_index_answers_and_no_edition_is_read():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalogue_edition")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM catalogue_edition WHERE state = 'published'"
            " AND catalogue_terms_of(content) @> ARRAY['element=person_name'] LIMIT 5"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "edition_terms" in plan


def test_every_code_of_every_item_of_the_city_is_a_code_of_its_table(loaded_city):
    """No edition says a code that its table does not have: the terms name the right tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT unnest(catalogue_terms_of(content)) FROM catalogue_edition"
            " WHERE state = 'published'"
        )
        terms = [term for (term,) in cursor.fetchall()]
    coded = [
        term.split("=", 1)
        for term in terms
        if not term.startswith(("element=", "choice:", "name:"))
    ]

    assert coded
    assert [pair for pair in coded if pair[1] not in NATIONAL[pair[0]].names] == []
    assert ServiceItem.objects.exists()
