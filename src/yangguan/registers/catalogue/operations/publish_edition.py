"""Publishing: from this moment the content never changes, and everybody reads the same."""

from datetime import datetime

from django.db import connection, transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.cipher.algorithms import sm3
from yangguan.foundation.events import outbox
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.catalogue import policies, search_index
from yangguan.registers.catalogue.content import EditionContent, encode
from yangguan.registers.catalogue.events import EditionPublished
from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.catalogue.states import EditionState
from yangguan.registers.organisations.models import Department

# Any fixed number that no other lock has.
_CATALOGUE_LOCK = 620_982_002


def edition_digest(content: EditionContent) -> str:
    """SM3 over the deterministic JSON, hex: equal digests are equal editions."""
    return sm3(encode(content)).hex()


def lock_catalogue() -> None:
    """
    Let whoever checks against the catalogue and then writes wait for others who do, until the
    transaction ends: two at once would each find the same name or code free.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CATALOGUE_LOCK])


@transaction.atomic
def publish_content(
    content: EditionContent,
    *,
    department: Department,
    source: str,
    slug: str,
    by: Actor,
    at: datetime,
) -> Edition:
    """
    Publish checked content as the next edition of its item; the one before is replaced.

    Running cases keep the edition that they began with. Publishes `EditionPublished`. Raises
    `NotYourItems`; then nothing has changed.
    """
    item = ServiceItem.objects.select_for_update().filter(task_code=content.task_code).first()
    policies.ensure_may_publish(by, department.pk, department.name)
    if item is None:
        item = ServiceItem(task_code=content.task_code)
    _describe(item, content, department=department, slug=slug)
    item.save()
    last = item.editions.order_by("-number").first()
    item.editions.filter(state=EditionState.PUBLISHED).update(state=EditionState.REPLACED)
    edition = Edition.objects.create(
        item=item,
        number=last.number + 1 if last else 1,
        state=EditionState.PUBLISHED,
        content=encode(content).decode(),
        source=source,
        digest=edition_digest(content),
        effective_date=content.effective,
        published_at=at,
        published_by=by.name,
    )
    item.edition = edition
    item.save(update_fields=["edition"])
    search_index.refresh(item.pk, content)
    trail.record(
        trail.stream_of(f"item:{item.task_code}"),
        Act("item.publish", {"edition": edition.number, "digest": edition.digest}),
        by=by,
        at=at,
    )
    outbox.publish(EditionPublished(item_id=item.pk, edition_id=edition.pk))
    page_cache.outdate()
    return edition


def _describe(
    item: ServiceItem, content: EditionContent, *, department: Department, slug: str
) -> None:
    item.catalog_code = content.catalog_code
    item.name = content.name
    item.item_type = content.item_type
    item.department = department
    item.slug = slug or item.slug
    item.town_code = content.town_code
    item.village_code = content.village_code
    item.audiences = list(content.audiences)
    item.person_topics = list(content.person_topics)
    item.organisation_topics = list(content.organisation_topics)
    item.is_online = content.service.online
    item.summary = _summary(content)
    item.promised_days = content.promised_limit.days
    item.promised_unit = content.promised_limit.unit


def _summary(content: EditionContent) -> str:
    days = content.promised_limit.days
    limit = "当场办结" if days == 0 else f"{days} 个{_unit(content)}办结"
    return f"{content.department_name} · {limit}"


def _unit(content: EditionContent) -> str:
    return "工作日" if content.promised_limit.unit == "1" else "自然日"
