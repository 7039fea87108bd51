"""The case at work: everything in sight, the acts of the step, and who was first."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Case, CaseFile
from yangguan.handling.cases.operations.drafts import attach_to_draft
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.desk.tests import staff
from yangguan.registers.organisations.models import Appointment


def test_the_officer_at_work_sees_the_form_with_whole_numbers(desk):
    case = desk.accepted()

    page = desk.client(Role.REVIEW).get(f"/desk/cases/{case.pk}/").content.decode()

    assert desk.town.applicant.number in page
    assert "沙州镇夜市 1 号" in page
    assert "布局图" in page
    assert "通过，转下一步" in page


def test_an_officer_without_the_step_sees_who_has_it_and_no_button(desk):
    case = desk.accepted()

    page = desk.client(Role.INTAKE).get(f"/desk/cases/{case.pk}/").content.decode()

    assert "现在到“审查”" in page
    assert 'name="verdict"' not in page


def test_an_officer_of_another_department_is_refused(desk):
    case = desk.accepted()
    stranger = staff.account_of(Role.REVIEW, department=desk.town.other_department, number="G91000")

    answer = staff.client_of(stranger).get(f"/desk/cases/{case.pk}/")

    assert answer.status_code == 403
    assert desk.town.applicant.number not in answer.content.decode()


def test_accepting_leads_on_and_moves_the_case(desk):
    case = desk.taken_in()

    answer = desk.client(Role.INTAKE).post(
        f"/desk/cases/{case.pk}/accept/", {"seen_version": case.version}
    )

    assert answer["Location"] == "/desk/"
    assert Case.objects.get(pk=case.pk).state == "accepted"


def test_the_second_officer_is_told_who_was_first(desk):
    case = desk.accepted()
    second = staff.account_of(Role.REVIEW, department=desk.town.department, number="G91001")
    act = {"verdict": "agree", "opinion": "", "step": "review", "seen_version": case.version}
    desk.client(Role.REVIEW).post(f"/desk/cases/{case.pk}/review/", act)

    answer = staff.client_of(second).post(f"/desk/cases/{case.pk}/review/", act)

    assert answer.status_code == 409
    assert "测review" in answer.content.decode()


@pytest.mark.parametrize("version", ["999", "", "nonsense"])
def test_an_act_that_saw_another_version_is_refused(desk, version):
    case = desk.accepted()

    answer = desk.client(Role.REVIEW).post(
        f"/desk/cases/{case.pk}/review/", {"verdict": "agree", "seen_version": version}
    )

    assert answer.status_code == 409
    assert Case.objects.get(pk=case.pk).state == "accepted"


def test_disagreeing_without_an_opinion_is_refused(desk):
    case = desk.accepted()

    answer = desk.client(Role.REVIEW).post(
        f"/desk/cases/{case.pk}/review/", {"verdict": "disagree", "seen_version": case.version}
    )

    assert answer.status_code == 422
    assert "不通过要写明意见" in answer.content.decode()


def test_a_tab_of_the_materials_pane_answers_htmx_with_the_pane_alone(desk):
    case = desk.accepted()

    pane = (
        desk.client(Role.REVIEW)
        .get(f"/desk/cases/{case.pk}/?material=material-2", headers={"HX-Request": "true"})
        .content.decode()
    )

    assert pane.lstrip().startswith('<section class="pane" id="materials"')
    assert "平台生成" in pane


def test_a_file_is_shown_in_the_page_and_can_neither_run_nor_be_framed_elsewhere(desk):
    case = b.submitted_case(desk.town)
    file = CaseFile.objects.get(case=case)

    answer = desk.client(Role.INTAKE).get(f"/desk/files/{file.pk}/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_a_file_of_a_case_is_closed_to_other_departments(desk):
    case = b.submitted_case(desk.town)
    file = CaseFile.objects.get(case=case)
    stranger = staff.account_of(Role.INTAKE, department=desk.town.other_department, number="G91000")

    assert staff.client_of(stranger).get(f"/desk/files/{file.pk}/").status_code == 403


def test_what_an_absent_officer_began_is_gone_on_with_by_a_colleague_of_the_post(desk):
    case = desk.accepted()
    desk.client(Role.REVIEW).get(f"/desk/cases/{case.pk}/")
    colleague = staff.account_of(Role.REVIEW, department=desk.town.department, number="G91001")

    answer = staff.client_of(colleague).post(
        f"/desk/cases/{case.pk}/review/",
        {"verdict": "agree", "opinion": "", "step": "review", "seen_version": case.version},
    )

    assert answer["Location"] == "/desk/"
    assert Case.objects.get(pk=case.pk).outcomes["review"]["outcome"] == "agree"


def test_who_no_longer_holds_the_post_neither_acts_nor_reads_nor_prints(desk):
    case = desk.accepted()
    client = desk.client(Role.REVIEW)
    document = case.documents.get(kind="receipt")
    yesterday = timezone.localdate() - timedelta(days=1)
    Appointment.objects.filter(officer=desk.accounts[Role.REVIEW].officer).update(
        until_date=yesterday
    )

    act = {"verdict": "agree", "opinion": "", "step": "review", "seen_version": case.version}
    answers = [
        client.post(f"/desk/cases/{case.pk}/review/", act),
        client.get(f"/desk/cases/{case.pk}/"),
        client.get(f"/desk/documents/{document.pk}/"),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Case.objects.get(pk=case.pk).state == "accepted"


def test_the_page_costs_the_same_however_many_cases_wait(desk, django_assert_max_num_queries):
    case = desk.accepted()
    for _ in range(30):
        desk.accepted()
    client = desk.client(Role.REVIEW)
    client.get(f"/desk/cases/{case.pk}/")

    with django_assert_max_num_queries(12):
        client.get(f"/desk/cases/{case.pk}/")


def test_the_document_of_a_case_can_be_printed_at_once(desk):
    case = desk.taken_in()
    document = case.documents.get(kind="receipt")

    answer = desk.client(Role.INTAKE).get(f"/desk/documents/{document.pk}/")

    assert answer.content.startswith(b"%PDF-")


def test_an_uploaded_picture_stands_in_a_sandbox(desk):
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
    case = desk.taken_in()
    draft = b.filled_draft(desk.town, with_file=False)
    upload = SimpleUploadedFile("布局图.png", png, content_type="image/png")
    file = attach_to_draft(
        draft_id=draft, slot="material-1", upload=upload, by=desk.town.person, at=b.MONDAY
    )
    CaseFile.objects.filter(pk=file.pk).update(case=case, draft=None)

    answer = desk.client(Role.INTAKE).get(f"/desk/files/{file.pk}/")

    assert "sandbox" in answer["Content-Security-Policy"]
