"""Who may do what to a case: place × post, and the item's department; never the edition."""

import uuid

from yangguan.foundation.actors.actor import Actor, Role, Seat
from yangguan.handling.cases.errors import NotYourCase, NotYourDesk
from yangguan.handling.cases.models import Case, WorkItem

ROLE_NAMES = {
    Role.INTAKE: "综合受理岗",
    Role.REVIEW: "审查岗",
    Role.DECISION: "审批岗",
    Role.CERTIFICATE: "制证岗",
    Role.DELIVERY: "出件岗",
    Role.EDITOR: "事项管理岗",
    Role.SUPERVISOR: "监察岗",
    Role.ADMINISTRATOR: "系统管理岗",
}


def may_apply_for(by: Actor, applicant_id: uuid.UUID) -> bool:
    """A person applies for itself and for the organisations that it represents."""
    return by.is_person and (by.party_id == applicant_id or applicant_id in by.principals)


def ensure_may_apply_for(by: Actor, applicant_id: uuid.UUID) -> None:
    if not may_apply_for(by, applicant_id):
        raise NotYourCase


def may_see(by: Actor, case: Case) -> bool:
    """
    The applicant and who speaks for it; officers whose seat serves the case's department or who
    have, or had, a step of it; supervision.
    """
    if by.is_person:
        return may_apply_for(by, case.applicant_id)
    if Role.SUPERVISOR in by.roles:
        return True
    return by.is_officer and case.department_id in by.served_departments(
        Role.INTAKE, Role.REVIEW, Role.DECISION, Role.CERTIFICATE, Role.DELIVERY
    )


def seat_for(by: Actor, item: WorkItem) -> Seat | None:
    """The seat with which an officer may do a step, if there is one."""
    return by.seat_for(Role(item.role), item.department_id)


def ensure_may_do(by: Actor, item: WorkItem) -> Seat:
    """The seat that the act will name. Raises `NotYourDesk`."""
    seat = seat_for(by, item)
    if seat is None:
        raise NotYourDesk(office=item.department.name, role=ROLE_NAMES[Role(item.role)])
    return seat


def ensure_may_take_in(by: Actor, department_id: int, department_name: str) -> Seat:
    """The counter seat that may take in an application for a department (R1.4)."""
    seat = by.seat_for(Role.INTAKE, department_id)
    if seat is None:
        raise NotYourDesk(office=department_name, role=ROLE_NAMES[Role.INTAKE])
    return seat


def ensure_may_decide(by: Actor, department_id: int, department_name: str) -> Seat:
    """The seat that may decide on the items of a department. Raises `NotYourDesk`."""
    seat = by.seat_for(Role.DECISION, department_id)
    if seat is None:
        raise NotYourDesk(office=department_name, role=ROLE_NAMES[Role.DECISION])
    return seat
