"""Keeping the filters of a list under a name, and forgetting them."""

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.accounts.errors import TooManyViews, ViewNameMissing
from yangguan.registers.accounts.models import SavedView

MOST_VIEWS = 20
LONGEST_NAME = 30


@transaction.atomic
def save_view(*, page: str, name: str, query: str, by: Actor) -> SavedView:
    """
    Keep a page's filters for the person; the same name again replaces them.

    `query`: the encoded parameters. Raises `ViewNameMissing`, `TooManyViews`.
    """
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name or by.account_id is None:
        raise ViewNameMissing
    own = SavedView.objects.filter(account_id=by.account_id, page=page)
    if own.exclude(name=name).count() >= MOST_VIEWS:
        raise TooManyViews(most=MOST_VIEWS)
    view, _created = SavedView.objects.update_or_create(
        account_id=by.account_id, page=page, name=name, defaults={"query": query[:500]}
    )
    return view


def remove_view(*, view_id: int, by: Actor) -> None:
    """Forget a view of the person; one that is not theirs, or gone already, stays as it is."""
    if by.account_id is not None:
        SavedView.objects.filter(pk=view_id, account_id=by.account_id).delete()
