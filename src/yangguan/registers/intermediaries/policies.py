"""Who keeps which services and agencies: the department in charge decides, never the content."""

from yangguan.foundation.actors.actor import Actor, ActorKind, Role
from yangguan.registers.intermediaries.errors import NotYourIntermediaries
from yangguan.registers.organisations.queries import is_catalogue_office


def kept_departments(by: Actor) -> frozenset[int] | None:
    """The departments for which the actor keeps the registers; None: for all. One query at most."""
    if by.kind is ActorKind.SYSTEM:
        return None
    places = {seat.department_id for seat in by.seats if seat.role is Role.EDITOR}
    if places and is_catalogue_office(places):
        return None
    return by.served_departments(Role.EDITOR)


def may_keep(by: Actor, department_id: int) -> bool:
    """At most one query."""
    departments = kept_departments(by)
    return departments is None or department_id in departments


def ensure_may_keep(by: Actor, department_id: int) -> None:
    """Raises `NotYourIntermediaries`."""
    if not may_keep(by, department_id):
        raise NotYourIntermediaries
