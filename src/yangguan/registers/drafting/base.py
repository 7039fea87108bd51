"""The edition that a draft began from, and whether it is still the one in force."""

from yangguan.registers.catalogue.models import Edition
from yangguan.registers.drafting.errors import BaseReplaced
from yangguan.registers.drafting.models import EditionDraft


def newer_edition(draft: EditionDraft) -> Edition | None:
    """The edition in force, where another was published since the draft began. One query."""
    if draft.base_id is None:
        return None
    return Edition.objects.filter(current_for=draft.item_id).exclude(pk=draft.base_id).first()


def ensure_base_in_force(draft: EditionDraft) -> None:
    """Raises `BaseReplaced` for a draft that would undo an edition it has never seen."""
    newer = newer_edition(draft)
    if newer is not None:
        raise BaseReplaced(number=newer.number)
