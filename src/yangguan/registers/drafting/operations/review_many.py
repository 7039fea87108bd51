"""批量审核: one verdict on many drafts, each decided for itself."""

import logging
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from yangguan.foundation.actors.actor import Actor, system_actor
from yangguan.foundation.language.chinese import CHINESE
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web.refusals import Refusal
from yangguan.registers.accounts.actors import actor_of_account
from yangguan.registers.drafting import policies
from yangguan.registers.drafting.bounds import LONGEST_REMARK
from yangguan.registers.drafting.errors import (
    DraftNotFound,
    NoDraftChosen,
    NotReviewer,
    RemarkMissing,
    TooManyDrafts,
)
from yangguan.registers.drafting.events import BatchReviewWanted
from yangguan.registers.drafting.models import (
    BatchReview,
    BatchReviewLine,
    EditionDraft,
)
from yangguan.registers.drafting.operations.review import approve_draft, return_draft
from yangguan.registers.drafting.states import ReviewLineState, ReviewVerdict

MOST_DRAFTS = 500
_LONGEST_MESSAGE = 500
_log = logging.getLogger(__name__)


@transaction.atomic
def start_review(
    *,
    draft_ids: Sequence[uuid.UUID],
    verdict: ReviewVerdict,
    remark: str,
    by: Actor,
    at: datetime,
) -> BatchReview:
    """
    Queue one verdict on many drafts, in the order given; nothing is decided yet.

    `remark` goes to every draft that is returned. Publishes `BatchReviewWanted`. Source: R2.2,
    R2.3. Raises `NotReviewer`, `NoDraftChosen`, `TooManyDrafts`, `RemarkMissing`, `DraftNotFound`;
    then nothing has changed.
    """
    if not policies.may_review(by):
        raise NotReviewer
    chosen = list(dict.fromkeys(draft_ids))
    if not chosen:
        raise NoDraftChosen
    if len(chosen) > MOST_DRAFTS:
        raise TooManyDrafts(most=MOST_DRAFTS)
    remark = remark.strip()[:LONGEST_REMARK]
    if verdict is ReviewVerdict.RETURN and not remark:
        raise RemarkMissing(field="remark")
    if EditionDraft.objects.filter(pk__in=chosen).count() != len(chosen):
        raise DraftNotFound
    review = BatchReview.objects.create(
        verdict=verdict,
        remark=remark,
        total=len(chosen),
        started_at=at,
        started_by=by.account_id,
        starter_name=by.name[:60],
    )
    BatchReviewLine.objects.bulk_create(
        BatchReviewLine(review=review, position=position, draft_id=draft_id)
        for position, draft_id in enumerate(chosen, start=1)
    )
    trail.record(
        trail.new_stream(f"draft-review:{review.pk}"),
        Act("draft.review-many", {"verdict": verdict.value, "drafts": len(chosen)}),
        by=by,
        at=at,
        announcing=BatchReviewWanted(review_id=review.pk),
    )
    return review


def carry_on_review(*, review_id: uuid.UUID, at: datetime, goes_on: Callable[[], bool]) -> bool:
    """
    Decide draft by draft until none is left or `goes_on` says no; whether the review has ended.

    Each draft is a transaction of its own, with every right and every check asked anew as if it
    were the only one: what is refused is told in its line and keeps no other back, and whoever is
    killed in between, or works on the same review at the same time, decides none twice.
    """
    while True:
        if not _decide_next(review_id, at=at):
            return True
        if not goes_on():
            return False


@transaction.atomic
def _decide_next(review_id: uuid.UUID, *, at: datetime) -> bool:
    """False if none is left."""
    review = BatchReview.objects.select_for_update().filter(pk=review_id).first()
    if review is None or review.ended_at is not None:
        return False
    waiting = review.lines.filter(state=ReviewLineState.WAITING)
    line = waiting.order_by("position").first()
    if line is not None:
        _decide(review, line, at=at)
        line.save(update_fields=["state", "outcome", "message"])
    if line is None or review.done + review.refused == review.total:
        review.ended_at = at
    review.save(update_fields=["done", "refused", "ended_at"])
    return review.ended_at is None


def _decide(review: BatchReview, line: BatchReviewLine, *, at: datetime) -> None:
    with override(CHINESE):
        try:
            with transaction.atomic():
                draft = _decided(review, line.draft_id, at=at)
        except Refusal as refusal:
            message = refusal.text
        except Exception:
            # One draft with which something is wrong must not keep all that follow waiting.
            _log.exception("draft %s of review %s", line.draft_id, review.pk)
            message = _("系统出错，已经记下。请单独打开这份草稿审核。")
        else:
            line.state, line.outcome = ReviewLineState.DONE, draft.state
            review.done += 1
            return
    line.state, line.message = ReviewLineState.REFUSED, message[:_LONGEST_MESSAGE]
    review.refused += 1


def _decided(review: BatchReview, draft_id: uuid.UUID, *, at: datetime) -> EditionDraft:
    by = _reviewer(review, at=at)
    if review.verdict == ReviewVerdict.APPROVE:
        return approve_draft(draft_id=draft_id, by=by, at=at)
    return return_draft(draft_id=draft_id, remark=review.remark, by=by, at=at)


def _reviewer(review: BatchReview, *, at: datetime) -> Actor:
    """Raises `NotReviewer` for an account that is closed."""
    if review.started_by is None:
        return system_actor(review.starter_name)
    by = actor_of_account(review.started_by, on=localdate(at))
    if by is None:
        raise NotReviewer
    return by
