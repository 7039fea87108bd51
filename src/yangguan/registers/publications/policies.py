"""Who may edit which publications: the department decides, never the content."""

from yangguan.foundation.actors.actor import Actor, ActorKind, Role
from yangguan.registers.organisations.queries import is_catalogue_office
from yangguan.registers.publications.errors import NotYourPublications


def edited_departments(by: Actor) -> frozenset[int] | None:
    """
    The departments whose publications the actor edits; None: of all, and those of none.

    An editor edits those of the own department; the editor at the office that keeps the city's
    catalogue (审改办) and the platform itself edit all. At most one query.
    """
    if by.kind is ActorKind.SYSTEM:
        return None
    places = {seat.department_id for seat in by.seats if seat.role is Role.EDITOR}
    if places and is_catalogue_office(places):
        return None
    return by.served_departments(Role.EDITOR)


def may_edit(by: Actor, department_id: int | None) -> bool:
    """At most one query."""
    if department_id is not None and by.seat_for(Role.EDITOR, department_id):
        return True
    departments = edited_departments(by)
    return departments is None or department_id in departments


def ensure_may_edit(by: Actor, department_id: int | None) -> None:
    """Raises `NotYourPublications`."""
    if not may_edit(by, department_id):
        raise NotYourPublications
