"""Who may change what all share: the office that keeps the catalogue, or a table's steward."""

from yangguan.foundation.actors.actor import Actor, ActorKind, Role
from yangguan.registers.organisations.queries import is_catalogue_office
from yangguan.registers.standards.errors import NotYourStandards


def may_change_standards(by: Actor, *, steward_id: int | None = None) -> bool:
    """
    An editor at the office that keeps the city's catalogue (审改办) may change every table and
    data element, an editor of the steward's department its own table.

    The platform itself, loading files at the command line, is not bound. At most one query.
    """
    if by.kind is ActorKind.SYSTEM:
        return True
    places = {seat.department_id for seat in by.seats if seat.role is Role.EDITOR}
    if steward_id is not None and steward_id in places:
        return True
    return bool(places) and is_catalogue_office(places)


def ensure_may_change_standards(by: Actor, *, steward_id: int | None = None) -> None:
    """Raises `NotYourStandards`."""
    if not may_change_standards(by, steward_id=steward_id):
        raise NotYourStandards
