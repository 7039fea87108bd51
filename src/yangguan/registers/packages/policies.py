"""Who may define a package: the editors of the department that leads it, and the 审改办."""

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.catalogue.policies import may_publish
from yangguan.registers.packages.errors import NotYourPackage


def may_edit(by: Actor, lead_id: int) -> bool:
    """
    Whether a person may change, publish or withdraw a package that a department leads.

    As with items: the department's own editor, or one of the office that keeps the catalogue. At
    most one query.
    """
    return may_publish(by, lead_id)


def ensure_may_edit(by: Actor, lead_id: int, lead_name: str) -> None:
    """Raises `NotYourPackage`."""
    if not may_edit(by, lead_id):
        raise NotYourPackage(department=lead_name)
