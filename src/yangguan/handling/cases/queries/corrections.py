"""Cases that wait for their applicant's correction, for the counter that takes it in for them."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.foundation.web.pages import Cursor, Keyset, KeysetPage
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.states import CaseState, Channel

PAGE = 50
NEAREST_DUE_FIRST = Keyset(("due_date", "id"))


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A case in correction; `points` is how many things its applicant was asked for."""

    case_id: uuid.UUID
    number: str
    item_name: str
    department_name: str
    applicant_name: str
    channel: Channel
    points: int
    correct_by: date


def corrections_at_counter(
    by: Actor,
    *,
    cursor: Cursor | None = None,
    limit: int = PAGE,
    text: str = "",
    applicant_id: uuid.UUID | None = None,
) -> KeysetPage[CorrectionLine]:
    """
    The cases in correction of the departments that the actor's intake seats serve, the nearest
    last day first. One query, by the index of these few; none without an intake seat.

    `text` is part of a case number, an applicant's or an item's name.
    """
    departments = by.served_departments(Role.INTAKE)
    if not departments:
        return KeysetPage(items=(), back=None, on=None)
    rows = (
        Case.objects.filter(
            _narrowed(text, applicant_id),
            state=CaseState.CORRECTION,
            due_date__isnull=False,
            department_id__in=departments,
        )
        .select_related("item", "department")
        .only(
            "number", "applicant_name", "channel", "correction_asked", "due_date", "item__name",
            "department__name",
        )
    )  # fmt: skip
    return NEAREST_DUE_FIRST.page(rows, cursor=cursor, limit=limit, show=_line)


def _narrowed(text: str, applicant_id: uuid.UUID | None) -> Q:
    narrowed = Q()
    if plain := text.strip():
        narrowed &= (
            Q(number__contains=plain.replace("-", "").replace(" ", "").upper())
            | Q(applicant_name__contains=plain)
            | Q(item__name__contains=plain)
        )
    if applicant_id is not None:
        narrowed &= Q(applicant_id=applicant_id)
    return narrowed


def _line(row: Case) -> CorrectionLine:
    asked = row.correction_asked or {"lines": [], "by": ""}
    return CorrectionLine(
        case_id=row.pk,
        number=row.number,
        item_name=row.item.name,
        department_name=row.department.name,
        applicant_name=row.applicant_name,
        channel=Channel(row.channel),
        points=len(asked["lines"]),
        correct_by=date.fromisoformat(asked["by"]),
    )
