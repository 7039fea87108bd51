"""批量审核: one verdict on many drafts, each decided as if it were the only one. R2.2, R2.3."""

import uuid

import pytest
from msgspec.structs import replace

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.content import decode, encode
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.drafting.errors import (
    BatchReviewNotFound,
    DraftNotFound,
    NoDraftChosen,
    NotReviewer,
    RemarkMissing,
    TooManyDrafts,
)
from yangguan.registers.drafting.models import BatchReview, DraftRemark, EditionDraft
from yangguan.registers.drafting.operations import review_many
from yangguan.registers.drafting.operations.review import approve_draft
from yangguan.registers.drafting.operations.review_many import (
    MOST_DRAFTS,
    carry_on_review,
    start_review,
)
from yangguan.registers.drafting.operations.submit import take_back_draft
from yangguan.registers.drafting.queries import review_view
from yangguan.registers.drafting.states import DraftState, ReviewLineState, ReviewVerdict
from yangguan.registers.drafting.tests.conftest import NOON
from yangguan.registers.drafting.tests.test_submit_imported import handed_in, new_items

# At the command line nobody has an account; what an account may is told on its page's test.
OPERATOR = system_actor("测审")


@pytest.fixture
def waiting(house):
    """Three drafts under review, in the order of their file."""
    return handed_in(new_items(3), house.writer)


def started(drafts, verdict=ReviewVerdict.APPROVE, remark="", by=OPERATOR):
    return start_review(
        draft_ids=[draft.pk for draft in drafts], verdict=verdict, remark=remark, by=by, at=NOON
    )


def carried_out(review):
    assert carry_on_review(review_id=review.pk, at=NOON, goes_on=lambda: True)
    review.refresh_from_db()
    return review_view(review.pk, by=OPERATOR)


def states(drafts):
    known = dict(EditionDraft.objects.values_list("pk", "state"))
    return [known[draft.pk] for draft in drafts]


def spoil(draft):
    """What was right when it was submitted is not any more: the promise is longer than the law."""
    content = decode(draft.content)
    law = content.statutory_limit
    worse = replace(content, promised_limit=replace(law, days=law.days + 1))
    EditionDraft.objects.filter(pk=draft.pk).update(content=encode(worse).decode())


def test_all_that_are_sound_are_published_and_each_has_its_line(waiting):
    view = carried_out(started(waiting))

    assert states(waiting) == [DraftState.PUBLISHED] * 3
    assert [line.outcome for line in view.lines] == [DraftState.PUBLISHED] * 3
    assert (view.done, view.refused, view.is_under_way) == (3, 0, False)
    assert ServiceItem.objects.filter(name__startswith="样例许可第").count() == 3


def test_each_is_checked_again_and_one_that_fails_stops_no_other(waiting):
    spoil(waiting[1])

    view = carried_out(started(waiting))

    assert states(waiting) == [DraftState.PUBLISHED, DraftState.SUBMITTED, DraftState.PUBLISHED]
    assert (view.lines[0].draft_id, view.lines[0].state) == (
        waiting[1].pk,
        ReviewLineState.REFUSED,
    )
    assert "不能发布的问题" in view.lines[0].message
    assert (view.done, view.refused) == (2, 1)


def test_a_draft_with_which_the_program_fails_stops_no_other(waiting, monkeypatch):
    def failing(*, draft_id, **more):
        approved = approve_draft(draft_id=draft_id, **more)
        if draft_id == waiting[0].pk:
            raise RuntimeError
        return approved

    monkeypatch.setattr(review_many, "approve_draft", failing)
    view = carried_out(started(waiting))

    assert states(waiting) == [DraftState.SUBMITTED, DraftState.PUBLISHED, DraftState.PUBLISHED]
    assert "系统出错" in view.lines[0].message


def test_a_draft_that_is_no_longer_under_review_is_left_as_it_is(house, waiting):
    review = started(waiting)
    take_back_draft(draft_id=waiting[2].pk, by=house.writer, at=NOON)

    view = carried_out(review)

    assert states(waiting)[2] == DraftState.DRAFT
    assert "草稿" in view.lines[0].message


def test_a_return_leaves_the_remark_with_every_draft(waiting):
    carried_out(started(waiting, ReviewVerdict.RETURN, remark="写到款"))

    assert states(waiting) == [DraftState.RETURNED] * 3
    remarks = DraftRemark.objects.filter(draft__in=waiting)
    assert list(remarks.values_list("text", flat=True)) == ["写到款"] * 3


@pytest.mark.parametrize("remark", ["", "  "])
def test_a_return_without_a_remark_is_none(waiting, remark):
    with pytest.raises(RemarkMissing):
        started(waiting, ReviewVerdict.RETURN, remark=remark)

    assert not BatchReview.objects.exists()


def test_the_department_does_not_review(house, waiting):
    with pytest.raises(NotReviewer):
        started(waiting, by=house.writer)
    review = started(waiting)

    with pytest.raises(BatchReviewNotFound):
        review_view(review.pk, by=house.writer)


def test_nothing_chosen_too_many_or_unknown_ones_are_refused_whole(waiting):
    with pytest.raises(NoDraftChosen):
        started([])
    with pytest.raises(TooManyDrafts):
        start_review(
            draft_ids=[uuid.UUID(int=n) for n in range(MOST_DRAFTS + 1)],
            verdict=ReviewVerdict.APPROVE,
            remark="",
            by=OPERATOR,
            at=NOON,
        )
    with pytest.raises(DraftNotFound):
        started([*waiting, EditionDraft()])

    assert not BatchReview.objects.exists()


def test_a_draft_chosen_twice_is_decided_once(waiting):
    view = carried_out(started([*waiting, waiting[0]]))

    assert (view.total, view.done) == (3, 3)


def test_broken_off_after_any_draft_it_goes_on_with_the_next(waiting):
    review = started(waiting)
    ended: list[bool] = []

    while not ended or not ended[-1]:
        ended.append(carry_on_review(review_id=review.pk, at=NOON, goes_on=lambda: False))

    assert ended == [False, False, True]
    assert states(waiting) == [DraftState.PUBLISHED] * 3


def test_killed_in_the_middle_of_a_draft_none_is_decided_twice_or_left_out(waiting, monkeypatch):
    calls = iter(range(100))

    def killed_at_times(**arguments):
        approved = approve_draft(**arguments)
        if next(calls) in {1, 2}:
            raise KeyboardInterrupt
        return approved

    monkeypatch.setattr(review_many, "approve_draft", killed_at_times)
    review = started(waiting)
    killed = 0
    for _attempt in range(3):
        try:
            carry_on_review(review_id=review.pk, at=NOON, goes_on=lambda: True)
        except KeyboardInterrupt:
            killed += 1

    review.refresh_from_db()
    assert (killed, review.done, review.refused) == (2, 3, 0)
    assert states(waiting) == [DraftState.PUBLISHED] * 3
    assert carry_on_review(review_id=review.pk, at=NOON, goes_on=lambda: True)
