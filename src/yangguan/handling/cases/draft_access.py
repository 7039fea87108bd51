"""Finding drafts and open editions, with the right to them checked."""

import uuid

from django.utils.translation import gettext_lazy as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.sql.fixed_query import FixedQuery, Value
from yangguan.foundation.sql.prepared import prepared_cursor
from yangguan.handling.cases import policies, rules
from yangguan.handling.cases.errors import AudienceNotServed, DraftNotFound, EditionNotOpen
from yangguan.handling.cases.models import Draft
from yangguan.registers.catalogue.editions import EditionView, edition_view
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.parties.models import Party

_ITEM_IN_USE = FixedQuery(
    lambda task_code: ServiceItem.objects.filter(task_code=task_code, state=ItemState.IN_USE).only(
        "edition_id"
    ),
    Value("task_code", "?task-code"),
)


_EDITION_IN_TURN = f"""
SELECT (SELECT edition_id FROM catalogue_serviceitem
        WHERE task_code = %(task_code)s AND state = '{ItemState.IN_USE.value}'),
       pg_advisory_xact_lock(%(turn)s)
"""  # noqa: S608  # our own value


def open_edition(task_code: str) -> EditionView:
    """The edition in force of an item that is in use. Raises `EditionNotOpen`."""
    item = _ITEM_IN_USE.first(task_code=task_code)
    if item is None or item.edition_id is None:
        raise EditionNotOpen
    return edition_view(item.edition_id)


def open_edition_in_turn(task_code: str, submission_key: uuid.UUID) -> EditionView:
    """
    As `open_edition`; the same submission sent twice at once waits here for the first to end.

    One query: the edition does not depend on what the first one does. Raises `EditionNotOpen`.
    """
    with prepared_cursor() as cursor:
        cursor.execute(
            _EDITION_IN_TURN, {"task_code": task_code, "turn": submission_key.int % 2**63}
        )
        edition_id, _turn = cursor.fetchone()
    if edition_id is None:
        raise EditionNotOpen
    return edition_view(edition_id)


def ensure_served(edition: EditionView, applicant: Party) -> None:
    """Raises `AudienceNotServed` when the item is not for this kind of applicant."""
    is_organisation = applicant.kind == "organisation"
    if not rules.serves(edition.content, is_organisation=is_organisation):
        raise AudienceNotServed(kind=_("法人和其他组织") if is_organisation else _("自然人"))


def readable_draft(draft_id: uuid.UUID, *, by: Actor) -> Draft:
    """The draft, if the actor may write it. Raises `DraftNotFound`, `NotYourCase`."""
    draft = Draft.objects.filter(pk=draft_id).first()
    if draft is None:
        raise DraftNotFound
    policies.ensure_may_apply_for(by, draft.applicant_id)
    return draft


def lock_draft(draft_id: uuid.UUID, *, by: Actor) -> Draft:
    """The draft with its applicant, locked. Raises `DraftNotFound`, `NotYourCase`."""
    draft = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("applicant")
        .filter(pk=draft_id)
        .first()
    )
    if draft is None:
        raise DraftNotFound
    policies.ensure_may_apply_for(by, draft.applicant_id)
    return draft
