"""决定: 行政许可法 第三十八条."""

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Case, Decision
from yangguan.portals.desk.tests import staff


def test_the_page_shows_what_was_found_before(desk):
    case = desk.reviewed()

    page = desk.client(Role.DECISION).get(f"/desk/cases/{case.pk}/decision/").content.decode()

    assert "前面的结论" in page
    assert "符合。" in page
    assert "签发" in page


def test_granting_decides_and_leads_on(desk):
    case = desk.reviewed()

    answer = desk.client(Role.DECISION).post(
        f"/desk/cases/{case.pk}/decision/",
        {"decision": "grant", "reasons": "", "seen_version": case.version},
    )

    assert answer.status_code == 302
    assert Decision.objects.get(case=case).outcome == "granted"


def test_refusing_without_reasons_keeps_the_page_and_says_what_is_missing(desk):
    case = desk.reviewed()

    answer = desk.client(Role.DECISION).post(
        f"/desk/cases/{case.pk}/decision/",
        {"decision": "refuse", "reasons": " ", "seen_version": case.version},
    )

    assert answer.status_code == 422
    assert "不予办理要写明理由" in answer.content.decode()
    assert Case.objects.get(pk=case.pk).state == "in-review"


def test_refusing_with_reasons_keeps_them_word_for_word(desk):
    case = desk.reviewed()

    desk.client(Role.DECISION).post(
        f"/desk/cases/{case.pk}/decision/",
        {"decision": "refuse", "reasons": "没有相应的场所。", "seen_version": case.version},
    )

    assert Decision.objects.get(case=case).reasons == "没有相应的场所。"


def test_choosing_nothing_decides_nothing(desk):
    case = desk.reviewed()

    answer = desk.client(Role.DECISION).post(
        f"/desk/cases/{case.pk}/decision/", {"seen_version": case.version}
    )

    assert answer.status_code == 422
    assert not Decision.objects.filter(case=case).exists()


def test_the_preview_is_a_pdf_that_keeps_nothing(desk):
    case = desk.reviewed()
    before = case.documents.count()

    answer = desk.client(Role.DECISION).post(
        f"/desk/cases/{case.pk}/decision/preview/", {"decision": "refuse", "reasons": "理由"}
    )

    assert answer.content.startswith(b"%PDF-")
    assert case.documents.count() == before
    assert not Decision.objects.filter(case=case).exists()


def test_the_preview_is_for_those_who_may_decide(desk):
    case = desk.reviewed()
    stranger = staff.account_of(
        Role.DECISION, department=desk.town.other_department, number="G91000"
    )

    answer = staff.client_of(stranger).get(f"/desk/cases/{case.pk}/decision/preview/")

    assert answer.status_code == 403


def test_a_case_that_is_not_to_be_decided_now_is_refused(desk):
    case = desk.accepted()

    answer = desk.client(Role.DECISION).get(f"/desk/cases/{case.pk}/decision/")

    assert answer.status_code == 409


def test_a_reviewer_may_not_open_the_page(desk):
    case = desk.reviewed()

    assert desk.client(Role.REVIEW).get(f"/desk/cases/{case.pk}/decision/").status_code == 403


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    case = desk.reviewed()
    client = desk.client(Role.DECISION)

    with django_assert_max_num_queries(12):
        client.get(f"/desk/cases/{case.pk}/decision/")
