"""Reading the register: lists, and what it says of a citation on a day."""

from datetime import date, timedelta

import pytest

from yangguan.registers.legislation import queries
from yangguan.registers.legislation.citations import read_citations
from yangguan.registers.legislation.operations.enter_law import replace_law
from yangguan.registers.legislation.operations.repeal_law import repeal_law
from yangguan.registers.legislation.operations.strike_out_article import strike_out_article
from yangguan.registers.legislation.queries import Standing
from yangguan.registers.legislation.states import LawState
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
TOMORROW = TODAY + timedelta(days=1)


def strike_out(article, *, day=TODAY, successor=None):
    strike_out_article(
        article_id=article.pk, struck_out_date=day, reason="国务院决定",
        replaced_by_id=successor, by=keeper(), at=NOON,
    )  # fmt: skip


def standing_of(text, *, on=TODAY):
    [citation] = read_citations(text)
    return queries.findings([citation], on=on)[citation]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        (f"《{NAME}》第九条", Standing.IN_FORCE),
        (f"《中华人民共和国{NAME}》第九条第二款", Standing.IN_FORCE),
        (f"《{NAME}》", Standing.IN_FORCE),
        (f"《{NAME}》第八条", Standing.ARTICLE_UNKNOWN),
        ("《无此条例》第九条", Standing.LAW_UNKNOWN),
        ("样发〔2020〕5号第九条", Standing.IN_FORCE),
        ("样发〔2020〕6号第九条", Standing.LAW_UNKNOWN),
    ],
)
def test_a_citation_stands_as_the_register_says(text, standing):
    registered(NAME, document_number="样发〔2020〕5号")

    assert standing_of(text).standing is standing


def test_an_article_holds_until_the_day_before_it_is_struck_out():
    law = registered(NAME)
    strike_out(article_of(law), day=TOMORROW, successor=article_of(law, "第七条").pk)

    assert standing_of(f"《{NAME}》第九条", on=TODAY).standing is Standing.IN_FORCE
    found = standing_of(f"《{NAME}》第九条", on=TOMORROW)
    assert (found.standing, found.day) == (Standing.ARTICLE_ENDED, TOMORROW)
    assert found.replaced_by == f"《{NAME}》第七条"


def test_a_law_that_is_not_yet_in_force_does_not_hold():
    registered(NAME, effective_date=TOMORROW)

    assert standing_of(f"《{NAME}》第九条").standing is Standing.LAW_NOT_YET


def test_a_law_that_was_repealed_does_not_hold():
    law = registered(NAME)
    repeal_law(law_id=law.pk, repealed_date=TODAY, reason="废止", by=keeper(), at=NOON)

    assert standing_of(f"《{NAME}》第九条").standing is Standing.LAW_ENDED
    assert queries.ended_places(on=TODAY)[1] == [NAME]


def test_of_two_versions_the_one_in_force_counts():
    before = registered(NAME)
    entry = law_entry(NAME, effective_date=TOMORROW)
    replace_law(entry, law_id=before.pk, by=keeper(), at=NOON)

    assert standing_of(f"《{NAME}》第九条", on=TODAY).standing is Standing.IN_FORCE
    assert standing_of(f"《{NAME}》第九条", on=TOMORROW).standing is Standing.ARTICLE_UNKNOWN
    places, laws = queries.ended_places(on=TOMORROW)
    assert (places, laws) == ([f"{NAME} 第七条", f"{NAME} 第九条"], [])


def test_many_citations_cost_two_queries(django_assert_num_queries):
    for number in range(5):
        registered(f"样例第{number}条例")
    text = "；".join(f"《样例第{number}条例》第七条、第九条" for number in range(5))

    with django_assert_num_queries(2):
        found = queries.findings(read_citations(text), on=TODAY)

    assert len(found) == 10


def test_laws_are_found_by_the_words_of_name_number_and_issuer(django_assert_num_queries):
    registered(NAME, document_number="样发〔2020〕5号", issuer="样例文化部")
    registered("另外的办法")

    for text in ("场所管理", "样发2020", "文化部"):
        with django_assert_num_queries(1):
            page = queries.laws(text=text, on=TODAY)
        assert NAME in [line.name for line in page.items]
        assert "另外的办法" not in [line.name for line in page.items]


def test_laws_are_listed_by_their_state():
    law = registered(NAME)
    registered("将来的条例", effective_date=TOMORROW)
    repeal_law(law_id=law.pk, repealed_date=TODAY, reason="废止", by=keeper(), at=NOON)

    def names(state):
        return {line.name for line in queries.laws(text="条例", state=state, on=TODAY).items}

    assert NAME in names(LawState.REPEALED)
    assert NAME not in names(LawState.IN_FORCE)
    assert "将来的条例" in names(LawState.NOT_YET)
    assert {NAME, "将来的条例"} <= names(None)


def test_paging_on_shows_every_law_once():
    for number in range(7):
        registered(f"样例第{number}条例", "第一条")
    seen: list[str] = []
    cursor = None
    while True:
        page = queries.laws(text="样例", on=TODAY, cursor=cursor, limit=3)
        seen.extend(line.name for line in page.items)
        if page.on is None:
            break
        cursor = page.on

    assert seen == [f"样例第{number}条例" for number in range(7)]


def test_a_law_shows_its_articles_and_versions(django_assert_num_queries):
    before = registered(NAME)
    entry = law_entry(NAME, effective_date=TOMORROW)
    replace_law(entry, law_id=before.pk, by=keeper(), at=NOON)

    with django_assert_num_queries(3):
        law = queries.law(before.pk, on=TODAY)
        assert law is not None
        page = queries.articles_of(law, on=TODAY)

    assert [each.version for each in law.versions] == [2, 1]
    assert [line.label for line in page.items] == ["第七条", "第九条"]


def test_an_article_is_found_by_its_citation_in_force():
    law = registered(NAME)
    [citation] = read_citations(f"《{NAME}》第九条")

    assert queries.find_article(citation, on=TODAY) == article_of(law).pk
    strike_out(article_of(law))
    assert queries.find_article(citation, on=TODAY) is None


def test_what_is_not_there_is_none():
    assert queries.law(0, on=TODAY) is None
    assert queries.article(0, on=TODAY) is None


def test_a_law_without_a_known_beginning_has_always_been():
    law = registered(NAME)
    law.effective_date = None
    law.save()

    assert standing_of(f"《{NAME}》第九条", on=date(1990, 1, 1)).standing is Standing.IN_FORCE
