"""The editions in force of a package's items."""

from collections.abc import Iterable

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.editions import edition_view
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.states import ItemState


def editions_of(task_codes: Iterable[str]) -> dict[str, EditionContent]:
    """
    Task code → the edition in force, for the items that are in use, in the order asked.

    One query, and two for each edition that is not in memory yet.
    """
    wanted = list(dict.fromkeys(task_codes))
    rows = ServiceItem.objects.filter(
        task_code__in=wanted, state=ItemState.IN_USE, edition__isnull=False
    )
    found = dict(rows.values_list("task_code", "edition_id"))
    return {code: edition_view(found[code]).content for code in wanted if code in found}
