"""An article goes out of force, and comes back when that was entered by mistake."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.legislation.entries import LAST_DAY
from yangguan.registers.legislation.errors import ArticleHasEnded, ArticleInForce, EntryWrong
from yangguan.registers.legislation.models import Article
from yangguan.registers.legislation.operations.law_lock import locked_article, record
from yangguan.registers.legislation.operations.repeal_law import checked_reason


@transaction.atomic
def strike_out_article(
    *,
    article_id: int,
    struck_out_date: date | None,
    reason: str,
    replaced_by_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Article:
    """
    Enter that an article is out of force from a day on: every edition that cites it is flagged.

    `replaced_by_id`: the article that says it now, of this law or another. Source: R4.5; 立法法
    第一百零七条. Raises `ArticleHasEnded`, `EntryWrong`, `ArticleNotFound`,
    `NotTheCatalogueOffice`; then nothing has changed.
    """
    article = locked_article(article_id, by=by)
    if article.struck_out_date is not None:
        raise ArticleHasEnded
    reason = checked_reason(reason)
    if struck_out_date is None or struck_out_date > LAST_DAY:
        raise EntryWrong(field="ended_date", reason=_("请填写失效日期。"))
    begun = article.in_force_from or article.law.effective_date
    if begun is not None and struck_out_date < begun:
        words = _("失效日期不能早于施行日期（%(day)s）。") % {"day": begun.isoformat()}
        raise EntryWrong(field="ended_date", reason=words)
    successor = None
    if replaced_by_id is not None:
        successor = Article.objects.filter(pk=replaced_by_id).exclude(pk=article.pk).first()
        if successor is None:
            words = _("没有登记这个代替的条文，请重新选择。")
            raise EntryWrong(field="replaced_by", reason=words)
    article.struck_out_date = struck_out_date
    article.struck_out_reason = reason
    article.replaced_by = successor
    article.save(update_fields=["struck_out_date", "struck_out_reason", "replaced_by"])
    told = {
        "label": article.label,
        "ends": struck_out_date.isoformat(),
        "reason": reason,
        "replaced_by": replaced_by_id,
    }
    record(article.law, "article.strike-out", told, by=by, at=at)
    return article


@transaction.atomic
def restore_article(*, article_id: int, reason: str, by: Actor, at: datetime) -> Article:
    """
    Take back that an article is out of force, because it was entered by mistake.

    Raises `ArticleInForce`, `EntryWrong`, `ArticleNotFound`, `NotTheCatalogueOffice`; then nothing
    has changed.
    """
    article = locked_article(article_id, by=by)
    if article.struck_out_date is None:
        raise ArticleInForce
    reason = checked_reason(reason)
    article.struck_out_date, article.struck_out_reason, article.replaced_by = None, "", None
    article.save(update_fields=["struck_out_date", "struck_out_reason", "replaced_by"])
    told = {"label": article.label, "reason": reason}
    record(article.law, "article.restore", told, by=by, at=at)
    return article
