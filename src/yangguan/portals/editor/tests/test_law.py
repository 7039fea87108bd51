"""One law and its articles: entered, corrected and ended by the office that keeps the register."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.desk.tests import staff
from yangguan.registers.catalogue.citations import refresh_citations
from yangguan.registers.catalogue.content import LawArticle
from yangguan.registers.catalogue.models import Edition
from yangguan.registers.legislation.models import Law
from yangguan.registers.legislation.tests.registered import article_of, keeper, registered
from yangguan.registers.organisations.models import Department

NAME = "样例场所管理条例"
FORM = {
    "name": "样例骆驼条例",
    "kind": "local-regulation",
    "issuer": "样例人大常委会",
    "document_number": "",
    "adopted_date": "",
    "effective_date": "2026-01-01",
    "source": "",
}


@pytest.fixture
def law(desk):
    cited = b.content(laws=(LawArticle(law=NAME, article="第九条"),))
    refresh_citations(Edition.objects.get(item=desk.town.item), cited)
    return registered(NAME)


@pytest.fixture
def office(desk):
    """The browser of an editor at the office that keeps the register."""
    department = Department.objects.get(pk=keeper().seats[0].department_id)
    return staff.client_of(staff.account_of(Role.EDITOR, department=department, number="G97100"))


def urls_of(law):
    article = f"/editor/articles/{article_of(law).pk}/"
    return [
        "/editor/laws/new/",
        f"/editor/laws/{law.pk}/correct/",
        f"/editor/laws/{law.pk}/replace/",
        f"/editor/laws/{law.pk}/repeal/",
        f"/editor/laws/{law.pk}/articles/new/",
        f"{article}correct/",
        f"{article}strike-out/",
        f"{article}restore/",
    ]


def test_a_law_shows_its_articles_and_what_is_known_of_it(desk, law, django_assert_max_num_queries):
    client = desk.client(Role.EDITOR)

    with django_assert_max_num_queries(10):
        page = client.get(f"/editor/laws/{law.pk}/").content.decode()

    for words in (NAME, "第七条", "第九条的文字", "行政法规", "国务院", "2006-03-01"):
        assert words in page


def test_an_article_shows_its_text_and_the_items_that_rest_on_it(
    desk, law, django_assert_max_num_queries
):
    client = desk.client(Role.EDITOR)

    with django_assert_max_num_queries(10):
        page = client.get(f"/editor/articles/{article_of(law).pk}/").content.decode()

    assert "第九条的文字" in page
    assert desk.town.item.task_code in page


def test_an_unknown_law_or_article_is_not_found(desk):
    client = desk.client(Role.EDITOR)

    assert client.get("/editor/laws/0/").status_code == 404
    assert client.get("/editor/articles/0/").status_code == 404


def test_every_form_opens_for_the_office_and_for_no_other(desk, law, office):
    for url in urls_of(law):
        assert office.get(url).status_code == 200, url
        assert desk.client(Role.EDITOR).get(url).status_code == 403, url


def test_an_act_of_another_office_is_refused_and_changes_nothing(desk, law):
    before = list(Law.objects.order_by("pk").values())
    for url in urls_of(law):
        sent = desk.client(Role.EDITOR).post(
            url, {**FORM, "label": "第一条", "ended_date": "2026-06-01", "reason": "废止"}
        )
        assert sent.status_code == 403, url

    assert list(Law.objects.order_by("pk").values()) == before
    assert article_of(law).struck_out_date is None


def test_a_law_is_entered_and_leads_to_its_page(office):
    sent = office.post("/editor/laws/new/", FORM, follow=True)

    law = Law.objects.get(key="样例骆驼条例")
    assert sent.redirect_chain == [(f"/editor/laws/{law.pk}/", 302)]
    assert "已登记" in sent.content.decode()


def test_every_wrong_field_is_named_and_what_was_typed_stays(office):
    wrong = {**FORM, "name": "", "kind": "", "effective_date": "明天", "issuer": "样例人大"}

    sent = office.post("/editor/laws/new/", wrong)

    page = sent.content.decode()
    assert sent.status_code == 422
    for words in ("请填写法规的全称", "请选择法规的种类", "请填写日期，例如", "样例人大"):
        assert words in page
    assert 'href="#f-name"' in page


def test_a_law_that_is_there_already_is_told_at_its_name(law, office):
    sent = office.post("/editor/laws/new/", {**FORM, "name": NAME})

    assert sent.status_code == 422
    assert "已经登记过" in sent.content.decode()


def test_a_correction_is_kept(law, office):
    office.post(f"/editor/laws/{law.pk}/correct/", {**FORM, "name": NAME, "issuer": "改正的机关"})

    law.refresh_from_db()
    assert law.issuer == "改正的机关"


def test_a_new_version_is_entered_with_what_it_affects_in_view(desk, law, office):
    url = f"/editor/laws/{law.pk}/replace/"
    assert desk.town.item.name in office.get(url).content.decode()

    sent = office.post(url, {**FORM, "name": NAME, "effective_date": "2026-09-01"}, follow=True)

    assert "第 2 版" in sent.content.decode()
    assert Law.objects.get(key=NAME, version=2).effective_date.isoformat() == "2026-09-01"


def test_a_repeal_wants_its_day_and_reason(law, office):
    url = f"/editor/laws/{law.pk}/repeal/"

    refused = office.post(url, {"ended_date": "", "reason": ""})
    office.post(url, {"ended_date": "2026-09-01", "reason": "国务院决定"})

    law.refresh_from_db()
    assert refused.status_code == 422
    assert law.repealed_date.isoformat() == "2026-09-01"


def test_an_article_is_entered_corrected_and_struck_out_with_what_replaces_it(law, office):
    article = article_of(law)
    url = f"/editor/articles/{article.pk}/"

    office.post(f"/editor/laws/{law.pk}/articles/new/", {"label": "第十条", "text": "新的一条。"})
    office.post(f"{url}correct/", {"label": "第九条", "text": "改正。", "is_text_checked": "true"})
    office.post(
        f"{url}strike-out/",
        {"ended_date": "2026-06-01", "reason": "国务院决定", "replaced_by": f"《{NAME}》第十条"},
    )

    article.refresh_from_db()
    assert (article.text, article.is_text_checked) == ("改正。", True)
    assert article.replaced_by == article_of(law, "第十条")
    assert "由《样例场所管理条例》第十条代替" in office.get(url).content.decode()


def test_what_replaces_an_article_must_be_registered(law, office):
    url = f"/editor/articles/{article_of(law).pk}/strike-out/"

    sent = office.post(
        url, {"ended_date": "2026-06-01", "reason": "国务院决定", "replaced_by": "《无此法》第一条"}
    )

    assert sent.status_code == 422
    assert "没有登记这一条" in sent.content.decode()
    assert article_of(law).struck_out_date is None


def test_the_items_that_an_end_will_flag_are_in_view_before_it_is_entered(desk, law, office):
    page = office.get(f"/editor/articles/{article_of(law).pk}/strike-out/").content.decode()

    assert desk.town.item.name in page
    assert "设定依据" in page


def test_a_mistaken_end_is_taken_back(law, office):
    url = f"/editor/articles/{article_of(law).pk}/"
    office.post(f"{url}strike-out/", {"ended_date": "2026-06-01", "reason": "国务院决定"})

    office.post(f"{url}restore/", {"reason": "登记有误"})

    assert article_of(law).struck_out_date is None
