"""Rows of another department are in no list, and open at no address."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import CaseDocument, CaseFile
from yangguan.portals.api.tests.conftest import REVIEWED, SIMPLE, problem_of


@pytest.fixture
def case(town):
    """A case of one department, and what lies in it."""
    intake = town.officer(Role.INTAKE, SIMPLE)
    return intake.post("/cases", town.intake_body(SIMPLE)).json()["number"]


@pytest.fixture
def elsewhere(town):
    """Reviewers of that department and of another one."""
    mine, other = town.officer(Role.REVIEW, SIMPLE), town.officer(Role.REVIEW, REVIEWED)
    assert town.items[SIMPLE].department_id != town.items[REVIEWED].department_id
    return mine, other


def test_a_list_of_work_holds_no_row_of_another_department(town, case, elsewhere):
    mine, other = elsewhere
    town.officer(Role.INTAKE, SIMPLE).post(f"/cases/{case}/accept", {})

    assert case in [line["number"] for line in mine.get("/work").json()["items"]]
    assert case not in [line["number"] for line in other.get("/work").json()["items"]]


def test_a_case_of_another_department_does_not_open(case, elsewhere):
    mine, other = elsewhere

    assert mine.get(f"/cases/{case}").status_code == 200
    assert problem_of(other.get(f"/cases/{case}"))["code"] == "not-your-case"


def test_a_document_of_another_department_cannot_be_downloaded(case, elsewhere):
    mine, other = elsewhere
    document = CaseDocument.objects.get(case__number=case, kind="receipt")
    address = f"/cases/{case}/documents/{document.pk}"

    assert mine.get(address).content.startswith(b"%PDF")
    assert problem_of(other.get(address))["code"] == "not-your-case"


def test_a_file_of_another_department_cannot_be_downloaded(town, case, elsewhere):
    mine, other = elsewhere
    begun = town.person.post(
        "/drafts", {"task_code": town.code(SIMPLE), "applicant_id": str(town.person_id)}
    ).json()
    material = next(
        each.key for each in town.items[SIMPLE].content.materials if each.supply == "applicant"
    )
    uploaded = town.person.upload(f"/drafts/{begun['id']}/files", material)
    file = CaseFile.objects.get(pk=uploaded.json()["id"])
    CaseFile.objects.filter(pk=file.pk).update(case=file.draft.applicant.cases.get(number=case))

    assert mine.get(f"/files/{file.pk}").status_code == 200
    assert problem_of(other.get(f"/files/{file.pk}"))["code"] == "not-your-case"


def test_a_step_of_another_department_cannot_be_done(town, case, elsewhere):
    _mine, other = elsewhere
    town.officer(Role.INTAKE, SIMPLE).post(f"/cases/{case}/accept", {})

    answer = other.post(f"/cases/{case}/review", {"agrees": True})

    assert problem_of(answer)["code"] == "not-your-desk"
