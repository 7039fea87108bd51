"""Loading the items of a content folder: the same way in as any other import."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.loading.rows import Loaded, Rejected
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.operations.import_item import import_item_file

FOLDER = "items"


@transaction.atomic
def load_items(folder: Path, *, by: Actor, at: datetime) -> Loaded:
    """
    Import every `items/*.json`; the stem of its name becomes the item's slug.

    A file that is unchanged since it was published makes no new edition. A refused file is
    reported with all its faults. Sources and checks: see `import_item`.
    """
    rejected: list[Rejected] = []
    count = new = 0
    before = set(ServiceItem.objects.values_list("task_code", flat=True))
    paths = sorted((folder / FOLDER).glob("*.json"))
    if not paths:
        rejected.append(Rejected(FOLDER, "", _("文件夹里没有事项文件（*.json）")))
    for path in paths:
        outcome = import_item_file(path.read_bytes(), by=by, at=at, slug=path.stem)
        if not outcome.is_accepted:
            rejected.extend(
                Rejected(f"{FOLDER}/{path.name}", fault.field, fault.message)
                for fault in outcome.faults
            )
            continue
        count += 1
        new += outcome.code not in before
        if not outcome.is_new:
            # An item that came by another way has no slug yet; other files refer to it by that.
            unnamed = ServiceItem.objects.filter(task_code=outcome.code).exclude(slug=path.stem)
            unnamed.update(slug=path.stem)
    return Loaded("items", count, new, tuple(rejected))
