"""法律依据: every demand rests on an article in force (R4.5; 行政许可法 第十六条, 第四十五条)."""

from datetime import date, timedelta

import pytest

from yangguan.registers.catalogue.content import (
    Fee,
    LawArticle,
    Limit,
    LimitUnit,
    Material,
    Need,
    SpecialProcedure,
)
from yangguan.registers.catalogue.editions import edition_view
from yangguan.registers.catalogue.faults import Severity
from yangguan.registers.catalogue.guards.basis import basis_faults
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.register_view import RegisterView
from yangguan.registers.catalogue.tests import material_samples as m
from yangguan.registers.legislation.models import Article, Law
from yangguan.registers.legislation.operations.repeal_law import repeal_law
from yangguan.registers.legislation.operations.strike_out_article import strike_out_article
from yangguan.registers.legislation.tests.registered import (
    NOON,
    TODAY,
    article_of,
    keeper,
    registered,
)

pytestmark = pytest.mark.django_db
NAME = "样例场所管理条例"
NINTH = f"《{NAME}》第九条"
TOMORROW = TODAY + timedelta(days=1)


def content(**changes):
    values = {
        "basis": NINTH,
        "laws": (LawArticle(law=NAME, article="第九条"),),
        "materials": (material(NINTH),),
        **changes,
    }
    return m.content(**values)


def material(basis):
    return Material(key="material-1", name="布局图", kind="3", need=Need.REQUIRED, basis=basis)


def procedure(basis):
    return SpecialProcedure(name="听证", limit_days=20, unit=LimitUnit.WORKING_DAYS, basis=basis)


def faults(of, *, on=TODAY):
    return list(basis_faults(of, RegisterView([of]), on=on))


def codes(of, *, on=TODAY):
    return [(fault.field, fault.code) for fault in faults(of, on=on)]


def strike_out(article, *, successor=None):
    strike_out_article(
        article_id=article.pk, struck_out_date=TOMORROW, reason="国务院决定",
        replaced_by_id=successor, by=keeper(), at=NOON,
    )  # fmt: skip


def test_a_content_that_rests_on_articles_in_force_has_no_fault(django_assert_max_num_queries):
    registered(NAME)
    sound = content(special_procedures=(procedure(f"{NINTH}第二款"),))

    with django_assert_max_num_queries(3):
        assert faults(sound) == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"laws": ()}, "LAW", "condition-without-basis"),
        ({"laws": (LawArticle(law=NAME),)}, "LAW[0].TERMSNUMBER", "basis-without-article"),
        ({"materials": (material(""),)}, "UP_TASK_GENERAL_MATERIAL[0].BY_LAW",
         "material-without-basis"),
        ({"materials": (material(" "),)}, "UP_TASK_GENERAL_MATERIAL[0].BY_LAW",
         "material-without-basis"),
        ({"has_fee": True, "fees": (Fee(name="工本费", standard="20元", basis=NINTH),)},
         "UP_TASK_GENERAL_BASIC.FEE_BASIS", "fee-without-basis"),
        ({"has_fee": True, "fee_basis": NINTH,
          "fees": (Fee(name="工本费", standard="20元", basis=""),)},
         "UP_TASK_GENERAL_FEE_PROJECT[0].BY_LAW", "fee-without-basis"),
        ({"special_procedures": (procedure(""),)}, "SPECIAL_TIME[0].BY_LAW",
         "procedure-without-basis"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("has_register", [True, False])
def test_what_rests_on_nothing_is_refused_whatever_the_register_holds(
    changes, field, code, has_register
):
    if has_register:
        registered(NAME)
    else:
        Article.objects.all().delete()
        Law.objects.all().delete()

    [fault] = faults(content(**changes))

    assert (fault.field, fault.code, fault.severity) == (field, code, Severity.REFUSAL)
    assert "《行政许可法》" in fault.source or "《优化营商环境条例》" in fault.source


def test_an_empty_register_checks_nothing():
    Article.objects.all().delete()
    Law.objects.all().delete()

    assert faults(content(materials=(material("《无此条例》第一条"), material("按规定")))) == []


def test_a_public_service_may_have_no_basis_but_no_wrong_one():
    registered(NAME)
    free = content(
        item_type="20", laws=(), materials=(material(""), material("《无此条例》第一条"))
    )

    assert codes(free) == [("UP_TASK_GENERAL_MATERIAL[1].BY_LAW", "law-not-registered")]


@pytest.mark.parametrize(
    ("basis", "code"),
    [
        ("《无此条例》第一条", "law-not-registered"),
        (f"《{NAME}》", "basis-without-article"),
        (f"《{NAME}》第三章", "basis-without-article"),
        ("按有关规定", "basis-not-readable"),
        (f"《{NAME}》第八条", "article-not-registered"),
    ],
)
def test_a_basis_of_a_material_is_refused_or_asked_about(basis, code):
    registered(NAME)

    [fault] = faults(content(materials=(material(basis),)))

    assert (fault.field, fault.code) == ("UP_TASK_GENERAL_MATERIAL[0].BY_LAW", code)
    is_warning = code == "article-not-registered" or "第三章" in basis
    assert (fault.severity is Severity.WARNING) == is_warning


@pytest.mark.parametrize(
    "basis",
    [
        f"{NINTH}第一款第二项",
        f"《中华人民共和国{NAME}》第七条、第九条",
        f"《{NAME}》；《{NAME}》第七条",
        "样发〔2020〕5号附件1",
        "《样例通知》（样发〔2020〕5号）",
    ],
)
def test_a_basis_that_reaches_an_article_or_names_a_paper_without_articles_is_enough(basis):
    registered(NAME)
    registered("样例通知", kind="normative-document", document_number="样发〔2020〕5号")

    assert faults(content(materials=(material(basis),))) == []


def test_an_article_out_of_force_is_refused_wherever_it_is_cited():
    law = registered(NAME)
    strike_out(article_of(law), successor=article_of(law, "第七条").pk)
    cited = content(
        statutory_limit=Limit(days=10, explanation=f"{NINTH}：20 个工作日"),
        special_procedures=(procedure(NINTH),),
        has_fee=True,
        fee_basis=NINTH,
        fees=(Fee(name="工本费", standard="20元", basis=NINTH),),
    )

    assert faults(cited, on=TODAY) == []
    found = faults(cited, on=TOMORROW)
    assert [fault.field for fault in found] == [
        "LAW[0].TERMSNUMBER",
        "UP_TASK_GENERAL_BASIC.ANTICIPATE_EXPLAIN",
        "UP_TASK_GENERAL_MATERIAL[0].BY_LAW",
        "UP_TASK_GENERAL_BASIC.FEE_BASIS",
        "UP_TASK_GENERAL_FEE_PROJECT[0].BY_LAW",
        "SPECIAL_TIME[0].BY_LAW",
    ]
    assert {fault.code for fault in found} == {"article-not-in-force"}
    assert f"《{NAME}》第七条" in found[0].message


def test_an_article_out_of_force_without_another_in_its_place_is_named_with_its_day():
    strike_out(article_of(registered(NAME)))

    [_law, fault] = faults(content(), on=TOMORROW)

    assert NINTH in fault.message
    assert TOMORROW.isoformat() in fault.message


def test_a_law_that_was_repealed_is_refused():
    law = registered(NAME)
    repeal_law(law_id=law.pk, repealed_date=TODAY, reason="废止", by=keeper(), at=NOON)

    assert {code for _field, code in codes(content())} == {"article-not-in-force"}


def test_a_law_that_is_not_yet_in_force_is_refused_until_its_day():
    registered(NAME, effective_date=TOMORROW)

    assert {code for _field, code in codes(content())} == {"article-not-in-force"}
    assert codes(content(), on=TOMORROW) == []


def test_the_items_of_the_city_rest_on_what_is_registered(loaded_city):
    """Some name a chapter or a rule as a whole where the article is wanted, none anything else."""
    found = {
        fault.code
        for item in ServiceItem.objects.exclude(slug="").exclude(edition=None)
        for fault in faults(edition_view(item.edition_id).content, on=date(2026, 11, 28))
    }

    assert found <= {"basis-without-article"}
