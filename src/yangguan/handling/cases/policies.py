"""Who may do what to a case: place × post, and the item's department; never the edition."""

import uuid

from django.utils.translation import gettext_lazy as _

from yangguan.foundation.actors.actor import Actor, ActorKind, Role, Seat
from yangguan.handling.cases.errors import NotYourCase, NotYourDesk
from yangguan.handling.cases.models import Case, WorkItem

ROLE_NAMES = {
    Role.INTAKE: _("综合受理岗"),
    Role.REVIEW: _("审查岗"),
    Role.DECISION: _("审批岗"),
    Role.CERTIFICATE: _("制证岗"),
    Role.DELIVERY: _("出件岗"),
    Role.EDITOR: _("事项管理岗"),
    Role.SUPERVISOR: _("监察岗"),
    Role.ADMINISTRATOR: _("系统管理岗"),
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


def may_take_in(by: Actor, department_id: int) -> bool:
    """Whether one of the actor's seats is a counter for the department (R1.4)."""
    return by.is_officer and by.seat_for(Role.INTAKE, department_id) is not None


def ensure_may_take_in(by: Actor, department_id: int, department_name: str) -> Seat:
    """The counter seat that may take in an application for a department (R1.4)."""
    seat = by.seat_for(Role.INTAKE, department_id)
    if seat is None:
        raise NotYourDesk(office=department_name, role=ROLE_NAMES[Role.INTAKE])
    return seat


def ensure_is_platform(by: Actor) -> None:
    """For what only the dates decide: nobody may do it in person. Raises `NotYourDesk`."""
    if by.kind is not ActorKind.SYSTEM:
        raise NotYourDesk(office=_("平台"), role=_("自动登记"))


def ensure_may_decide(by: Actor, department_id: int, department_name: str) -> Seat:
    """The seat that may decide on the items of a department. Raises `NotYourDesk`."""
    seat = by.seat_for(Role.DECISION, department_id)
    if seat is None:
        raise NotYourDesk(office=department_name, role=ROLE_NAMES[Role.DECISION])
    return seat
