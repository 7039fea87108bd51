"""What pages and the API read of drafts."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yangguan.foundation.actors.actor import Actor
from yangguan.handling.cases import rules
from yangguan.handling.cases.draft_access import readable_draft
from yangguan.handling.cases.draft_move import Move, plan_move
from yangguan.handling.cases.models import CaseFile, Draft
from yangguan.handling.cases.opening import held_licences
from yangguan.handling.cases.prefill import Prefilled, prefilled
from yangguan.handling.cases.rules import MaterialPlan
from yangguan.registers.catalogue.answers import (
    AnswerFault,
    Answers,
    answer_faults,
    with_computed,
)
from yangguan.registers.catalogue.content import FormGroup
from yangguan.registers.catalogue.editions import EditionView, edition_view
from yangguan.registers.catalogue.logic import applies
from yangguan.registers.catalogue.queries import edition_in_force
from yangguan.registers.parties.models import Party


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list."""

    id: uuid.UUID
    item_name: str
    task_code: str
    applicant_name: str
    saved_at: datetime
    is_edition_current: bool


@dataclass(frozen=True, slots=True)
class FileLine:
    """An uploaded file."""

    id: uuid.UUID
    slot: str
    name: str
    size: int
    media_type: str
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """How far one page of the form is."""

    group: FormGroup
    asked: int
    answered: int
    faults: tuple[AnswerFault, ...]

    @property
    def is_complete(self) -> bool:
        return not self.faults

    @property
    def is_begun(self) -> bool:
        return self.answered > 0


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with all that its pages show."""

    id: uuid.UUID
    edition: EditionView
    applicant_id: uuid.UUID
    applicant_name: str
    is_organisation: bool
    answers: Answers
    revision: int
    created_at: datetime
    saved_at: datetime
    prefilled: Mapping[str, Prefilled]
    files: Mapping[str, tuple[FileLine, ...]]  # slot → files
    groups: tuple[GroupProgress, ...]
    materials: tuple[MaterialPlan, ...]

    @property
    def missing_materials(self) -> tuple[MaterialPlan, ...]:
        return tuple(plan for plan in self.materials if plan.is_missing)

    @property
    def is_complete(self) -> bool:
        return all(group.is_complete for group in self.groups) and not self.missing_materials

    def group(self, key: str) -> GroupProgress | None:
        return next((each for each in self.groups if each.group.key == key), None)


def drafts_of(applicant_ids: list[uuid.UUID]) -> list[DraftLine]:
    """The drafts of some applicants, newest first. One query."""
    rows = (
        Draft.objects.filter(applicant_id__in=applicant_ids)
        .select_related("applicant", "edition__item")
        .defer("answers", "edition__content", "edition__source", "applicant__facts")
        .order_by("-saved_at", "id")
    )
    return [
        DraftLine(
            id=row.pk,
            item_name=row.edition.item.name,
            task_code=row.edition.item.task_code,
            applicant_name=row.applicant.name,
            saved_at=row.saved_at,
            is_edition_current=row.edition.item.edition_id == row.edition_id,
        )
        for row in rows
    ]


def draft_view(draft_id: uuid.UUID, *, by: Actor, on: date) -> DraftView:
    """
    A draft as its pages show it. At most five queries, whatever the form's length.

    Raises `DraftNotFound`, `NotYourCase`.
    """
    draft = readable_draft(draft_id, by=by)
    applicant = Party.objects.get(pk=draft.applicant_id)
    edition = edition_view(draft.edition_id)
    answers = with_computed(edition.content, json.loads(draft.answers))
    files = files_of_draft(draft_id)
    faults = answer_faults(edition.content, answers, files=set(files), today=on)
    return DraftView(
        id=draft.pk,
        edition=edition,
        applicant_id=applicant.pk,
        applicant_name=applicant.name,
        is_organisation=applicant.kind == "organisation",
        answers=answers,
        revision=draft.revision,
        created_at=draft.created_at,
        saved_at=draft.saved_at,
        prefilled=prefilled(edition, applicant, on=on),
        files=files,
        groups=tuple(_progress(group, answers, files, faults) for group in edition.content.pages),
        materials=tuple(
            rules.plan_materials(
                edition.content,
                answers,
                uploaded=set(files),
                licences=held_licences(edition, applicant.pk, on=on),
            )
        ),
    )


@dataclass(frozen=True, slots=True)
class DraftMove:
    """A draft of an older edition beside the edition in force."""

    draft_id: uuid.UUID
    revision: int
    old: EditionView
    new: EditionView
    move: Move


def draft_move(draft_id: uuid.UUID, *, by: Actor, on: date) -> DraftMove | None:
    """
    What moving a draft to the edition in force would do; None where there is nothing newer.

    Three queries. Raises `DraftNotFound`, `NotYourCase`.
    """
    draft = readable_draft(draft_id, by=by)
    old = edition_view(draft.edition_id)
    current_id = edition_in_force(old.content.task_code)
    if current_id is None or current_id == old.id:
        return None
    new = edition_view(current_id)
    move = plan_move(
        old.content,
        new.content,
        json.loads(draft.answers),
        slots=list(files_of_draft(draft_id)),
        today=on,
    )
    return DraftMove(draft_id, draft.revision, old, new, move)


def files_of_draft(draft_id: uuid.UUID) -> dict[str, tuple[FileLine, ...]]:
    """The files of a draft by slot, oldest first. One query."""
    return by_slot(
        CaseFile.objects.filter(draft_id=draft_id)
        .select_related("file")
        .order_by("uploaded_at", "id")
    )


def file_line(row: CaseFile) -> FileLine:
    """A file of a draft or a case as a value; `row.file` must be loaded."""
    return FileLine(
        id=row.pk,
        slot=row.slot,
        name=row.file.name,
        size=row.file.size,
        media_type=row.file.media_type,
        uploaded_at=row.uploaded_at,
    )


def by_slot(rows: Any) -> dict[str, tuple[FileLine, ...]]:
    """File rows grouped by the slot that they were handed in for."""
    found: dict[str, tuple[FileLine, ...]] = {}
    for row in rows:
        line = file_line(row)
        found[row.slot] = (*found.get(row.slot, ()), line)
    return found


def _progress(
    group: FormGroup,
    answers: Answers,
    files: Mapping[str, tuple[FileLine, ...]],
    faults: list[AnswerFault],
) -> GroupProgress:
    asked = [field for field in group.fields if field.is_asked and applies(field.shown_if, answers)]
    elements = {field.element for field in group.fields}
    return GroupProgress(
        group=group,
        asked=len(asked),
        answered=sum(field.element in answers or field.element in files for field in asked),
        faults=tuple(fault for fault in faults if fault.element in elements),
    )
