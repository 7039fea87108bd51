"""办件: one case for its applicant, each state with its next step; nobody else sees it."""

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.handling.cases.models import CaseDocument, CaseFile
from yangguan.portals.applicant.tests.citizens import leads_to_sign_in, text_of


def case_url(case):
    return reverse("case", args=[case.pk])


@pytest.mark.parametrize(
    ("state", "headline", "next_step"),
    [
        ("submitted", "申请收到了", "撤回申请"),
        ("in_correction", "有材料要补正", "去补正"),
        ("reviewed", "正在审查", "撤回申请"),
        ("granted", "准予了，可以领取结果", "确认在网上领取"),
        ("refused", "没有准予", "不服可以在 60 日内申请行政复议"),
        ("delivered", "办完了，结果已经送达", "评一评"),
    ],
)
def test_a_case_says_where_it_is_and_what_comes_next(street, state, headline, next_step):
    case = getattr(street, state)()

    page = street.citizen.get(case_url(case))

    assert page.status_code == 200
    assert headline in text_of(page)
    assert next_step in text_of(page)
    assert case.number in text_of(page)


@pytest.mark.parametrize("state", ["submitted", "delivered"])
def test_a_case_costs_the_same_statements_in_every_state(
    street, state, django_assert_max_num_queries
):
    case = getattr(street, state)()

    with django_assert_max_num_queries(13):  # session, account and actor with it
        street.citizen.get(case_url(case))


@pytest.mark.parametrize("name", ["case", "submitted", "case-withdraw", "case-correction"])
def test_another_persons_case_is_refused(street, name):
    case = street.in_correction()

    page = street.stranger.get(reverse(name, args=[case.pk]))

    assert page.status_code == 403
    assert case.number not in text_of(page)


@pytest.mark.parametrize("name", ["case", "submitted", "case-withdraw", "evaluation"])
def test_who_has_not_signed_in_is_led_to_it(street, name):
    assert leads_to_sign_in(Client().get(reverse(name, args=[street.submitted().pk])))


def test_a_case_that_is_not_there_is_not_found(street):
    assert street.citizen.get("/cases/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_a_document_is_a_pdf_for_its_applicant_alone(street):
    document = CaseDocument.objects.get(case=street.submitted(), kind="receipt")
    url = reverse("case-document", args=[document.pk])

    answer = street.citizen.get(url)

    assert answer.content.startswith(b"%PDF")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert street.stranger.get(url).status_code == 403


def test_a_file_that_was_handed_in_is_given_back_to_its_owner_alone(street):
    file = CaseFile.objects.get(case=street.submitted())
    url = reverse("file-download", args=[file.pk])

    answer = street.citizen.get(url)

    assert answer["Content-Type"] == "application/pdf"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert street.stranger.get(url).status_code == 403
    assert leads_to_sign_in(Client().get(url))


def test_collecting_on_the_network_delivers(street):
    case = street.granted()

    answer = street.citizen.post(reverse("case-collect", args=[case.pk]), follow=True)

    assert answer.redirect_chain == [(case_url(case), 302)]
    assert "办完了，结果已经送达" in text_of(answer)


def test_nobody_else_collects_and_nothing_is_collected_too_early(street):
    granted, submitted = street.granted(), street.submitted()

    assert street.stranger.post(reverse("case-collect", args=[granted.pk])).status_code == 403
    assert street.citizen.post(reverse("case-collect", args=[submitted.pk])).status_code == 409
