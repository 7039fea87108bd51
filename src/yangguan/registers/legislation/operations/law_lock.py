"""What every change of the register begins and ends with: the lock, the trace."""

from datetime import datetime

from django.db import connection

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.chain import TraceData
from yangguan.foundation.trace.trail import Act
from yangguan.registers.legislation import policies
from yangguan.registers.legislation.errors import ArticleNotFound, LawNotFound
from yangguan.registers.legislation.models import Article, Law

# Any fixed number that no other lock has.
_REGISTER_LOCK = 620_982_003


def lock_register() -> None:
    """Let who checks whether a law is there and then writes wait for others who do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_REGISTER_LOCK])


def locked_law(law_id: int, *, by: Actor) -> Law:
    """The law, locked. Raises `LawNotFound`, `NotTheCatalogueOffice`."""
    law = Law.objects.select_for_update().defer("terms").filter(pk=law_id).first()
    policies.ensure_may_keep_register(by)
    if law is None:
        raise LawNotFound
    return law


def locked_article(article_id: int, *, by: Actor) -> Article:
    """The article and its law, both locked. Raises `ArticleNotFound`, `NotTheCatalogueOffice`."""
    found = Article.objects.select_for_update().select_related("law").defer("law__terms")
    article = found.filter(pk=article_id).first()
    policies.ensure_may_keep_register(by)
    if article is None:
        raise ArticleNotFound
    return article


def record(law: Law, action: str, data: TraceData, *, by: Actor, at: datetime) -> None:
    """Into the trace of the law."""
    trail.record(trail.stream_of(f"law:{law.pk}"), Act(action, data), by=by, at=at)
