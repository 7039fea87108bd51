"""
Whose imports one may see.

Whose items one may publish is the catalogue's to say, who publishes without a review drafting's.
"""

import uuid

from yangguan.foundation.actors.actor import Actor, ActorKind, Role
from yangguan.registers.imports.errors import ImportNotFound
from yangguan.registers.organisations.queries import is_catalogue_office


def sees_all(by: Actor) -> bool:
    """The platform, and the editor at the office that keeps the city's catalogue. One query."""
    if by.kind is ActorKind.SYSTEM:
        return True
    places = {seat.department_id for seat in by.seats if seat.role is Role.EDITOR}
    return bool(places) and is_catalogue_office(places)


def ensure_may_see(by: Actor, started_by: uuid.UUID | None) -> None:
    """Raises `ImportNotFound`: of another's import not even its being there is told."""
    if by.account_id is not None and started_by == by.account_id:
        return
    if not sees_all(by):
        raise ImportNotFound
