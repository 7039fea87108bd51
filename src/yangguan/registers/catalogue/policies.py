"""Who may publish what: place × post, and the item's department; never the content."""

from yangguan.foundation.actors.actor import Actor, ActorKind, Role
from yangguan.registers.catalogue.errors import (
    NotTheCatalogueOffice,
    NotYourItems,
    NotYourMaterial,
)
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


def keeps_materials(by: Actor) -> bool:
    """Whether somebody keeps the city's catalogue of materials: that office's editor, or the
    platform itself. At most one query."""
    if by.kind is ActorKind.SYSTEM:
        return True
    places = {seat.department_id for seat in by.seats if seat.role is Role.EDITOR}
    return bool(places) and is_catalogue_office(places)


def may_change_material(by: Actor, *, proposed_by_id: int | None, is_confirmed: bool) -> bool:
    """Besides the office, a department's editor its own proposal until that is confirmed."""
    if keeps_materials(by):
        return True
    is_own = proposed_by_id in {s.department_id for s in by.seats if s.role is Role.EDITOR}
    return is_own and not is_confirmed


def ensure_keeps_materials(by: Actor, name: str) -> None:
    """Raises `NotYourMaterial`."""
    if not keeps_materials(by):
        raise NotYourMaterial(name=name)


def may_keep_words(by: Actor) -> bool:
    """
    Whether somebody keeps what people call things (平常说法), for all departments: the catalogue
    office's editor, or the platform itself. At most one query.
    """
    if by.kind is ActorKind.SYSTEM:
        return True
    places = {seat.department_id for seat in by.seats if seat.role is Role.EDITOR}
    return bool(places) and is_catalogue_office(places)


def ensure_may_keep_words(by: Actor) -> None:
    """Raises `NotTheCatalogueOffice`."""
    if not may_keep_words(by):
        raise NotTheCatalogueOffice
