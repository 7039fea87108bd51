"""Suspending an item, withdrawing it, taking it up again (暂停、取消、恢复)."""

from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.states import ItemState


@transaction.atomic
def set_item_state(*, task_code: str, state: str, by: Actor, at: datetime) -> None:
    """
    Give an item the state (事项状态, `states.ItemState`) that its newest description tells.

    A state that it has already is no act and leaves no trace. An item that is not in use takes no
    new applications; running cases go on. Source: national interchange, TASK_STATE.
    """
    item = ServiceItem.objects.select_for_update().get(task_code=task_code)
    if item.state == state:
        return
    item.state = ItemState(state)
    item.save(update_fields=["state"])
    trail.record(
        trail.stream_of(f"item:{item.task_code}"), Act("item.state", {"state": state}), by=by, at=at
    )
    page_cache.outdate()
