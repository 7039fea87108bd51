"""Citations kept: an article that goes out of force leads to every item that cites it (R4.5)."""

from datetime import timedelta

import pytest

from yangguan.registers.catalogue.citations import record_missing_citations, refresh_citations
from yangguan.registers.catalogue.cited_by import (
    count_citing,
    count_flagged,
    flagged_items,
    items_citing,
)
from yangguan.registers.catalogue.content import LawArticle
from yangguan.registers.catalogue.models import EditionCitation, ServiceItem
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.catalogue.tests import material_samples as m
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN
from yangguan.registers.legislation.operations.enter_law import replace_law
from yangguan.registers.legislation.operations.repeal_law import repeal_law
from yangguan.registers.legislation.operations.strike_out_article import strike_out_article
from yangguan.registers.legislation.queries import Standing
from yangguan.registers.legislation.tests.registered import (
    NOON,
    TODAY,
    article_of,
    keeper,
    law_entry,
    registered,
)

pytestmark = pytest.mark.django_db
NAME = "样例场所管理条例"
NINTH = f"《{NAME}》第九条"
TOMORROW = TODAY + timedelta(days=1)


def content(**changes):
    values = {
        "basis": f"{NINTH}；样发〔2020〕5号",
        "laws": (LawArticle(law=f"中华人民共和国{NAME}", article="第九条"),),
        "materials": (),
        **changes,
    }
    return m.content(**values)


@pytest.fixture
def edition():
    made = m.publish(content())
    refresh_citations(made, content())
    return made


def strike_out(article, *, day=TODAY):
    strike_out_article(
        article_id=article.pk, struck_out_date=day, reason="国务院决定", by=keeper(), at=NOON
    )


def cited_by(edition):
    return sorted(edition.citations.values_list("place", flat=True))


def test_each_place_is_noted_once_with_everything_that_rests_on_it(edition):
    [citation] = edition.citations.filter(place=f"{NAME} 第九条")

    assert citation.where == ["设定依据"]
    assert cited_by(edition) == [f"{NAME} 第九条", "样发〔2020〕5号"]


def test_a_paper_cited_by_its_number_is_noted_under_its_name(edition):
    registered("样例通知", document_number="样发〔2020〕5号")

    refresh_citations(edition, content())

    assert cited_by(edition) == [f"{NAME} 第九条", "样例通知"]


def test_noting_costs_three_queries_and_one_for_papers(edition, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):  # with the two of its savepoint
        refresh_citations(edition, content())


def test_the_citations_of_the_edition_before_are_gone(edition):
    after = m.publish(content(basis=NINTH, effective=TODAY))

    refresh_citations(after, content(basis=NINTH))

    assert not edition.citations.exists()
    assert cited_by(after) == [f"{NAME} 第九条"]


def test_an_item_is_found_by_the_article_that_it_cites(edition, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = items_citing(NAME, "第九条")

    assert [line.task_code for line in page.items] == [content().task_code]
    assert items_citing(NAME, "第七条").items == ()
    assert [line.words for line in items_citing(NAME).items] == [f"《中华人民共和国{NAME}》第九条"]
    assert (count_citing(NAME, "第九条"), count_citing(NAME, "第七条")) == (1, 0)


def test_an_item_that_was_withdrawn_needs_no_new_edition(edition):
    ServiceItem.objects.filter(pk=edition.item_id).update(state=ItemState.WITHDRAWN)

    assert items_citing(NAME, "第九条").items == ()


def test_an_article_struck_out_flags_every_item_that_cites_it_from_its_day_on(edition):
    strike_out(article_of(registered(NAME)), day=TOMORROW)

    assert count_flagged(on=TODAY) == 0
    [flagged] = flagged_items(on=TOMORROW).items
    assert (flagged.line.task_code, flagged.finding.standing) == (
        content().task_code,
        Standing.ARTICLE_ENDED,
    )


def test_another_article_struck_out_flags_nothing(edition):
    strike_out(article_of(registered(NAME), "第七条"))

    assert count_flagged(on=TODAY) == 0


def test_a_law_repealed_flags_also_what_cites_an_article_that_was_not_entered(edition):
    law = registered(NAME, "第一条")
    repeal_law(law_id=law.pk, repealed_date=TODAY, reason="废止", by=keeper(), at=NOON)

    [flagged] = flagged_items(on=TODAY).items
    assert flagged.finding.standing is Standing.LAW_ENDED


def test_a_new_version_flags_until_its_article_is_entered(edition):
    law = registered(NAME)
    entry = law_entry(NAME, effective_date=TODAY)
    after = replace_law(entry, law_id=law.pk, by=keeper(), at=NOON)
    assert count_flagged(on=TODAY) == 1

    article = article_of(law)
    after.articles.create(label=article.label, position=article.position)

    assert count_flagged(on=TODAY) == 0


def test_the_flag_goes_with_the_next_edition(edition):
    strike_out(article_of(registered(NAME)))
    mended = content(basis=f"《{NAME}》第七条", laws=(LawArticle(law=NAME, article="第七条"),))

    refresh_citations(m.publish(mended), mended)

    assert count_flagged(on=TODAY) == 0


def test_many_flags_cost_what_one_costs(edition, django_assert_num_queries):
    strike_out(article_of(registered(NAME)))
    for number in range(30):
        other = content(
            name=f"样例{number:02}",
            task_code=f"{ORGAN}46201319{number:04}",
            catalog_code=f"6201319{number:05}",
        )
        refresh_citations(m.publish(other), other)

    with django_assert_num_queries(5):
        page = flagged_items(on=TODAY, limit=20)

    assert len(page.items) == 20
    assert len(flagged_items(on=TODAY, cursor=page.on, limit=20).items) == 11


def test_editions_from_before_are_noted_once(edition):
    EditionCitation.objects.all().delete()

    record_missing_citations()

    assert cited_by(edition) == [f"{NAME} 第九条", "样发〔2020〕5号"]
    before = EditionCitation.objects.count()
    record_missing_citations()
    assert EditionCitation.objects.count() == before


def test_every_citation_of_the_city_leads_to_its_item(loaded_city):
    page = items_citing("娱乐场所管理条例", "第九条")

    assert [line.item_name for line in page.items] == ["娱乐场所设立审批（歌舞、游艺）"]
    assert "材料“场所地理位置图和内部结构平面图”" in page.items[0].where
