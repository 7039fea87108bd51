"""核对并提交, and the receipt: everything once more, one button, one case."""

from django.urls import reverse

from yangguan.foundation.identifiers.lookup_code import show_lookup_code
from yangguan.handling.cases.models import Case
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.portals.applicant.views import draft_check

PLEDGED = {"truth_pledge": "true"}


def url(draft):
    return reverse("draft-check", args=[draft])


def test_everything_is_shown_once_more(street, django_assert_max_num_queries):
    draft = street.draft()

    with django_assert_max_num_queries(11):
        text = text_of(street.citizen.get(url(draft)))

    assert "沙州镇夜市 1 号" in text
    assert "布局图.pdf" in text
    assert "承诺并提交" in text


def test_submitting_leads_to_the_receipt_and_submitting_again_to_the_same(street):
    draft = street.draft()

    first, second = (
        street.citizen.post(url(draft), PLEDGED),
        street.citizen.post(url(draft), PLEDGED),
    )

    case = Case.objects.get()
    assert first["Location"] == second["Location"] == reverse("submitted", args=[case.pk])


def test_without_the_pledge_nothing_is_submitted(street):
    draft = street.draft(is_filled=False)

    page = street.citizen.post(url(draft))

    assert page.status_code == 422
    assert "请先勾选承诺" in text_of(page)
    assert not Case.objects.exists()


def test_each_fault_is_named_with_its_page(street):
    page = street.citizen.post(url(street.draft(is_filled=False)), PLEDGED)

    text = text_of(page)
    assert page.status_code == 422
    assert 'href="#group-matter"' in text
    assert "请上传布局图" in text


def test_a_page_with_many_faults_is_named_once(street, monkeypatch):
    monkeypatch.setattr(draft_check, "MOST_NAMED", 0)

    text = text_of(street.citizen.post(url(street.draft(is_filled=False)), PLEDGED))

    assert text.count('href="#group-matter"') == 1
    assert "办理内容：还有 1 项没有填好。" in text


def test_a_stranger_submits_nothing(street):
    assert street.stranger.post(url(street.draft()), PLEDGED).status_code == 403
    assert not Case.objects.exists()


def test_the_receipt_names_number_code_and_what_comes_next(street, django_assert_max_num_queries):
    case = street.submitted()

    with django_assert_max_num_queries(12):
        text = text_of(street.citizen.get(reverse("submitted", args=[case.pk])))

    assert "申请已收到" in text
    assert case.number in text
    assert show_lookup_code(case.lookup_code) in text
    assert "窗口看材料，决定受理" in text
