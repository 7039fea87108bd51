"""依据与文件: found by words and state, and who cites what is out of force."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.desk.tests import staff
from yangguan.registers.catalogue.citations import refresh_citations
from yangguan.registers.catalogue.content import LawArticle
from yangguan.registers.catalogue.models import Edition
from yangguan.registers.legislation import queries
from yangguan.registers.legislation.operations.strike_out_article import strike_out_article
from yangguan.registers.legislation.tests.registered import (
    NOON,
    TODAY,
    article_of,
    keeper,
    registered,
)
from yangguan.registers.organisations.models import Department

NAME = "样例场所管理条例"


@pytest.fixture
def law(desk):
    """A law that the town's item cites."""
    cited = b.content(laws=(LawArticle(law=NAME, article="第九条"),))
    refresh_citations(Edition.objects.get(item=desk.town.item), cited)
    return registered(NAME, document_number="样发〔2020〕5号")


def strike_out(law):
    strike_out_article(
        article_id=article_of(law).pk, struck_out_date=TODAY, reason="国务院决定",
        by=keeper(), at=NOON,
    )  # fmt: skip


def page_of(desk, url, **query):
    return desk.client(Role.EDITOR).get(url, query).content.decode()


def test_laws_are_listed_with_their_state_and_lead_to_their_page(desk, law):
    page = page_of(desk, "/editor/laws/", q="样例场所")

    assert f"/editor/laws/{law.pk}/" in page
    assert "现行有效" in page


@pytest.mark.parametrize(("query", "is_found"), [("场所管理", True), ("饕餮魍魉", False)])
def test_a_search_finds_by_the_name(desk, law, query, is_found):
    assert (NAME in page_of(desk, "/editor/laws/", q=query)) == is_found


def test_a_state_shows_only_its_laws(desk, law):
    assert NAME in page_of(desk, "/editor/laws/", q=NAME, state="in-force")
    found = page_of(desk, "/editor/laws/", q=NAME, state="repealed")
    assert "没有这样的法规" in found


def test_htmx_gets_the_list_alone(desk, law):
    part = desk.client(Role.EDITOR).get("/editor/laws/", headers={"HX-Request": "true"})

    assert part.content.decode().lstrip().startswith('<div id="law-list"')


def test_the_next_page_keeps_the_search(desk, law):
    for number in range(queries.PAGE):
        registered(f"样例场所第{number}条例", "第一条")

    page = page_of(desk, "/editor/laws/", q="样例场所")

    assert "?q=%E6%A0%B7" in page
    assert "after=" in page


def test_only_who_keeps_the_register_is_offered_to_enter_a_law(desk, law):
    department = Department.objects.get(pk=keeper().seats[0].department_id)
    account = staff.account_of(Role.EDITOR, department=department, number="G97100")
    office = staff.client_of(account)

    assert "/editor/laws/new/" not in page_of(desk, "/editor/laws/")
    assert "/editor/laws/new/" in office.get("/editor/laws/").content.decode()


def test_an_item_that_cites_what_is_out_of_force_is_listed_with_why_and_where(desk, law):
    assert desk.town.item.name not in page_of(desk, "/editor/laws/flagged/")
    strike_out(law)

    page = page_of(desk, "/editor/laws/flagged/")

    for words in (desk.town.item.task_code, f"《{NAME}》第九条", "2026-06-08", "设定依据"):
        assert words in page
    assert f"/editor/articles/{article_of(law).pk}/" in page


def test_the_items_that_cite_a_law_are_listed(desk, law):
    assert desk.town.item.task_code in page_of(desk, f"/editor/laws/{law.pk}/items/")
    assert desk.client(Role.EDITOR).get("/editor/laws/0/items/").status_code == 404


@pytest.mark.parametrize("url", ["/editor/laws/", "/editor/laws/flagged/"])
def test_only_editors_may_look(desk, url):
    assert desk.client(Role.INTAKE).get(url).status_code == 403


@pytest.mark.parametrize(("url", "most"), [("/editor/laws/", 9), ("/editor/laws/flagged/", 9)])
def test_a_list_has_a_known_cost(desk, law, url, most, django_assert_max_num_queries):
    strike_out(law)
    client = desk.client(Role.EDITOR)

    with django_assert_max_num_queries(most):
        client.get(url)
