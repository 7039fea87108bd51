"""Beginning a draft: of the next edition of an item, or of an item that does not exist yet."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.catalogue.content import EditionContent, decode, encode
from yangguan.registers.catalogue.errors import ItemNotFound
from yangguan.registers.catalogue.models import Edition, ServiceItem
from yangguan.registers.drafting import policies
from yangguan.registers.drafting.blank import blank_content
from yangguan.registers.drafting.errors import NotYourDraft
from yangguan.registers.drafting.models import DraftRevision, EditionDraft
from yangguan.registers.drafting.states import OPEN_STATES
from yangguan.registers.organisations.models import Department


@transaction.atomic
def begin_next_edition(*, task_code: str, by: Actor, at: datetime) -> EditionDraft:
    """
    The draft of an item's next edition; the one that is open already, if there is one.

    It begins as a copy of the edition in force. Raises `ItemNotFound`, `NotYourDraft`.
    """
    items = ServiceItem.objects.select_for_update(of=["self"]).select_related("department")
    item = items.filter(task_code=task_code).first()
    if item is None:
        raise ItemNotFound
    policies.ensure_may_edit(by, item.department_id, item.department.name)
    known = EditionDraft.objects.filter(task_code=task_code, state__in=OPEN_STATES).first()
    if known is not None:
        return known
    base = Edition.objects.filter(current_for=item).first()
    if base is None:
        raise ItemNotFound
    return _begin(
        decode(base.content), department=item.department, item=item, base=base, by=by, at=at
    )


@transaction.atomic
def begin_item(*, department_id: int, by: Actor, at: datetime) -> EditionDraft:
    """A draft of a new item of a department, still empty. Raises `NotYourDraft`."""
    department = Department.objects.filter(pk=department_id).first()
    if department is None:
        raise NotYourDraft(department="—")
    policies.ensure_may_edit(by, department.pk, department.name)
    content = blank_content(
        department_code=department.credit_code,
        department_name=department.name,
        department_kind=department.legal_kind,
        effective=localdate(at),
    )
    return _begin(content, department=department, item=None, base=None, by=by, at=at)


def _begin(
    content: EditionContent,
    *,
    department: Department,
    item: ServiceItem | None,
    base: Edition | None,
    by: Actor,
    at: datetime,
) -> EditionDraft:
    text = encode(content).decode()
    draft = EditionDraft.objects.create(
        item=item,
        department=department,
        task_code=content.task_code,
        name=content.name,
        content=text,
        base=base,
        created_at=at,
        saved_at=at,
        saved_by=by.name,
        effective_date=content.effective,
    )
    DraftRevision.objects.create(draft=draft, number=0, content=text, saved_at=at, saved_by=by.name)
    trail.record(
        trail.stream_of(f"draft:{draft.pk}"),
        Act("draft.begin", {"item": content.task_code, "base": base.number if base else 0}),
        by=by,
        at=at,
    )
    return draft
