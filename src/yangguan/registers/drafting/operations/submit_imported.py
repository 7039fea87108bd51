"""送审 of what a file brought: the drafts of many items, begun and submitted in one go."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.sql.together import together
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.catalogue.content import EditionContent, encode
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.drafting import policies
from yangguan.registers.drafting.bounds import LONGEST_REASON
from yangguan.registers.drafting.errors import ReasonMissing
from yangguan.registers.drafting.models import EditionDraft
from yangguan.registers.drafting.states import DraftState
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.operations.register_department import ensure_department

# The contents are in the database already; and a draft that was not made gets no revision.
_FIRST_REVISIONS = """
INSERT INTO drafting_draftrevision (draft_id, number, content, saved_at, saved_by)
SELECT id, revision, content, saved_at, saved_by FROM drafting_editiondraft WHERE id = ANY(%s)
RETURNING draft_id
"""


@transaction.atomic
def submit_imported(
    contents: Sequence[EditionContent],
    *,
    import_id: uuid.UUID,
    reason: str,
    by: Actor,
    at: datetime,
) -> list[EditionDraft | None]:
    """
    Hand contents of different items to the catalogue office, each as a submitted draft (送审).

    For contents that the caller has checked and found new, with the catalogue locked. None where
    somebody has an open draft of that item. As many statements for many items as for one, but for
    departments that the register does not know yet. Source: R2.2, R2.3, R2.6. Raises
    `ReasonMissing`, `NotYourDraft`; then nothing has changed.
    """
    if not reason.strip():
        raise ReasonMissing
    departments = _departments(contents, by=by)
    codes = [content.task_code for content in contents]
    items = ServiceItem.objects.filter(task_code__in=codes, edition__isnull=False)
    known = {
        code: (item_id, edition_id, number)
        for code, item_id, edition_id, number in items.values_list(
            "task_code", "pk", "edition_id", "edition__number"
        )
    }
    # Lists go by key where times are equal, backwards: so they show the order of the file.
    keys = sorted((uuid.uuid4() for _content in contents), reverse=True)
    drafts = []
    for key, content in zip(keys, contents, strict=True):
        item_id, edition_id, _number = known.get(content.task_code, (None, None, 0))
        drafts.append(
            EditionDraft(
                id=key,
                item_id=item_id,
                department=departments[content.department_code],
                task_code=content.task_code,
                name=content.name,
                state=DraftState.SUBMITTED,
                content=encode(content).decode(),
                base_id=edition_id,
                reason=reason.strip()[:LONGEST_REASON],
                created_at=at,
                saved_at=at,
                saved_by=by.name,
                submitted_at=at,
                submitted_by=by.name,
                submitter=by.account_id,
                effective_date=content.effective,
                import_id=import_id,
            )
        )
    # A draft that somebody begins at this moment is only found by the constraint.
    EditionDraft.objects.bulk_create(drafts, ignore_conflicts=True)
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_REVISIONS, [[draft.pk for draft in drafts]])
        made = {draft_id for (draft_id,) in cursor.fetchall()}
    numbers = {code: number for code, (_item, _edition, number) in known.items()}
    _record([draft for draft in drafts if draft.pk in made], numbers, by=by, at=at)
    return [draft if draft.pk in made else None for draft in drafts]


def _departments(contents: Sequence[EditionContent], *, by: Actor) -> dict[str, Department]:
    """By credit code, each asked for its rights; one that is new is entered, as by publishing."""
    told = {content.department_code: content for content in contents}
    known = {each.credit_code: each for each in Department.objects.filter(credit_code__in=told)}
    for code, content in told.items():
        if code not in known:
            known[code] = ensure_department(
                credit_code=code,
                name=content.department_name,
                legal_kind=content.department_kind,
            )
    for department in known.values():
        policies.ensure_may_edit(by, department.pk, department.name)
    return known


def _record(
    drafts: Sequence[EditionDraft], numbers: dict[str, int], *, by: Actor, at: datetime
) -> None:
    """Begun and submitted: what the trace of every other draft says, in one statement."""
    with together():
        for draft in drafts:
            trail.record(
                trail.new_stream(f"draft:{draft.pk}"),
                Act(
                    "draft.begin",
                    {
                        "item": draft.task_code,
                        "base": numbers.get(draft.task_code, 0),
                        "import": str(draft.import_id),
                    },
                ),
                Act("draft.submit", {"revision": draft.revision, "reason": draft.reason}),
                by=by,
                at=at,
            )
