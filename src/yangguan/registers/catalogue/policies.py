"""Who may publish what: place × post, and the item's department; never the content."""

from yangguan.foundation.actors.actor import Actor, ActorKind, Role
from yangguan.registers.catalogue.errors import NotYourItems
from yangguan.registers.organisations.queries import is_catalogue_office


def may_publish(by: Actor, department_id: int | None) -> bool:
    """
    A department's editor publishes its own items; the editor at the office that keeps the city's
    catalogue (审改办) those of every department, and of one not registered yet (None).

    The platform itself, loading files at the command line, is not bound. At most one query.
    """
    if by.kind is ActorKind.SYSTEM:
        return True
    if department_id is not None and by.seat_for(Role.EDITOR, department_id):
        return True
    places = {seat.department_id for seat in by.seats if seat.role is Role.EDITOR}
    return bool(places) and is_catalogue_office(places)


def ensure_may_publish(by: Actor, department_id: int | None, department_name: str) -> None:
    """Raises `NotYourItems`."""
    if not may_publish(by, department_id):
        raise NotYourItems(department=department_name)
