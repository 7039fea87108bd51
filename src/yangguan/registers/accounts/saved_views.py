"""The lists as people like to see them."""

from dataclasses import dataclass

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.accounts.models import SavedView


@dataclass(frozen=True, slots=True)
class ViewLine:
    """A saved view: its name, and the encoded filters that it stands for."""

    id: int
    name: str
    query: str


def saved_views(page: str, *, by: Actor) -> list[ViewLine]:
    """The views of a page that the person has kept, by name. One query."""
    if by.account_id is None:
        return []
    rows = SavedView.objects.filter(account_id=by.account_id, page=page).order_by("name")
    return [ViewLine(row.pk, row.name, row.query) for row in rows]
