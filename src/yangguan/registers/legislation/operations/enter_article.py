"""Entering an article of a law, and correcting what was entered."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.cipher.algorithms import sm3
from yangguan.registers.legislation.articles import ArticleNumber
from yangguan.registers.legislation.entries import ArticleEntry, ensure_right
from yangguan.registers.legislation.errors import (
    ArticleAlreadyRegistered,
    ArticleHasEnded,
    LawHasEnded,
)
from yangguan.registers.legislation.models import Article
from yangguan.registers.legislation.operations.law_lock import locked_article, locked_law, record


@transaction.atomic
def enter_article(entry: ArticleEntry, *, law_id: int, by: Actor, at: datetime) -> Article:
    """
    Enter an article of a version of a law.

    Raises `ArticleAlreadyRegistered`, `EntryWrong`, `LawHasEnded`, `LawNotFound`,
    `NotTheCatalogueOffice`; then nothing has changed.
    """
    law = locked_law(law_id, by=by)
    if law.repealed_date is not None and law.repealed_date <= localdate(at):
        raise LawHasEnded
    ensure_right(entry)
    article = _filled(Article(law=law), entry)
    if law.articles.filter(position=article.position).exists():
        raise ArticleAlreadyRegistered(label=article.label)
    article.save()
    record(law, "article.enter", _told(article), by=by, at=at)
    return article


@transaction.atomic
def correct_article(entry: ArticleEntry, *, article_id: int, by: Actor, at: datetime) -> Article:
    """
    Put right what was entered of an article; what it said before stays in the trace by its digest.

    An amendment is no correction: it strikes the article out or replaces the law. Raises
    `ArticleHasEnded`, and what `enter_article` raises.
    """
    article = locked_article(article_id, by=by)
    if article.struck_out_date is not None:
        raise ArticleHasEnded
    ensure_right(entry)
    before = _told(article)
    _filled(article, entry)
    if _told(article) == before:
        return article
    others = Article.objects.filter(law=article.law, position=article.position)
    if others.exclude(pk=article.pk).exists():
        raise ArticleAlreadyRegistered(label=article.label)
    article.save()
    told = {"before": before, "after": _told(article)}
    record(article.law, "article.correct", told, by=by, at=at)
    return article


def _filled(article: Article, entry: ArticleEntry) -> Article:
    number = ArticleNumber.read(entry.label)
    assert number is not None  # `entry.faults`
    article.label = number.label
    article.position = number.position
    article.text = entry.text.replace("\r\n", "\n").strip()
    article.is_text_checked = entry.is_text_checked
    article.in_force_from = entry.in_force_from
    return article


def _told(article: Article) -> dict[str, str | bool]:
    return {
        "label": article.label,
        "text": sm3(article.text.encode()).hex(),
        "is_text_checked": article.is_text_checked,
        "in_force_from": str(article.in_force_from or ""),
    }
