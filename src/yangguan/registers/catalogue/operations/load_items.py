"""Loading the items of a content folder: the same way in as any other import."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.loading.rows import Loaded, Rejected
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.file import read_item_file
from yangguan.registers.catalogue.interchange.item import BASIC
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.operations.import_item import ImportOutcome, import_item_file

FOLDER = "items"
# As an item keeps it.
LONGEST_SLUG = 60


@transaction.atomic
def load_items(folder: Path, *, by: Actor, at: datetime) -> Loaded:
    """
    Import every `items/*.json`; the stem of its name becomes the item's slug.

    A file that is unchanged since it was published makes no new edition. A refused file is
    reported with all its faults. Sources and checks: see `import_item`.
    """
    rejected: list[Rejected] = []
    loaded: dict[str, str] = {}
    new = 0
    before = set(ServiceItem.objects.values_list("task_code", flat=True))
    paths = sorted((folder / FOLDER).glob("*.json"))
    if not paths:
        rejected.append(Rejected(FOLDER, "", _("文件夹里没有事项文件（*.json）")))
    for path in paths:
        outcome = _load(path, loaded, by=by, at=at)
        if isinstance(outcome, tuple):
            rejected.extend(
                Rejected(f"{FOLDER}/{path.name}", fault.field, fault.message) for fault in outcome
            )
            continue
        loaded[outcome.code] = path.name
        new += outcome.code not in before
        if not outcome.is_new:
            # An item that came by another way has no slug yet; other files refer to it by that.
            unnamed = ServiceItem.objects.filter(task_code=outcome.code).exclude(slug=path.stem)
            unnamed.update(slug=path.stem)
    return Loaded("items", len(loaded), new, tuple(rejected))


def _load(
    path: Path, loaded: Mapping[str, str], *, by: Actor, at: datetime
) -> ImportOutcome | tuple[Fault, ...]:
    """One file's outcome, or its faults; then nothing of it stays."""
    if len(path.stem) > LONGEST_SLUG:
        return (Fault("", "too-long", _("文件名最多 %(limit)d 个字") % {"limit": LONGEST_SLUG}),)
    raw = read_item_file(path)
    if isinstance(raw, Fault):
        return (raw,)
    with transaction.atomic():
        outcome = import_item_file(raw, by=by, at=at, slug=path.stem)
        faults = outcome.faults
        if not faults and outcome.code in loaded:
            # A second file for one item would silently replace the first.
            message = _("%(file)s 已用这个实施编码") % {"file": loaded[outcome.code]}
            faults = (Fault(f"{BASIC}.TASK_CODE", "code-taken", message),)
            transaction.set_rollback(True)
    return faults or outcome
