"""申请: for whom, then straight to the draft; one draft for each applicant and item."""

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.handling.cases.models import Draft
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.applicant.tests.citizens import leads_to_sign_in, sample_client, text_of
from yangguan.registers.catalogue.models import ServiceItem

URL = reverse("begin-application", args=[b.TASK_CODE])


def test_the_page_asks_for_whom(street, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        page = street.citizen.get(URL)

    assert "为谁办？" in text_of(page)
    assert "我自己" in text_of(page)


def test_beginning_twice_leads_to_the_same_draft(street):
    sent = {"applicant": str(street.town.applicant.pk)}

    first, second = street.citizen.post(URL, sent), street.citizen.post(URL, sent)

    assert first.status_code == 302
    assert first["Location"] == second["Location"]
    assert Draft.objects.count() == 1


def test_nobody_begins_for_somebody_else(street):
    page = street.stranger.post(URL, {"applicant": str(street.town.applicant.pk)})

    assert page.status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize("sent", ["", "nonsense"])
def test_a_choice_is_wanted(street, sent):
    page = street.citizen.post(URL, {"applicant": sent})

    assert page.status_code == 422
    assert "请选为谁办" in text_of(page)


def test_who_has_not_signed_in_is_led_to_it(street):
    assert leads_to_sign_in(Client().get(URL))


def test_an_item_that_is_not_there_is_not_found(street):
    assert street.citizen.get("/items/nowhere/apply/").status_code == 404


@pytest.mark.django_db
def test_who_represents_an_organisation_may_choose_it(loaded_city):
    item = ServiceItem.objects.get(slug="food-business-licence")

    text = text_of(sample_client("测鸣沙").get(reverse("begin-application", args=[item.task_code])))

    assert "敦煌虚构鸣沙餐饮有限公司（样例）" in text


@pytest.mark.django_db
def test_whom_an_item_does_not_serve_is_told_so(loaded_city):
    item = ServiceItem.objects.get(slug="company-deregistration")

    text = text_of(sample_client("测寿昌").get(reverse("begin-application", args=[item.task_code])))

    assert "您现在的身份不能申请这一项" in text
