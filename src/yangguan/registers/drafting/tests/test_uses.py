"""Which drafts use a code or a data element."""

from yangguan.registers.catalogue.content import decode
from yangguan.registers.drafting.operations.submit import discard_draft
from yangguan.registers.drafting.tests.conftest import NOON
from yangguan.registers.drafting.uses import uses_of
from yangguan.registers.standards.ports import term_of_code, term_of_element


def terms_of(draft):
    content = decode(draft.content)
    return [
        term_of_code("item-types", content.item_type),
        term_of_element(content.fields()[0].element),
    ]


def own(draft, terms, *, most=1_000):
    return [use for use in uses_of(terms, most=most) if use.key == str(draft.pk)]


def test_an_open_draft_uses_what_stands_in_it_and_is_not_in_force(house):
    draft = house.begin()

    found = own(draft, [*terms_of(draft), "element=nowhere_to_be_found"])

    assert {use.term for use in found} == set(terms_of(draft))
    assert {(use.name, use.detail, use.is_in_force) for use in found} == {
        (draft.name, "草稿", False)
    }


def test_a_discarded_draft_uses_nothing(house):
    draft = house.begin()
    terms = terms_of(draft)

    discard_draft(draft_id=draft.pk, by=house.writer, at=NOON)

    assert own(draft, terms) == []


def test_it_costs_one_statement_and_reads_no_more_than_asked_for(house, django_assert_num_queries):
    draft = house.begin()
    terms = terms_of(draft)

    with django_assert_num_queries(1):
        found = uses_of(terms[:1], most=1)

    assert len(found) == 1
    assert uses_of(terms[:1], most=0) == []
