"""申请: from a draft, or taken in at a counter. Once, whatever the network does."""

import json
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, Subquery
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.sql.fixed_query import FixedQuery, Value
from yangguan.handling.cases import policies, prefill
from yangguan.handling.cases.draft_access import ensure_served, lock_draft, open_edition_in_turn
from yangguan.handling.cases.errors import DraftNotFound, NotYourCase, PartyUnknown
from yangguan.handling.cases.models import Case, CaseFile
from yangguan.handling.cases.opening import Application, open_case
from yangguan.handling.cases.slots import file_ids_by_slot
from yangguan.handling.cases.states import Channel
from yangguan.registers.catalogue.answers import Answers, kept_answers, read_value
from yangguan.registers.catalogue.editions import EditionView, edition_view
from yangguan.registers.parties.models import Party


@transaction.atomic(savepoint=False)
def submit_draft(
    *, draft_id: uuid.UUID, by: Actor, at: datetime, channel: Channel = Channel.WEB
) -> Case:
    """
    Submit a draft: one case, one number, one receipt.

    A second submission of the same draft (double click, back button, two tabs, a retry) finds the
    case that the first one made. Publishes `CaseSubmitted`. Raises `NotYourCase`, `DraftNotFound`,
    `IncompleteApplication`, `MaterialsMissing`; then the draft stands as it was.
    Source: 行政许可法 第二十九条, 第三十一条.
    """
    try:
        draft = lock_draft(draft_id, by=by)
    except DraftNotFound:
        return _case_of(draft_id, by=by)
    edition = edition_view(draft.edition_id)
    locked = prefill.locked_values(edition, draft.applicant, on=localdate(at))
    answers = kept_answers(edition.content, json.loads(draft.answers) | locked)
    application = Application(
        edition=edition,
        applicant=draft.applicant,
        person_id=draft.person_id,
        channel=channel,
        hall_id=None,
        answers=answers,
        files=file_ids_by_slot(CaseFile.objects.filter(draft=draft)),
    )
    case = open_case(application, submission_key=draft.pk, by=by, at=at)
    CaseFile.objects.filter(draft=draft).update(case=case, draft=None)
    draft.delete()
    return case


@transaction.atomic(savepoint=False)
def take_in_case(
    *,
    task_code: str,
    applicant_id: uuid.UUID,
    answers: Mapping[str, object],
    on_paper: Collection[str],
    submission_key: uuid.UUID,
    by: Actor,
    at: datetime,
    channel: Channel = Channel.COUNTER,
) -> Case:
    """
    Take in an application at a counter, for any department that the counter serves (R1.4).

    `on_paper` names the materials whose originals the officer has checked (trust level B). The
    same `submission_key` again finds the case that it made. Publishes `CaseSubmitted`. Raises
    `EditionNotOpen`, `NotYourDesk`, `PartyUnknown`, `AudienceNotServed`, `IncompleteApplication`,
    `MaterialsMissing`; then nothing has changed.
    """
    edition = open_edition_in_turn(task_code, submission_key)
    seat = policies.ensure_may_take_in(by, edition.department_id, edition.department_name)
    applicant = _APPLICANT.first(applicant=applicant_id, submission_key=submission_key)
    if applicant is None:
        raise PartyUnknown
    known_case: uuid.UUID | None = vars(applicant)["known_case"]
    if known_case is not None:
        return Case.objects.get(pk=known_case)
    ensure_served(edition, applicant)
    locked = prefill.locked_values(edition, applicant, on=localdate(at))
    application = Application(
        edition=edition,
        applicant=applicant,
        person_id=applicant.pk if applicant.kind == "person" else None,
        channel=channel,
        hall_id=seat.hall_id,
        answers=kept_answers(edition.content, _read(edition, answers) | locked),
        files={},
        on_paper=frozenset(on_paper),
        received_by=f"{seat.office} {by.name}",
    )
    return open_case(application, submission_key=submission_key, by=by, at=at)


def _applicant_for(applicant_id: uuid.UUID, submission_key: uuid.UUID) -> QuerySet[Party]:
    """The applicant, with the case that the same submission has made already (`known_case`)."""
    known = Case.objects.filter(submission_key=submission_key).values("pk")
    return Party.objects.annotate(known_case=Subquery(known)).filter(pk=applicant_id)


_APPLICANT = FixedQuery(
    _applicant_for,
    Value("applicant", uuid.UUID(int=1)),
    Value("submission_key", uuid.UUID(int=2)),
)


def _read(edition: EditionView, answers: Mapping[str, object]) -> Answers:
    read = {
        field.element: read_value(field, answers[field.element])
        for field in edition.content.fields()
        if field.element in answers and field.type != "file"
    }
    return {element: value for element, value in read.items() if value is not None}


def _case_of(draft_id: uuid.UUID, *, by: Actor) -> Case:
    """The case that an earlier submission of the draft made."""
    case = Case.objects.filter(submission_key=draft_id).first()
    if case is None:
        raise DraftNotFound
    if not policies.may_apply_for(by, case.applicant_id):
        raise NotYourCase
    return case
