"""申请: 行政许可法 第二十九条, 第三十一条; one case, one number, whatever the network does."""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.errors import (
    DraftNotFound,
    MaterialsMissing,
    NotYourCase,
    NotYourDesk,
)
from yangguan.handling.cases.models import Case, CaseDocument, CaseFile, Draft, WorkItem
from yangguan.handling.cases.opening import IncompleteApplication
from yangguan.handling.cases.operations.drafts import begin_draft, save_draft
from yangguan.handling.cases.operations.submit import submit_draft, take_in_case
from yangguan.handling.cases.states import CaseState
from yangguan.handling.cases.tests import builders as b

pytestmark = pytest.mark.django_db


def test_submitting_gives_one_number_one_receipt_and_one_step():
    town = b.city()

    case = submit_draft(draft_id=b.filled_draft(town), by=town.person, at=b.MONDAY)

    assert case.number == f"{b.TASK_CODE}202606080001"
    assert case.state == CaseState.SUBMITTED
    assert [item.step for item in WorkItem.objects.filter(case=case)] == ["acceptance"]
    assert CaseDocument.objects.get(case=case).number == "敦样例监管收〔2026〕1号"


def test_submitting_the_same_draft_again_finds_the_same_case():
    town = b.city()
    draft_id = b.filled_draft(town)
    first = submit_draft(draft_id=draft_id, by=town.person, at=b.MONDAY)

    second = submit_draft(draft_id=draft_id, by=town.person, at=b.TUESDAY)

    assert second.pk == first.pk
    assert Case.objects.filter(applicant=town.applicant).count() == 1


def test_the_files_of_the_draft_go_over_to_the_case():
    town = b.city()

    case = b.submitted_case(town)

    file = CaseFile.objects.get(case=case)
    assert (file.case_id, file.draft_id) == (case.pk, None)
    assert case.materials["material-1"]["files"] == [str(file.file_id)]


def test_an_incomplete_form_is_refused_with_every_fault_and_the_draft_stays():
    town = b.city()
    draft = begin_draft(
        task_code=b.TASK_CODE, applicant_id=town.applicant.pk, by=town.person, at=b.MONDAY
    )

    with pytest.raises(IncompleteApplication) as refusal:
        submit_draft(draft_id=draft.pk, by=town.person, at=b.MONDAY)

    assert {fault.element for fault in refusal.value.faults} == {"site_address", "truth_pledge"}


def test_a_missing_material_is_refused_by_name():
    town = b.city()
    draft_id = b.filled_draft(town, with_file=False)

    with pytest.raises(MaterialsMissing) as refusal:
        submit_draft(draft_id=draft_id, by=town.person, at=b.MONDAY)

    assert "布局图" in refusal.value.text


def test_somebody_else_cannot_submit_a_draft():
    town = b.city()
    stranger = b.person_of(b.applicant(b.STRANGER, "测月泉"))

    with pytest.raises(NotYourCase):
        submit_draft(draft_id=b.filled_draft(town), by=stranger, at=b.MONDAY)


def test_a_draft_that_never_was_is_not_found():
    town = b.city()

    with pytest.raises(DraftNotFound):
        submit_draft(draft_id=uuid.uuid4(), by=town.person, at=b.MONDAY)


def test_a_verified_value_wins_over_what_was_sent():
    town = b.city()
    draft_id = b.filled_draft(town)
    save_draft(draft_id=draft_id, answers={"person_name": "冒名"}, by=town.person, at=b.MONDAY)

    case = submit_draft(draft_id=draft_id, by=town.person, at=b.MONDAY)

    assert '"测鸣沙"' in case.answers
    assert "冒名" not in case.answers


def test_a_verified_value_that_changed_meanwhile_is_taken_anew_and_blocks_nothing():
    town = b.city()
    draft_id = b.filled_draft(town)
    town.applicant.facts = json.dumps({"person_name": "测新名"}, ensure_ascii=False)
    town.applicant.save(update_fields=["facts"])

    case = submit_draft(draft_id=draft_id, by=town.person, at=b.MONDAY)

    assert json.loads(case.answers)["person_name"] == "测新名"


def test_a_counter_takes_in_a_case_once_for_one_submission_key():
    town = b.city()
    key = uuid.uuid4()

    cases = [
        take_in_case(
            task_code=b.TASK_CODE,
            applicant_id=town.applicant.pk,
            answers=b.answers(),
            on_paper={"material-1"},
            submission_key=key,
            by=town.officer(Role.INTAKE),
            at=b.MONDAY,
        )
        for _ in range(2)
    ]

    assert cases[0].pk == cases[1].pk
    assert cases[0].materials["material-1"] == {"way": "paper", "trust": "B"}


def test_a_counter_of_another_organ_cannot_take_in():
    town = b.city()

    with pytest.raises(NotYourDesk):
        take_in_case(
            task_code=b.TASK_CODE,
            applicant_id=town.applicant.pk,
            answers=b.answers(),
            on_paper={"material-1"},
            submission_key=uuid.uuid4(),
            by=b.officer(Role.INTAKE, town.other_department),
            at=b.MONDAY,
        )


def test_the_citizen_number_is_nowhere_in_the_case_in_plain_text():
    town = b.city()

    case = b.submitted_case(town)

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM cases_case c WHERE id = %s", [case.pk])
        (stored,) = cursor.fetchone()
    assert town.applicant.number not in stored
    assert "夜市" not in stored


def test_submitting_costs_at_most_eleven_statements():
    town = b.city()
    draft_id = b.filled_draft(town)

    with CaptureQueriesContext(connection) as captured:
        submit_draft(draft_id=draft_id, by=town.person, at=b.MONDAY)

    assert len(captured) <= 11, [query["sql"][:90] for query in captured]
    assert not Draft.objects.filter(pk=draft_id).exists()
