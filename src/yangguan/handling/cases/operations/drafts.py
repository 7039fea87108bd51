"""草稿: begun, saved as one types, resumed on another device, given up."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime

import msgspec
from django.core.files.base import File
from django.db import transaction
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.files import store, uploads
from yangguan.handling.cases import policies, prefill
from yangguan.handling.cases.draft_access import (
    ensure_served,
    lock_draft,
    open_edition,
    readable_draft,
)
from yangguan.handling.cases.errors import (
    CaseNotFound,
    DraftChangedElsewhere,
    TooManyDrafts,
    TooManyFiles,
    UnknownSlot,
)
from yangguan.handling.cases.models import Case, CaseFile, Draft
from yangguan.handling.cases.states import CaseState
from yangguan.registers.catalogue.answers import Answers, field_fault, kept_answers, read_value
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.editions import EditionView, edition_view
from yangguan.registers.parties.models import Party

MAX_DRAFTS = 50
MAX_FILES_A_SLOT = 10


@transaction.atomic(savepoint=False)
def begin_draft(
    *,
    task_code: str,
    applicant_id: uuid.UUID,
    by: Actor,
    at: datetime,
    situation: Mapping[str, object] | None = None,
) -> Draft:
    """
    The applicant's draft for the edition in force; a new one, prefilled, if there is none (R1.3).

    `situation`: what the applicant has told the guide. Answers to the edition's situations that fit
    stand in a new draft, anything else is left out. Beginning twice gives the same draft.

    Raises `NotYourCase`, `EditionNotOpen`, `AudienceNotServed`, `TooManyDrafts`.
    """
    policies.ensure_may_apply_for(by, applicant_id)
    edition = open_edition(task_code)
    known = Draft.objects.filter(applicant_id=applicant_id, edition_id=edition.id).first()
    if known is not None:
        return known
    applicant = Party.objects.get(pk=applicant_id)
    ensure_served(edition, applicant)
    if Draft.objects.filter(applicant_id=applicant_id).count() >= MAX_DRAFTS:
        raise TooManyDrafts(most=MAX_DRAFTS)
    offered = prefill.prefilled(edition, applicant, on=localdate(at))
    draft, _created = Draft.objects.get_or_create(
        applicant_id=applicant_id,
        edition_id=edition.id,
        defaults={
            "person_id": by.party_id or applicant_id,
            "answers": json.dumps(
                _told(edition.content, situation or {}, at=at)
                | {element: each.value for element, each in offered.items()},
                ensure_ascii=False,
            ),
            "created_at": at,
            "saved_at": at,
        },
    )
    return draft


@transaction.atomic(savepoint=False)
def save_draft(
    *,
    draft_id: uuid.UUID,
    answers: Mapping[str, object],
    by: Actor,
    at: datetime,
    seen_revision: int | None = None,
) -> Draft:
    """
    Keep what was typed, complete or not; elements that are not sent stay as they are.

    Values that the platform verified are kept whatever is sent. `seen_revision` is the revision
    that the page was loaded with: a save from an older page is refused, nothing is lost on the
    server. Raises `DraftNotFound`, `NotYourCase`, `DraftChangedElsewhere`.
    """
    draft = lock_draft(draft_id, by=by)
    if seen_revision is not None and seen_revision != draft.revision:
        raise DraftChangedElsewhere
    edition = edition_view(draft.edition_id)
    merged: Answers = json.loads(draft.answers)
    for field in edition.content.fields():
        if field.element in answers and field.type != "file":
            value = read_value(field, answers[field.element])
            if value is None:
                merged.pop(field.element, None)
            else:
                merged[field.element] = value
    locked = prefill.locked_values(edition, draft.applicant, on=localdate(at))
    draft.answers = json.dumps(merged | locked, ensure_ascii=False)
    draft.revision += 1
    draft.saved_at = at
    draft.save(update_fields=["answers", "revision", "saved_at"])
    return draft


@transaction.atomic(savepoint=False)
def delete_draft(*, draft_id: uuid.UUID, by: Actor) -> None:
    """Give a draft up, with its files. Doing it twice changes nothing. Raises `NotYourCase`."""
    draft = Draft.objects.filter(pk=draft_id).first()
    if draft is None:
        return
    policies.ensure_may_apply_for(by, draft.applicant_id)
    CaseFile.objects.filter(draft=draft, case=None).delete()
    draft.delete()


def attach_to_draft(
    *, draft_id: uuid.UUID, slot: str, upload: "File[bytes]", by: Actor, at: datetime
) -> CaseFile:
    """
    Add a file to a material or a file question of a draft.

    The bytes are safe on disk before the row commits. Raises `DraftNotFound`, `NotYourCase`,
    `UnknownSlot`, `TooManyFiles`, `FileTooLarge`, `FileEmpty`, `FileTypeNotAccepted`.
    """
    draft = readable_draft(draft_id, by=by)
    _ensure_slot(edition_view(draft.edition_id), slot)
    taken = uploads.take(upload)
    with transaction.atomic(savepoint=False):
        lock_draft(draft_id, by=by)
        _ensure_room(CaseFile.objects.filter(draft_id=draft_id, slot=slot).count())
        file = store.register(
            taken.content, name=taken.name, media_type=taken.media_type, at=at, by=by.account_id
        )
        return CaseFile.objects.create(
            draft_id=draft_id, slot=slot, file=file, uploaded_at=at, uploaded_by=by.account_id
        )


def attach_to_correction(
    *, case_id: uuid.UUID, slot: str, upload: "File[bytes]", by: Actor, at: datetime
) -> CaseFile:
    """
    Add a file to a point that a correction notice asked for: the applicant's, or a scan that a
    counter which serves the item makes for the applicant. Raises as `attach_to_draft`, and
    `CaseNotFound`, `NotYourDesk`.
    """
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise CaseNotFound
    if by.is_officer:
        edition = edition_view(case.edition_id)
        policies.ensure_may_take_in(by, edition.department_id, edition.department_name)
    else:
        policies.ensure_may_apply_for(by, case.applicant_id)
    asked = [line["subject"] for line in (case.correction_asked or {"lines": []})["lines"]]
    if slot not in asked or case.state != CaseState.CORRECTION:
        raise UnknownSlot
    taken = uploads.take(upload)
    with transaction.atomic(savepoint=False):
        Case.objects.select_for_update().get(pk=case_id)
        _ensure_room(CaseFile.objects.filter(case_id=case_id, slot=slot).count())
        file = store.register(
            taken.content, name=taken.name, media_type=taken.media_type, at=at, by=by.account_id
        )
        return CaseFile.objects.create(
            case_id=case_id, slot=slot, file=file, uploaded_at=at, uploaded_by=by.account_id
        )


@transaction.atomic(savepoint=False)
def detach_from_draft(*, draft_id: uuid.UUID, file_id: uuid.UUID, by: Actor) -> None:
    """Take a file off a draft; twice changes nothing. Raises `DraftNotFound`, `NotYourCase`."""
    lock_draft(draft_id, by=by)
    CaseFile.objects.filter(pk=file_id, draft_id=draft_id, case=None).delete()


def _told(content: EditionContent, situation: Mapping[str, object], *, at: datetime) -> Answers:
    """The answers to situations that fit their questions."""
    read = {
        field.element: value
        for field in content.situations
        if field.element in situation
        and (value := read_value(field, situation[field.element])) is not None
        and not field_fault(field, value, files=(), today=localdate(at))
    }
    return kept_answers(msgspec.structs.replace(content, form=()), read)


def _ensure_slot(edition: EditionView, slot: str) -> None:
    if edition.content.material(slot) is None and not any(
        field.element == slot and field.takes_files for field in edition.content.fields()
    ):
        raise UnknownSlot


def _ensure_room(count: int) -> None:
    if count >= MAX_FILES_A_SLOT:
        raise TooManyFiles(most=MAX_FILES_A_SLOT)
