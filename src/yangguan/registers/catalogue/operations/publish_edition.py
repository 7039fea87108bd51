"""Publishing: from this moment the content never changes, and everybody reads the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.cipher.algorithms import sm3
from yangguan.foundation.sql.fixed_insert import insert_together
from yangguan.foundation.sql.together import together
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.catalogue import policies, search_index
from yangguan.registers.catalogue.citations import refresh_all_citations
from yangguan.registers.catalogue.content import EditionContent, encode
from yangguan.registers.catalogue.events import EditionPublished
from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.catalogue.neighbours import basis_key
from yangguan.registers.catalogue.proof_index import refresh_all_proofs
from yangguan.registers.catalogue.states import EditionState
from yangguan.registers.organisations.models import Department

# Any fixed number that no other lock has.
_CATALOGUE_LOCK = 620_982_002
_IN_FORCE = """
UPDATE catalogue_serviceitem item SET edition_id = made.edition_id
FROM unnest(%s::uuid[], %s::uuid[]) AS made (item_id, edition_id)
WHERE item.id = made.item_id
"""
# What `_describe` gives an item.
_DESCRIBED = (
    "catalog_code", "name", "item_type", "department", "slug", "town_code", "village_code",
    "audiences", "person_topics", "organisation_topics", "is_online", "summary", "promised_days",
    "promised_unit", "basis_key",
)  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Publication:
    """Checked content on its way to be an edition; `reason`: why, for the list of changes."""

    content: EditionContent
    department: Department
    source: str
    slug: str = ""
    reason: str = ""


def publish_content(
    content: EditionContent,
    *,
    department: Department,
    source: str,
    slug: str,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> Edition:
    """
    Publish checked content as the next edition of its item. As `publish_contents`, for one.

    `reason`: why, for the public list of changes.
    """
    publication = Publication(content, department, source, slug, reason)
    (edition,) = publish_contents([publication], by=by, at=at)
    return edition


@transaction.atomic
def publish_contents(
    publications: Sequence[Publication], *, by: Actor, at: datetime
) -> list[Edition]:
    """
    Publish checked contents, each as the next edition of another item; the ones before are
    replaced. As many statements for many items as for one.

    Running cases keep the edition that they began with. Publishes `EditionPublished`. Raises
    `NotYourItems`; then nothing has changed.
    """
    codes = sorted(each.content.task_code for each in publications)
    known = {
        item.task_code: item
        for item in ServiceItem.objects.select_for_update()
        .filter(task_code__in=codes)
        .order_by("task_code")
    }
    for department in {each.department.pk: each.department for each in publications}.values():
        policies.ensure_may_publish(by, department.pk, department.name)
    items = [_item(each, known.get(each.content.task_code)) for each in publications]
    _save_items(items)
    editions = _next_editions(publications, items, by=by, at=at)
    written = [(item.pk, each.content) for item, each in zip(items, publications, strict=True)]
    published = [
        (edition, each.content) for edition, each in zip(editions, publications, strict=True)
    ]
    search_index.refresh_all(written)
    refresh_all_citations(published)
    refresh_all_proofs(published)
    _record(items, editions, by=by, at=at)
    page_cache.outdate()
    return editions


def _item(publication: Publication, known: ServiceItem | None) -> ServiceItem:
    content = publication.content
    item = known or ServiceItem(task_code=content.task_code)
    _describe(item, content, department=publication.department, slug=publication.slug)
    return item


def _save_items(items: Sequence[ServiceItem]) -> None:
    """New ones and those that are described anew, in one statement."""
    ServiceItem.objects.bulk_create(
        items, update_conflicts=True, unique_fields=["id"], update_fields=_DESCRIBED
    )


def _next_editions(
    publications: Sequence[Publication],
    items: Sequence[ServiceItem],
    *,
    by: Actor,
    at: datetime,
) -> list[Edition]:
    before = Edition.objects.filter(item__in=items)
    numbers = dict(before.values_list("item").annotate(last=Max("number")))
    if numbers:
        before.filter(state=EditionState.PUBLISHED).update(state=EditionState.REPLACED)
    editions = [
        Edition(
            item=item,
            number=numbers.get(item.pk, 0) + 1,
            state=EditionState.PUBLISHED,
            content=encode(each.content).decode(),
            source=each.source,
            digest=edition_digest(each.content),
            effective_date=each.content.effective,
            published_at=at,
            published_by=by.name,
            reason=each.reason,
        )
        for item, each in zip(items, publications, strict=True)
    ]
    # Not `bulk_create`: its arrays are escaped in Python, which for whole documents takes longer
    # than all the rest of a publication.
    insert_together(*editions)
    for item, edition in zip(items, editions, strict=True):
        item.edition = edition
    with connection.cursor() as cursor:
        cursor.execute(
            _IN_FORCE, [[item.pk for item in items], [edition.pk for edition in editions]]
        )
    return editions


def _record(
    items: Sequence[ServiceItem], editions: Sequence[Edition], *, by: Actor, at: datetime
) -> None:
    streams = trail.streams_of([f"item:{item.task_code}" for item in items])
    with together():
        for stream, item, edition in zip(streams, items, editions, strict=True):
            trail.record(
                stream,
                Act("item.publish", {"edition": edition.number, "digest": edition.digest}),
                by=by,
                at=at,
                announcing=EditionPublished(item_id=item.pk, edition_id=edition.pk),
            )


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
    item.basis_key = basis_key(content)


def _summary(content: EditionContent) -> str:
    days = content.promised_limit.days
    limit = "当场办结" if days == 0 else f"{days} 个{_unit(content)}办结"
    return f"{content.department_name} · {limit}"


def _unit(content: EditionContent) -> str:
    return "工作日" if content.promised_limit.unit == "1" else "自然日"
