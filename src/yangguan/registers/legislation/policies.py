"""Who keeps the register: the office that keeps the city's catalogue, for everybody."""

from yangguan.foundation.actors.actor import Actor, ActorKind, Role
from yangguan.registers.legislation.errors import NotTheCatalogueOffice
from yangguan.registers.organisations.queries import is_catalogue_office


def may_keep_register(by: Actor) -> bool:
    """
    The editor at the office that keeps the city's catalogue (审改办); a law is the same for all.

    The platform itself, loading files at the command line, is not bound. At most one query.
    """
    if by.kind is ActorKind.SYSTEM:
        return True
    places = {seat.department_id for seat in by.seats if seat.role is Role.EDITOR}
    return bool(places) and is_catalogue_office(places)


def ensure_may_keep_register(by: Actor) -> None:
    """Raises `NotTheCatalogueOffice`."""
    if not may_keep_register(by):
        raise NotTheCatalogueOffice
