"""Who may write, and who may review: place × post, never the content."""

from yangguan.foundation.actors.actor import Actor, ActorKind, Role
from yangguan.registers.catalogue.policies import may_publish
from yangguan.registers.drafting.errors import NotReviewer, NotYourDraft, OwnDraft
from yangguan.registers.drafting.models import EditionDraft
from yangguan.registers.organisations.queries import is_catalogue_office


def ensure_may_edit(by: Actor, department_id: int, department_name: str) -> None:
    """The department's own editors and those of the catalogue office. Raises `NotYourDraft`."""
    if not may_publish(by, department_id):
        raise NotYourDraft(department=department_name)


def may_review(by: Actor) -> bool:
    """Whether the person sits at the office that keeps the catalogue (审改办). One query."""
    if by.kind is ActorKind.SYSTEM:
        return True
    places = {seat.department_id for seat in by.seats if seat.role is Role.EDITOR}
    return bool(places) and is_catalogue_office(places)


def ensure_may_review(by: Actor, draft: EditionDraft) -> None:
    """
    The catalogue office reviews, and nobody reviews what they submitted themselves.

    Raises `NotReviewer`, `OwnDraft`.
    """
    if not may_review(by):
        raise NotReviewer
    if by.account_id is not None and by.account_id == draft.submitter:
        raise OwnDraft
