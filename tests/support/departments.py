"""What the departments do with a case between two acts of its applicant, by operations."""

from django.utils import timezone

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.certify import certify_case
from yangguan.handling.cases.operations.decide import grant_case
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.queries.case_lists import open_steps
from yangguan.registers.accounts.operations.demonstration_seats import ensure_seat
from yangguan.registers.catalogue.process import StepKind


def officer(case: Case, role: Role) -> Actor:
    """Somebody of the case's own department who may do this."""
    return ensure_seat(role, case.item.department_id, on=timezone.localdate())


def granted(case: Case) -> Case:
    """Accept a case and take every step until it waits for its delivery."""
    accept_case(case_id=case.pk, by=officer(case, Role.INTAKE), at=timezone.now())
    finish_until_delivery(case)
    case.refresh_from_db()
    return case


def finish_until_delivery(case: Case) -> None:
    """Agree, grant and certify, each step by an officer of the organ that has it."""
    while (steps := open_steps(case.pk)) and steps[0].kind is not StepKind.DELIVERY:
        step, at = steps[0], timezone.now()
        by = ensure_seat(step.role, step.department_id, on=timezone.localdate(at))
        match step.kind:
            case StepKind.DECISION:
                grant_case(case_id=case.pk, by=by, at=at)
            case StepKind.CERTIFICATE:
                certify_case(case_id=case.pk, by=by, at=at)
            case _:
                review_case(case_id=case.pk, agrees=True, opinion="符合。", by=by, at=at)
