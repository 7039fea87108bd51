"""Applications whose last day for an answer has passed: what the sweep reads."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yangguan.handling.cases.models import Case
from yangguan.handling.cases.states import CaseState
from yangguan.registers.catalogue.content import LICENSING


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An application whose last day for an answer has passed."""

    last_day: date
    case_id: uuid.UUID


def unanswered(*, on: date, after: Unanswered | None = None, limit: int) -> list[Unanswered]:
    """
    Licence applications that nobody has answered within their last day, the oldest first, from
    the one that follows `after`. One query, by the index `case_unanswered`, which holds only what
    waits for an answer.
    """
    rows = Case.objects.filter(
        state=CaseState.SUBMITTED, acceptance_due_date__lt=on, item__item_type=LICENSING
    )
    if after is not None:
        rows = rows.filter(
            Q(acceptance_due_date__gt=after.last_day) | Q(id__gt=after.case_id),
            acceptance_due_date__gte=after.last_day,
        )
    found = rows.order_by("acceptance_due_date", "id").values_list("acceptance_due_date", "id")
    return [Unanswered(last_day, case_id) for last_day, case_id in found[:limit]]
