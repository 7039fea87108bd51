"""An edition published while a draft is open is not undone by it: both are joined first."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.content import (
    EditionContent,
    Limit,
    Material,
    Need,
    decode,
    encode,
)
from yangguan.registers.catalogue.interchange.item import read_item
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.operations.import_item import import_item_file
from yangguan.registers.catalogue.tests.interchange_sample import sample_item
from yangguan.registers.drafting.errors import BaseReplaced, RemarksOpen
from yangguan.registers.drafting.joining import contested, joined
from yangguan.registers.drafting.models import DraftRemark, EditionDraft
from yangguan.registers.drafting.operations.catch_up import catch_up_draft
from yangguan.registers.drafting.operations.publish import publish_due_draft
from yangguan.registers.drafting.operations.review import answer_remark, approve_draft
from yangguan.registers.drafting.operations.submit import submit_draft
from yangguan.registers.drafting.queries import draft_view
from yangguan.registers.drafting.states import DraftState
from yangguan.registers.drafting.tests.conftest import NOON, TASK_CODE

REASON = "按新修订的条例缩短时限"
TOMORROW = NOON + timedelta(days=1)
SHORTER = {"days": 3, "unit": "1", "explanation": ""}


def published_meanwhile(**columns: object) -> None:
    """The next edition comes by a file while somebody's draft is open."""
    item = sample_item()
    item["UP_TASK_GENERAL_BASIC"] |= columns
    raw = json.dumps(item, ensure_ascii=False).encode()
    report = import_item_file(raw, by=system_actor(), at=NOON)
    assert report.is_accepted, report


def submitted(house, **more):
    draft = house.save(house.begin(), "", promised_limit=SHORTER, **more).draft
    return submit_draft(draft_id=draft.pk, reason=REASON, by=house.writer, at=NOON)


def current():
    item = ServiceItem.objects.select_related("edition").get(task_code=TASK_CODE)
    return item.edition, decode(item.edition.content)


def test_a_draft_of_a_replaced_edition_is_neither_submitted_nor_approved(house):
    draft = submitted(house)
    published_meanwhile(HANDLE_FLOW="先审后批")

    with pytest.raises(BaseReplaced):
        approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)

    EditionDraft.objects.filter(pk=draft.pk).update(state=DraftState.RETURNED)
    with pytest.raises(BaseReplaced):
        submit_draft(draft_id=draft.pk, reason=REASON, by=house.writer, at=NOON)
    assert draft_view(draft.pk, by=house.writer, at=NOON).newer_number == 2


def test_caught_up_it_becomes_the_edition_after_with_what_both_changed(house):
    draft = house.save(house.begin(), "", promised_limit=SHORTER).draft
    published_meanwhile(HANDLE_FLOW="先审后批")

    catch_up_draft(draft_id=draft.pk, by=house.writer, at=NOON)
    submit_draft(draft_id=draft.pk, reason=REASON, by=house.writer, at=NOON)
    approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)

    edition, content = current()
    assert edition.number == 3
    assert (content.promised_limit.days, content.process_text) == (3, "先审后批")


def test_what_both_wrote_stays_the_drafts_and_must_be_looked_at(house):
    draft = house.save(house.begin(), "", process_text="一窗受理").draft
    published_meanwhile(HANDLE_FLOW="先审后批")

    catch_up_draft(draft_id=draft.pk, by=house.writer, at=NOON)

    draft.refresh_from_db()
    assert decode(draft.content).process_text == "一窗受理"
    remark = DraftRemark.objects.get(draft=draft)
    assert "先审后批" in remark.text
    with pytest.raises(RemarksOpen):
        submit_draft(draft_id=draft.pk, reason=REASON, by=house.writer, at=NOON)
    answer_remark(remark_id=remark.pk, answer="用新的写法", by=house.writer, at=NOON)
    submit_draft(draft_id=draft.pk, reason=REASON, by=house.writer, at=NOON)


def test_catching_up_again_changes_nothing(house):
    draft = house.save(house.begin(), "", process_text="一窗受理").draft
    published_meanwhile(HANDLE_FLOW="先审后批")
    once = catch_up_draft(draft_id=draft.pk, by=house.writer, at=NOON)

    again = catch_up_draft(draft_id=draft.pk, by=house.writer, at=NOON)

    assert (again.revision, again.base_id) == (once.revision, once.base_id)
    assert DraftRemark.objects.filter(draft=draft).count() == 1


def test_on_its_day_a_draft_of_a_replaced_edition_goes_back_and_says_why(house):
    draft = submitted(house, effective=TOMORROW.date().isoformat())
    approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)
    published_meanwhile(HANDLE_FLOW="先审后批")

    publish_due_draft(draft_id=draft.pk, at=TOMORROW)

    draft.refresh_from_db()
    assert (draft.state, current()[0].number) == (DraftState.RETURNED, 2)
    assert "第 2 版" in DraftRemark.objects.get(draft=draft).text


def test_on_its_day_a_draft_is_checked_again(house):
    draft = submitted(house, effective=TOMORROW.date().isoformat())
    approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)
    broken = replace(decode(draft.content), promised_limit=Limit(days=300))
    EditionDraft.objects.filter(pk=draft.pk).update(content=encode(broken).decode())

    publish_due_draft(draft_id=draft.pk, at=TOMORROW)

    draft.refresh_from_db()
    assert (draft.state, current()[0].number) == (DraftState.RETURNED, 1)


def _sample() -> EditionContent:
    content = read_item(sample_item(), resolve_unit=lambda _unit: "").content
    assert content is not None
    return content


SAMPLE = _sample()


@st.composite
def changed(draw):
    """The sample with some of its texts, its limit and its materials otherwise."""
    texts = st.sampled_from(["甲", "乙", SAMPLE.process_text])
    names = draw(st.lists(st.sampled_from("abcde"), unique=True))
    materials = tuple(
        Material(key=key, name=draw(st.sampled_from(["照", "证"])), kind="1", need=Need.REQUIRED)
        for key in names
    )
    return replace(
        SAMPLE,
        process_text=draw(texts),
        promised_limit=Limit(days=draw(st.integers(1, 3))),
        materials=materials,
        conditions=tuple(draw(st.lists(st.sampled_from(["一", "二"]), unique=True))),
    )


def test_two_new_materials_that_got_the_same_key_are_both_kept():
    paper, permit = (
        Material(key="material-9", name=name, kind="1", need=Need.REQUIRED)
        for name in ("房屋产权证明", "消防合格证明")
    )
    theirs = replace(SAMPLE, materials=(*SAMPLE.materials, paper))
    ours = replace(SAMPLE, materials=(*SAMPLE.materials, permit))

    both = joined(SAMPLE, theirs, ours).materials

    assert {each.name for each in both} >= {paper.name, permit.name}
    assert len({each.key for each in both}) == len(both) == len(SAMPLE.materials) + 2


@settings(max_examples=200)
@given(changed(), changed(), changed())
def test_joining_takes_what_only_one_changed(base, theirs, ours):
    assert joined(base, base, ours) == ours
    assert joined(base, theirs, base) == theirs
    assert joined(base, theirs, theirs) == theirs
    assert not contested(base, theirs, base)
    assert not contested(base, base, ours)

    both = joined(base, theirs, ours)
    for material in ours.materials:
        if material != base.material(material.key) and theirs.material(material.key) is None:
            assert both.material(material.key) == material
    for material in theirs.materials:
        if base.material(material.key) is None and ours.material(material.key) is None:
            assert both.material(material.key) == material
    for material in base.materials:
        if ours.material(material.key) is None:
            assert both.material(material.key) is None
