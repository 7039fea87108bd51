"""What is still wrong with a draft."""

from datetime import datetime

from django.utils.timezone import localdate

from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.guards.check import content_faults
from yangguan.registers.drafting.models import EditionDraft


def draft_faults(draft: EditionDraft, *, at: datetime) -> tuple[Fault, ...]:
    """Every fault of a draft as it is now, checked against the law of its effective date."""
    number = draft.base.number + 1 if draft.base is not None else 1
    on = max(draft.effective_date, localdate(at))
    return content_faults(decode(draft.content), number=number, on=on)
