"""What the editor's pages read of drafts."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.registers.catalogue.comparison import Difference, compare
from yangguan.registers.catalogue.content import EditionContent, decode
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.outline_labels import CodeNames
from yangguan.registers.catalogue.outline_names import names_for
from yangguan.registers.drafting import policies
from yangguan.registers.drafting.base import newer_edition
from yangguan.registers.drafting.checking import draft_faults
from yangguan.registers.drafting.errors import BatchReviewNotFound, DraftNotFound
from yangguan.registers.drafting.models import (
    BatchReview,
    BatchReviewLine,
    DraftPresence,
    DraftRemark,
    EditionDraft,
)
from yangguan.registers.drafting.presence import GONE_AFTER
from yangguan.registers.drafting.states import (
    OPEN_STATES,
    WRITABLE_STATES,
    DraftState,
    ReviewLineState,
    ReviewVerdict,
)

PAGE = 50


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list."""

    id: uuid.UUID
    name: str
    task_code: str
    department_name: str
    state: DraftState
    base_number: int | None  # None: a new item
    saved_at: datetime
    saved_by: str
    submitted_by: str
    submitter: uuid.UUID | None  # whose account: they may not review it
    effective_date: date


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """What a reviewer said, and what became of it."""

    id: uuid.UUID
    place: str
    about: str
    text: str
    made_at: datetime
    made_by: str
    answer: str
    answered_at: datetime | None
    answered_by: str

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One draft of a batch review; `outcome`: its state after it, None while none or refused."""

    draft_id: uuid.UUID
    name: str
    department_name: str
    state: ReviewLineState
    outcome: DraftState | None
    message: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A verdict on many drafts, how far it is, and what came of each."""

    id: uuid.UUID
    verdict: ReviewVerdict
    remark: str
    total: int
    done: int
    refused: int
    started_at: datetime
    starter_name: str
    is_under_way: bool
    lines: tuple[ReviewLine, ...]

    @property
    def decided(self) -> int:
        return self.done + self.refused

    @property
    def percent(self) -> int:
        return 100 * self.decided // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody else who has the draft open."""

    name: str
    section: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """Everything that a page shows of one draft."""

    id: uuid.UUID
    department_id: int
    department_name: str
    task_code: str
    state: DraftState
    revision: int
    reason: str
    content: EditionContent
    base: EditionContent | None
    base_number: int | None
    base_effective: date | None
    newer_number: int | None  # of an edition published since the draft began
    saved_at: datetime
    saved_by: str
    submitted_at: datetime | None
    submitted_by: str
    reviewed_at: datetime | None
    reviewed_by: str
    effective_date: date
    edition_number: int | None
    faults: tuple[Fault, ...]
    remarks: tuple[RemarkLine, ...]
    colleagues: tuple[Colleague, ...]
    may_write: bool
    may_review: bool
    is_own: bool  # the reader submitted it, and so may not review it

    @property
    def number(self) -> int:
        """The edition that it becomes, or became."""
        return self.edition_number or (self.base_number or 0) + 1

    @property
    def open_remarks(self) -> tuple[RemarkLine, ...]:
        return tuple(remark for remark in self.remarks if remark.is_open)

    def code_names(self) -> CodeNames:
        """What registers call the codes of the draft and its base. Four queries at most."""
        return names_for(self.content, *([self.base] if self.base is not None else []))

    def differences(self, names: CodeNames) -> list[Difference]:
        """Every line that differs from the edition in force; empty for a new item."""
        return compare(self.base, self.content, names=names) if self.base is not None else []


def draft_view(
    draft_id: uuid.UUID, *, by: Actor, at: datetime, is_checked: bool = True
) -> DraftView:
    """
    A draft with its faults, or without where nobody looks at them (`is_checked`).

    Six queries and those of the checks; none of them grows with it.

    Raises `DraftNotFound`, also for somebody who may neither write nor review it.
    """
    rows = EditionDraft.objects.select_related("department", "base", "edition")
    draft = rows.filter(pk=draft_id).first()
    if draft is None:
        raise DraftNotFound
    may_review = policies.may_review(by)
    is_departments = by.seat_for(Role.EDITOR, draft.department_id) is not None
    if not (may_review or is_departments):
        raise DraftNotFound
    state = DraftState(draft.state)
    gone = at - GONE_AFTER
    others = DraftPresence.objects.filter(draft=draft, seen_at__gt=gone)
    if by.account_id is not None:
        others = others.exclude(account=by.account_id)
    remarks = DraftRemark.objects.filter(draft=draft).order_by("made_at", "id")
    newer = newer_edition(draft) if state in OPEN_STATES else None
    return DraftView(
        id=draft.pk,
        department_id=draft.department_id,
        department_name=draft.department.name,
        task_code=draft.task_code,
        state=state,
        revision=draft.revision,
        reason=draft.reason,
        content=decode(draft.content),
        base=decode(draft.base.content) if draft.base else None,
        base_number=draft.base.number if draft.base else None,
        base_effective=draft.base.effective_date if draft.base else None,
        newer_number=newer.number if newer else None,
        saved_at=draft.saved_at,
        saved_by=draft.saved_by,
        submitted_at=draft.submitted_at,
        submitted_by=draft.submitted_by,
        reviewed_at=draft.reviewed_at,
        reviewed_by=draft.reviewed_by,
        effective_date=draft.effective_date,
        edition_number=draft.edition.number if draft.edition else None,
        faults=draft_faults(draft, at=at) if is_checked and state in OPEN_STATES else (),
        remarks=tuple(_remark(row) for row in remarks),
        colleagues=tuple(Colleague(row.name, row.section) for row in others.order_by("name")[:10]),
        may_write=state in WRITABLE_STATES,
        may_review=may_review,
        is_own=by.account_id is not None and by.account_id == draft.submitter,
    )


def _remark(row: DraftRemark) -> RemarkLine:
    return RemarkLine(
        id=row.pk,
        place=row.place,
        about=row.about,
        text=row.text,
        made_at=row.made_at,
        made_by=row.made_by,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )


def drafts(
    *,
    by: Actor,
    states: Collection[DraftState] = OPEN_STATES,
    department_id: int | None = None,
    import_id: uuid.UUID | None = None,
    after: str = "",
    limit: int = PAGE,
) -> tuple[list[DraftLine], str | None]:
    """
    The drafts that a person may see, last saved first, and where the next page begins.

    `import_id`: only those that came with this import. A place that is none is the beginning.

    Two queries: whether the person sits at the catalogue office, and the page.
    """
    rows = EditionDraft.objects.filter(state__in=list(states))
    if not policies.may_review(by):
        rows = rows.filter(department_id__in=by.served_departments(Role.EDITOR))
    if department_id is not None:
        rows = rows.filter(department_id=department_id)
    if import_id is not None:
        rows = rows.filter(import_id=import_id)
    if place := _place(after):
        seen_at, last = place
        rows = rows.filter(Q(saved_at__lt=seen_at) | Q(saved_at=seen_at, pk__lt=last))
    found = list(
        rows.select_related("department", "base")
        .defer("content", "base__content", "base__source")
        .order_by("-saved_at", "-pk")[: limit + 1]
    )
    lines = [_line(row) for row in found[:limit]]
    end = found[limit - 1] if len(found) > limit else None
    return lines, f"{end.saved_at.isoformat()}\n{end.pk}" if end else None


def _place(after: str) -> tuple[datetime, uuid.UUID] | None:
    """Where a page ended, as `drafts` tells it; None for anything else."""
    moment, _, last = after.partition("\n")
    try:
        seen_at, draft_id = datetime.fromisoformat(moment), uuid.UUID(last)
    except ValueError:
        return None
    return (seen_at, draft_id) if seen_at.tzinfo else None


def draft_counts(*, by: Actor, import_id: uuid.UUID | None = None) -> dict[DraftState, int]:
    """
    How many open drafts of each state a person may see, of all or of one import.

    Two queries, by the open index or that of imports.
    """
    rows = EditionDraft.objects.filter(state__in=list(OPEN_STATES))
    if not policies.may_review(by):
        rows = rows.filter(department_id__in=by.served_departments(Role.EDITOR))
    if import_id is not None:
        rows = rows.filter(import_id=import_id)
    counted = rows.values_list("state").annotate(count=Count("pk")).order_by()
    return {DraftState(state): count for state, count in counted}


def open_draft_of(task_code: str) -> DraftLine | None:
    """The draft of an item that is being written or reviewed. One query."""
    row = (
        EditionDraft.objects.filter(task_code=task_code, state__in=list(OPEN_STATES))
        .select_related("department", "base")
        .defer("content", "base__content", "base__source")
        .first()
    )
    return _line(row) if row is not None else None


def open_drafts_of(task_codes: Collection[str]) -> dict[str, DraftLine]:
    """The drafts of items that are being written or reviewed, by code. One query."""
    rows = (
        EditionDraft.objects.filter(task_code__in=task_codes, state__in=list(OPEN_STATES))
        .exclude(task_code="")
        .select_related("department", "base")
        .defer("content", "base__content", "base__source")
    )
    return {row.task_code: _line(row) for row in rows}


def waiting_of_import(import_id: uuid.UUID, *, by: Actor, limit: int) -> list[uuid.UUID]:
    """The drafts of an import that `by` may review, in the order of the file. One query."""
    rows = EditionDraft.objects.filter(import_id=import_id, state=DraftState.SUBMITTED)
    if by.account_id is not None:
        rows = rows.exclude(submitter=by.account_id)
    return list(rows.order_by("saved_at", "-pk").values_list("pk", flat=True)[:limit])


def _line(row: EditionDraft) -> DraftLine:
    return DraftLine(
        id=row.pk,
        name=row.name,
        task_code=row.task_code,
        department_name=row.department.name,
        state=DraftState(row.state),
        base_number=row.base.number if row.base else None,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
        submitted_by=row.submitted_by,
        submitter=row.submitter,
        effective_date=row.effective_date,
    )


def review_view(review_id: uuid.UUID, *, by: Actor) -> ReviewView:
    """
    A batch review with a line for each draft, those that were refused first.

    Three queries. Raises `BatchReviewNotFound`, also for somebody who may not review.
    """
    review = BatchReview.objects.filter(pk=review_id).first()
    if review is None or not policies.may_review(by):
        raise BatchReviewNotFound
    rows = (
        BatchReviewLine.objects.filter(review=review)
        .select_related("draft__department")
        .defer("draft__content")
        .order_by("position")
    )
    lines = [
        ReviewLine(
            draft_id=row.draft_id,
            name=row.draft.name,
            department_name=row.draft.department.name,
            state=ReviewLineState(row.state),
            outcome=DraftState(row.outcome) if row.outcome else None,
            message=row.message,
        )
        for row in rows
    ]
    return ReviewView(
        id=review.pk,
        verdict=ReviewVerdict(review.verdict),
        remark=review.remark,
        total=review.total,
        done=review.done,
        refused=review.refused,
        started_at=review.started_at,
        starter_name=review.starter_name,
        is_under_way=review.ended_at is None,
        lines=tuple(sorted(lines, key=lambda line: line.state is not ReviewLineState.REFUSED)),
    )


def reviews_under_way(*, by: Actor) -> list[uuid.UUID]:
    """A person's batch reviews that have not ended, the newest first; at most three. One query."""
    if by.account_id is None:
        return []
    rows = BatchReview.objects.filter(started_by=by.account_id, ended_at=None)
    return list(rows.order_by("-started_at").values_list("pk", flat=True)[:3])
