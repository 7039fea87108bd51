"""A new edition while people fill in and officers work: nobody's form or rights change."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import WorkItem
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.drafts import begin_draft, save_draft
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.operations.submit import submit_draft
from yangguan.handling.cases.queries.case_lists import work_of
from yangguan.handling.cases.queries.case_page import case_view
from yangguan.handling.cases.queries.drafts import draft_view
from yangguan.handling.cases.tests import builders as b
from yangguan.registers.catalogue.content import FormField, FormGroup
from yangguan.registers.catalogue.operations.publish_edition import publish_content
from yangguan.registers.catalogue.process import StepKind

pytestmark = pytest.mark.django_db

# Asks something else and is handled in fewer steps.
NEXT = {
    "form": (
        FormGroup(
            key="matter",
            title="办理内容",
            fields=(FormField(element="floor_area", label="经营面积", type="text"),),
        ),
    ),
    "materials": (),
    "process": b.chain(
        b.task(StepKind.ACCEPTANCE, "受理"), b.task(StepKind.DECISION, "决定", limit_days=1)
    ),
}


def publish_next(town):
    return publish_content(
        b.content(**NEXT),
        department=town.department,
        source="",
        slug="",
        by=b.officer(Role.EDITOR, town.department),
        at=b.TUESDAY,
    )


def test_a_draft_keeps_the_form_with_which_it_was_begun():
    town = b.city()
    draft_id = b.filled_draft(town)
    publish_next(town)

    view = draft_view(draft_id, by=town.person, on=b.TUESDAY.date())
    case = submit_draft(draft_id=draft_id, by=town.person, at=b.TUESDAY)

    assert (view.edition.number, view.is_complete) == (1, True)
    assert case.edition_id == view.edition.id


def test_who_begins_after_the_publication_gets_the_new_form_beside_the_old_draft():
    town = b.city()
    old = b.filled_draft(town)
    edition = publish_next(town)

    new = begin_draft(
        task_code=b.TASK_CODE, applicant_id=town.applicant.pk, by=town.person, at=b.TUESDAY
    )
    saved = save_draft(draft_id=old, answers={"site_address": "2 号"}, by=town.person, at=b.TUESDAY)

    assert new.edition_id == edition.pk
    assert "2 号" in saved.answers


def test_a_case_goes_the_way_of_the_edition_under_which_it_was_submitted():
    town = b.city()
    case = b.submitted_case(town)
    publish_next(town)

    accept_case(case_id=case.pk, by=town.officer(Role.INTAKE), at=b.TUESDAY)

    assert WorkItem.objects.filter(case=case, state="open").get().kind == StepKind.REVIEW


def test_rights_follow_the_item_and_the_place_and_need_not_be_given_anew():
    town = b.city()
    old = b.accepted_case(town)
    publish_next(town)
    reviewer, intake = town.officer(Role.REVIEW), town.officer(Role.INTAKE)
    draft = begin_draft(
        task_code=b.TASK_CODE, applicant_id=town.applicant.pk, by=town.person, at=b.TUESDAY
    )
    save_draft(draft_id=draft.pk, answers={"floor_area": "80"}, by=town.person, at=b.TUESDAY)
    new = submit_draft(draft_id=draft.pk, by=town.person, at=b.TUESDAY)

    review_case(case_id=old.pk, agrees=True, opinion="符合。", by=reviewer, at=b.TUESDAY)

    assert case_view(new.pk, by=reviewer, on=b.TUESDAY.date()).edition.number == 2
    waiting = work_of(intake, roles=(Role.INTAKE,), on=b.TUESDAY.date()).items
    assert [line.case_id for line in waiting] == [new.pk]
