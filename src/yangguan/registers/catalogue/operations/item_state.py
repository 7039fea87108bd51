"""Suspending an item, withdrawing it, taking it up again (暂停、取消、恢复)."""

from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.catalogue import policies
from yangguan.registers.catalogue.errors import ItemNotFound, ItemWithdrawn, StateReasonMissing
from yangguan.registers.catalogue.models import ItemStateChange, ServiceItem
from yangguan.registers.catalogue.states import ItemState

LONGEST_REASON = 300


@transaction.atomic
def set_item_state(*, task_code: str, state: str, by: Actor, at: datetime) -> None:
    """
    Give an item the state (事项状态, `states.ItemState`) that its newest description tells.

    A state that it has already is no act and leaves no trace. An item that is not in use takes no
    new applications; running cases go on. Source: national interchange, TASK_STATE.
    """
    item = ServiceItem.objects.select_for_update().get(task_code=task_code)
    if item.state != state:
        _give(item, ItemState(state), reason="", by=by, at=at)


@transaction.atomic
def change_item_state(
    *, task_code: str, state: ItemState, reason: str, by: Actor, at: datetime
) -> ServiceItem:
    """
    Suspend an item, take it up again, or withdraw it for good (暂停、恢复、取消), and say why.

    The reason is public on the guide. Running cases go on under their editions; a withdrawn item
    stays withdrawn. Source: R2.2 of the
    city's plan of 2017. Raises `ItemNotFound`, `NotYourItems`, `StateReasonMissing`,
    `ItemWithdrawn`.
    """
    items = ServiceItem.objects.select_for_update(of=["self"]).select_related("department")
    item = items.filter(task_code=task_code, edition__isnull=False).first()
    if item is None:
        raise ItemNotFound
    policies.ensure_may_publish(by, item.department_id, item.department.name)
    if item.state == ItemState.WITHDRAWN:
        raise ItemWithdrawn
    if not reason.strip():
        raise StateReasonMissing
    if item.state != state:
        _give(item, state, reason=reason.strip()[:LONGEST_REASON], by=by, at=at)
    return item


def _give(item: ServiceItem, state: ItemState, *, reason: str, by: Actor, at: datetime) -> None:
    item.state = state
    item.state_reason = reason
    item.state_since = at
    item.save(update_fields=["state", "state_reason", "state_since"])
    ItemStateChange.objects.create(item=item, state=state, reason=reason, at=at)
    data = {"state": state.value, "reason": reason} if reason else {"state": state.value}
    trail.record(trail.stream_of(f"item:{item.task_code}"), Act("item.state", data), by=by, at=at)
    page_cache.outdate()
