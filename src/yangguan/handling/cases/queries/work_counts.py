"""How much work waits for an officer: bounded counts, one statement."""

import json
from dataclasses import dataclass
from datetime import date

from django.db import connection

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.handling.cases.states import CaseState
from yangguan.registers.catalogue.process import ROLE_OF_STEP, StepKind

# Nobody reads a count beyond this; the statement stops counting one row later.
MOST_COUNTED = 1_000
HANDLING_ROLES = tuple(ROLE_OF_STEP.values())


@dataclass(frozen=True, slots=True)
class WorkCount:
    """
    Open steps of one role; each number at most `MOST_COUNTED` + 1, which means “or more”.

    Only the nearest due are looked at: with more than that late, nothing counts as due today.
    """

    role: Role
    open: int
    late: int
    today: int


# The nearest due first, as the index has them. What a case waits for from its applicant is
# nobody's work, as in `work_of`.
_COUNTS = """
SELECT seat.role, counted.open, counted.late, counted.today
FROM jsonb_to_recordset(%(seats)s::jsonb) AS seat(role text, departments bigint[])
CROSS JOIN LATERAL (
    SELECT count(*) AS open,
           count(*) FILTER (WHERE due_date < %(on)s) AS late,
           count(*) FILTER (WHERE due_date = %(on)s) AS today
    FROM (
        SELECT work.due_date
        FROM cases_workitem work
        WHERE work.state = 'open' AND work.role = seat.role
          AND work.department_id = ANY(seat.departments)
          AND NOT (work.kind = %(acceptance)s AND work.case_id IN (
              SELECT filed.id FROM cases_case filed WHERE filed.state = %(correction)s))
        ORDER BY work.due_date, work.id
        LIMIT %(most)s
    ) nearest
) counted
"""


def work_counts(by: Actor, *, on: date) -> dict[Role, WorkCount]:
    """The open work of each handling role that the actor holds. One statement, none without."""
    seats = [
        {"role": role.value, "departments": sorted(by.served_departments(role))}
        for role in HANDLING_ROLES
        if role in by.roles
    ]
    if not seats:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTS,
            {
                "seats": json.dumps(seats),
                "on": on,
                "acceptance": StepKind.ACCEPTANCE.value,
                "correction": CaseState.CORRECTION.value,
                "most": MOST_COUNTED + 1,
            },
        )
        rows = cursor.fetchall()
    return {Role(role): WorkCount(Role(role), *numbers) for role, *numbers in rows}
