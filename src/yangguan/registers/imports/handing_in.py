"""Items of a file on their way to the review: checked like all others, and for drafts besides."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.guards.check import refusals
from yangguan.registers.catalogue.interchange.item import BASIC
from yangguan.registers.catalogue.operations.import_item import ImportOutcome, import_items
from yangguan.registers.catalogue.operations.publish_edition import lock_catalogue
from yangguan.registers.catalogue.states import ItemState
from yangguan.registers.drafting.operations.submit_imported import submit_imported
from yangguan.registers.drafting.queries import DraftLine, open_drafts_of


def checked_for_review(
    documents: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime, stops: bool = False
) -> list[ImportOutcome]:
    """
    As `import_items` that only checks; and refused is what somebody is writing at already.

    One query more. The state of an item is nothing that a draft tells, so a file must not either.
    """
    outcomes = import_items(documents, by=by, at=at, check_only=True, stops=stops)
    is_open = open_drafts_of([each.code for each in outcomes if each.is_accepted and each.is_new])
    judged = [_judged(each, is_open.get(each.code)) for each in outcomes]
    if not stops:
        return judged
    refused = (place for place, each in enumerate(judged, start=1) if not each.is_accepted)
    return judged[: next(refused, len(judged))]


def hand_in(
    documents: Sequence[Mapping[str, Any]],
    *,
    import_id: uuid.UUID,
    reason: str,
    by: Actor,
    at: datetime,
    stops: bool,
) -> list[ImportOutcome]:
    """
    Make drafts under review of what is new; in the transaction of the caller.

    `stops`: at the first that is refused, which has the last outcome then. Source: R2.2, R2.6.
    """
    lock_catalogue()
    outcomes = checked_for_review(documents, by=by, at=at, stops=stops)
    contents = [
        each.content
        for each in outcomes
        if each.is_accepted and each.is_new and each.content is not None
    ]
    drafts = submit_imported(contents, import_id=import_id, reason=reason, by=by, at=at)
    taken = [
        content.task_code for content, draft in zip(contents, drafts, strict=True) if draft is None
    ]
    is_open = open_drafts_of(taken) if taken else {}
    return [_judged(each, is_open.get(each.code)) for each in outcomes]


def _judged(outcome: ImportOutcome, is_open: DraftLine | None) -> ImportOutcome:
    """The outcome, refused if its item has a draft that is open."""
    if not outcome.is_accepted:
        return outcome
    # The platform itself may publish what a guard refuses; nobody could approve such a draft.
    faults = refusals(outcome.warnings)
    if outcome.new_state:
        words = _("送审的导入不改事项的状态，文件里写的是“%(state)s”，请到事项页上改")
        message = words % {"state": ItemState(outcome.new_state).label}
        faults.append(Fault(f"{BASIC}.TASK_STATE", "state-not-by-draft", message))
    if is_open is not None and outcome.is_new:
        words = _(
            "这个事项已有一份没有办完的草稿（%(state)s，%(day)s %(by)s保存），"
            "请先办完或者放弃那一份"
        )
        facts = {
            "state": is_open.state.label,
            "day": localdate(is_open.saved_at).isoformat(),
            "by": is_open.saved_by,
        }
        faults.append(Fault(f"{BASIC}.TASK_CODE", "edition-draft-exists", words % facts))
    return replace(outcome, faults=tuple(faults), edition=None) if faults else outcome
