"""What silence has accepted and is still open: the matters that an organ has to answer for."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.handling.cases.models import Case

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SilentCase:
    """An open case that silence has accepted: a matter for the organ to answer for."""

    case_id: uuid.UUID
    number: str
    item_name: str
    applicant_name: str
    department_name: str
    last_day: date  # by which the organ should have answered
    recorded_at: datetime


def silent_cases(by: Actor, *, limit: int = MOST_SHOWN) -> list[SilentCase]:
    """
    The open cases that the silence of the actor's departments has accepted, the nearest due
    first. One query, by the index `case_accepted_by_silence`; none without an intake seat.
    """
    departments = by.served_departments(Role.INTAKE)
    if not departments:
        return []
    rows = (
        Case.objects.filter(
            silence_recorded_at__isnull=False,
            due_date__isnull=False,
            department_id__in=departments,
        )
        .select_related("item", "department")
        .only(
            "number", "applicant_name", "acceptance_due_date", "silence_recorded_at", "item__name",
            "department__short_name",
        )
        .order_by("due_date", "id")
    )  # fmt: skip
    return [
        SilentCase(
            case_id=row.pk,
            number=row.number,
            item_name=row.item.name,
            applicant_name=row.applicant_name,
            department_name=row.department.short_name,
            last_day=row.acceptance_due_date,
            recorded_at=row.silence_recorded_at,
        )
        for row in rows[:limit]
        if row.silence_recorded_at is not None
    ]
