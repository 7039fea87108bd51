"""换用新版: a draft goes on under the edition in force, if the person wants it to."""

import json
import uuid
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.handling.cases import prefill
from yangguan.handling.cases.draft_access import ensure_served, lock_draft, open_edition
from yangguan.handling.cases.draft_move import Move, plan_move
from yangguan.handling.cases.errors import DraftChangedElsewhere, DraftExists
from yangguan.handling.cases.models import CaseFile, Draft
from yangguan.registers.catalogue.editions import edition_view


@transaction.atomic(savepoint=False)
def move_draft(*, draft_id: uuid.UUID, seen_revision: int, by: Actor, at: datetime) -> Draft:
    """
    Carry a draft over to the edition in force, as `queries.draft_move` has shown it.

    Answers that the new edition still takes stay, and files of materials that it still wants; the
    rest goes. Twice changes nothing. Raises `DraftNotFound`, `NotYourCase`, `EditionNotOpen`,
    `AudienceNotServed`, `DraftChangedElsewhere` if it was saved meanwhile, `DraftExists` if a
    draft of the new edition has been begun already.
    """
    draft = lock_draft(draft_id, by=by)
    old = edition_view(draft.edition_id)
    new = open_edition(old.content.task_code)
    if new.id == old.id:
        return draft
    if seen_revision != draft.revision:
        raise DraftChangedElsewhere
    ensure_served(new, draft.applicant)
    if Draft.objects.filter(applicant_id=draft.applicant_id, edition_id=new.id).exists():
        raise DraftExists
    files = list(CaseFile.objects.filter(draft=draft, case=None))
    today = localdate(at)
    move = plan_move(
        old.content,
        new.content,
        json.loads(draft.answers),
        slots=list(dict.fromkeys(file.slot for file in files)),
        today=today,
    )
    _carry(files, move)
    locked = prefill.locked_values(new, draft.applicant, on=today)
    draft.answers = json.dumps(move.answers | locked, ensure_ascii=False)
    draft.edition_id = new.id
    draft.revision += 1
    draft.saved_at = at
    draft.save(update_fields=["answers", "edition", "revision", "saved_at"])
    return draft


def _carry(files: list[CaseFile], move: Move) -> None:
    gone = [file.pk for file in files if file.slot not in move.slots]
    CaseFile.objects.filter(pk__in=gone).delete()
    for file in files:
        if file.slot in move.slots:
            file.slot = move.slots[file.slot]
    CaseFile.objects.bulk_update([file for file in files if file.pk not in gone], ["slot"])
