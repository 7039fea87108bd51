"""条文: entered, corrected, struck out of force for a reason, taken back."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.legislation.entries import ArticleEntry
from yangguan.registers.legislation.errors import (
    ArticleAlreadyRegistered,
    ArticleHasEnded,
    ArticleInForce,
    ArticleNotFound,
    EntryWrong,
    LawHasEnded,
    NotTheCatalogueOffice,
)
from yangguan.registers.legislation.models import Article
from yangguan.registers.legislation.operations.enter_article import correct_article, enter_article
from yangguan.registers.legislation.operations.repeal_law import repeal_law
from yangguan.registers.legislation.operations.strike_out_article import (
    restore_article,
    strike_out_article,
)
from yangguan.registers.legislation.tests.registered import (
    BEGAN,
    NOON,
    TODAY,
    article_of,
    editor_at,
    keeper,
    registered,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def law():
    return registered("样例场所管理条例")


def enter(law, label, **changes):
    entry = ArticleEntry(label=label, **changes)
    return enter_article(entry, law_id=law.pk, by=keeper(), at=NOON)


def strike_out(article, *, day=TODAY, reason="国务院决定", successor=None, by=None):
    return strike_out_article(
        article_id=article.pk,
        struck_out_date=day,
        reason=reason,
        replaced_by_id=successor,
        by=by or keeper(),
        at=NOON,
    )


def test_articles_stand_in_the_order_of_their_law(law):
    enter(law, "第十条")
    enter(law, "第九条之一")

    labels = law.articles.order_by("position").values_list("label", flat=True)
    assert list(labels) == ["第七条", "第九条", "第九条之一", "第十条"]


def test_a_label_in_figures_is_the_same_article(law):
    with pytest.raises(ArticleAlreadyRegistered):
        enter(law, "第9条")

    assert law.articles.count() == 2


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (ArticleEntry(label="九"), "label"),
        (ArticleEntry(label="第九条第一款"), "label"),
        (ArticleEntry(label="第十条", is_text_checked=True), "text"),
        (ArticleEntry(label="第十条", text="字" * 20_001), "text"),
        (ArticleEntry(label="第十条", in_force_from=date(1900, 1, 1)), "in_force_from"),
    ],
)
def test_a_wrong_entry_names_its_field(law, entry, field):
    with pytest.raises(EntryWrong) as refused:
        enter_article(entry, law_id=law.pk, by=keeper(), at=NOON)

    assert refused.value.field == field
    assert law.articles.count() == 2


def test_nothing_is_entered_into_a_law_that_has_ended(law):
    repeal_law(law_id=law.pk, repealed_date=TODAY, reason="废止", by=keeper(), at=NOON)

    with pytest.raises(LawHasEnded):
        enter(law, "第十条")


def test_a_correction_keeps_the_digest_of_the_text_before(law):
    article = article_of(law)
    entry = ArticleEntry(label="第九条", text="改正的文字。", is_text_checked=True)

    correct_article(entry, article_id=article.pk, by=keeper(), at=NOON)

    article.refresh_from_db()
    told = TraceEntry.objects.get(stream__subject=f"law:{law.pk}", action="article.correct").data
    assert (article.text, article.is_text_checked) == ("改正的文字。", True)
    assert told["before"]["text"] != told["after"]["text"]


def test_a_correction_cannot_take_the_place_of_another_article(law):
    with pytest.raises(ArticleAlreadyRegistered):
        correct_article(
            ArticleEntry(label="第七条"), article_id=article_of(law).pk, by=keeper(), at=NOON
        )


def test_an_article_is_struck_out_with_day_reason_and_what_replaces_it(law):
    successor = article_of(law, "第七条")

    article = strike_out(article_of(law), successor=successor.pk)

    article.refresh_from_db()
    entry = TraceEntry.objects.get(stream__subject=f"law:{law.pk}", action="article.strike-out")
    assert (article.struck_out_date, article.replaced_by) == (TODAY, successor)
    assert (entry.data["label"], entry.data["reason"]) == ("第九条", "国务院决定")


def test_an_article_is_struck_out_once(law):
    strike_out(article_of(law))

    with pytest.raises(ArticleHasEnded):
        strike_out(article_of(law), reason="又一次")
    with pytest.raises(ArticleHasEnded):
        correct_article(
            ArticleEntry(label="第九条"), article_id=article_of(law).pk, by=keeper(), at=NOON
        )

    assert article_of(law).struck_out_reason == "国务院决定"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": None}, "ended_date"),
        ({"day": date(2000, 1, 1)}, "ended_date"),
        ({"reason": ""}, "reason"),
        ({"successor": 0}, "replaced_by"),
    ],
)
def test_what_is_missing_when_an_article_is_struck_out_is_named(law, changes, field):
    with pytest.raises(EntryWrong) as refused:
        strike_out(article_of(law), **changes)

    assert refused.value.field == field
    assert article_of(law).struck_out_date is None


def test_only_the_office_that_keeps_the_catalogue_strikes_out(law):
    with pytest.raises(NotTheCatalogueOffice):
        strike_out(article_of(law), by=editor_at("culture"))

    assert article_of(law).struck_out_date is None


def test_an_end_that_was_entered_by_mistake_is_taken_back(law):
    strike_out(article_of(law))

    restore_article(article_id=article_of(law).pk, reason="登记有误", by=keeper(), at=NOON)

    article = article_of(law)
    assert (article.struck_out_date, article.struck_out_reason) == (None, "")
    with pytest.raises(ArticleInForce):
        restore_article(article_id=article.pk, reason="再一次", by=keeper(), at=NOON)


def test_an_unknown_article_cannot_be_struck_out():
    with pytest.raises(ArticleNotFound):
        restore_article(article_id=0, reason="登记有误", by=keeper(), at=NOON)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"label": "第九条之一"}, "article_stands_once_in_its_law"),
        ({"position": 1}, "article_label_is_unique_in_law"),
        ({"label": "新", "position": 1, "struck_out_date": TODAY}, "article_out_of_force_says_why"),
        ({"label": "新", "position": 1, "is_text_checked": True},
         "article_that_is_checked_has_a_text"),
        ({"label": "新", "position": 1, "in_force_from": TODAY, "struck_out_date": BEGAN,
          "struck_out_reason": "废"}, "article_ends_after_it_took_effect"),
    ],
)  # fmt: skip
def test_the_database_refuses(law, changes, constraint):
    values = {"law": law, "label": "第九条", "position": 900}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Article.objects.create(**values | changes)


def test_the_database_refuses_an_article_that_replaces_itself(law):
    article = strike_out(article_of(law))
    article.replaced_by = article

    with pytest.raises(IntegrityError, match="article_is_not_replaced_by_itself"):
        article.save()
