"""送审、审核、施行: R2.2, R2.3 of the city's plan; nobody reviews their own draft."""

from datetime import timedelta

import pytest

from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.drafting.errors import (
    ActionNotAllowed,
    DraftHasFaults,
    NothingChanged,
    NotReviewer,
    NotYetInForce,
    OwnDraft,
    ReasonMissing,
    RemarkMissing,
    RemarksOpen,
)
from yangguan.registers.drafting.models import EditionDraft
from yangguan.registers.drafting.operations.publish import announce_due, publish_due_draft
from yangguan.registers.drafting.operations.review import (
    answer_remark,
    approve_draft,
    make_remark,
    return_draft,
    revoke_approval,
)
from yangguan.registers.drafting.operations.submit import submit_draft, take_back_draft
from yangguan.registers.drafting.states import NEXT, DraftState
from yangguan.registers.drafting.tests.conftest import NOON, TASK_CODE

REASON = "按新修订的条例缩短时限"
TOMORROW = (NOON + timedelta(days=1)).date()


def shortened(house, **more):
    """A draft that promises less time than the edition in force."""
    draft = house.begin()
    limit = {"days": 3, "unit": "1", "explanation": ""}
    return house.save(draft, "", promised_limit=limit, **more).draft


def submitted(house, **more):
    draft = shortened(house, **more)
    return submit_draft(draft_id=draft.pk, reason=REASON, by=house.writer, at=NOON)


def item():
    return ServiceItem.objects.select_related("edition").get(task_code=TASK_CODE)


def test_an_approved_draft_is_the_next_edition_and_its_reason_is_public(house):
    draft = submitted(house)

    approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)

    draft.refresh_from_db()
    assert (draft.state, draft.edition_id) == (DraftState.PUBLISHED, item().edition.pk)
    assert (item().edition.number, item().edition.reason) == (2, REASON)
    assert decode(item().edition.content).promised_limit.days == 3


def test_an_edition_of_a_later_day_waits_for_it(house):
    draft = submitted(house, effective=TOMORROW.isoformat())

    approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)

    assert (item().edition.number, EditionDraft.objects.get(pk=draft.pk).state) == (1, "approved")
    with pytest.raises(NotYetInForce):
        publish_due_draft(draft_id=draft.pk, at=NOON)


def test_on_its_day_it_is_published_once_however_often_the_sweep_runs(house):
    draft = submitted(house, effective=TOMORROW.isoformat())
    approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)
    then = NOON + timedelta(days=1)

    assert announce_due(at=NOON) == 0
    assert announce_due(at=then) == 1
    publish_due_draft(draft_id=draft.pk, at=then)
    publish_due_draft(draft_id=draft.pk, at=then)

    assert (item().edition.number, item().editions.count(), announce_due(at=then)) == (2, 2, 0)


def test_what_breaks_a_rule_cannot_be_submitted(house):
    draft = house.begin()
    limit = {"days": 300, "unit": "1", "explanation": ""}
    house.save(draft, "", promised_limit=limit)

    with pytest.raises(DraftHasFaults):
        submit_draft(draft_id=draft.pk, reason=REASON, by=house.writer, at=NOON)

    assert EditionDraft.objects.get(pk=draft.pk).state == DraftState.DRAFT


def test_a_draft_without_a_change_or_a_reason_is_not_submitted(house):
    draft = house.begin()
    with pytest.raises(NothingChanged):
        submit_draft(draft_id=draft.pk, reason=REASON, by=house.writer, at=NOON)

    draft = shortened(house)
    with pytest.raises(ReasonMissing):
        submit_draft(draft_id=draft.pk, reason="  ", by=house.writer, at=NOON)


def test_the_department_does_not_review(house):
    draft = submitted(house)

    with pytest.raises(NotReviewer):
        approve_draft(draft_id=draft.pk, by=house.colleague, at=NOON)


def test_nobody_approves_what_they_submitted(house):
    draft = shortened(house)
    submit_draft(draft_id=draft.pk, reason=REASON, by=house.reviewer, at=NOON)

    with pytest.raises(OwnDraft):
        approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)

    approve_draft(draft_id=draft.pk, by=house.second_reviewer, at=NOON)
    assert item().edition.number == 2


def test_a_return_says_why_and_comes_back_only_with_every_remark_answered(house):
    draft = submitted(house)
    with pytest.raises(RemarkMissing):
        return_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)
    remark = make_remark(
        draft_id=draft.pk, place="materials/营业执照/basis", about="营业执照 · 依据",
        text="写到款", by=house.reviewer, at=NOON,
    )  # fmt: skip
    return_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)

    with pytest.raises(RemarksOpen):
        submit_draft(draft_id=draft.pk, reason=REASON, by=house.writer, at=NOON)
    answer_remark(remark_id=remark.pk, answer="已写到款", by=house.writer, at=NOON)

    again = submit_draft(draft_id=draft.pk, reason=REASON, by=house.writer, at=NOON)
    assert again.state == DraftState.SUBMITTED


def test_a_draft_under_review_does_not_change_until_it_is_taken_back(house):
    draft = submitted(house)
    with pytest.raises(ActionNotAllowed):
        house.save(draft, "", name="改名")

    take_back_draft(draft_id=draft.pk, by=house.writer, at=NOON)

    draft.refresh_from_db()
    assert house.save(draft, "", process_text="改了").draft.state == DraftState.DRAFT


def test_an_approval_can_be_stopped_before_its_day(house):
    draft = submitted(house, effective=TOMORROW.isoformat())
    approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)

    revoke_approval(draft_id=draft.pk, remark="条例推迟施行", by=house.reviewer, at=NOON)

    with pytest.raises(ActionNotAllowed):
        publish_due_draft(draft_id=draft.pk, at=NOON + timedelta(days=1))
    assert item().edition.number == 1


def test_every_state_is_reached_and_two_are_the_end():
    reached = {state for acts in NEXT.values() for state in acts.values()} | {DraftState.DRAFT}

    assert reached == set(DraftState)
    assert {state for state, acts in NEXT.items() if not acts} == {
        DraftState.PUBLISHED,
        DraftState.DISCARDED,
    }
