"""申请: for whom, then straight to the draft; one draft for each applicant and item."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Draft
from yangguan.handling.cases.operations.drafts import begin_draft
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.applicant.tests.citizens import leads_to_sign_in, sample_client, text_of
from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.operations.publish_edition import publish_content

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


@pytest.fixture
def rented(street):
    """The item once more, with a situation that is asked first."""
    rents = FormField(element="rents", label="店面是租的吗", type="boolean")
    kind = FormField(element="kind", label="哪一类", type="choice", choices=("餐饮", "销售"))
    publish_content(
        b.content(situations=(rents, kind)),
        department=street.town.department,
        source="",
        slug="",
        by=street.town.officer(Role.EDITOR),
        at=b.TUESDAY,
    )
    return street


def test_what_the_guide_was_told_stands_in_the_new_draft(rented):
    page = text_of(rented.citizen.get(URL, {"rents": "true", "kind": "餐饮"}))
    applicant = str(rented.town.applicant.pk)
    rented.citizen.post(URL, {"applicant": applicant, "rents": "true", "kind": "餐饮"})

    answers = json.loads(Draft.objects.get().answers)
    assert '<input type="hidden" name="rents" value="true">' in page
    assert (answers["rents"], answers["kind"]) == (True, "餐饮")


def test_only_situations_and_only_answers_that_fit_come_into_the_draft(rented):
    applicant = str(rented.town.applicant.pk)
    sent = {
        "rents": "vielleicht",
        "kind": "打烊",
        "site_address": "塞进来的",
        "person_name": "别人",
    }
    rented.citizen.post(URL, {"applicant": applicant, **sent})

    answers = json.loads(Draft.objects.get().answers)
    assert answers.keys() & {"rents", "kind", "site_address"} == set()
    assert answers["person_name"] != "别人"


def test_the_operation_itself_takes_nothing_but_situations(rented):
    draft = begin_draft(
        task_code=b.TASK_CODE,
        applicant_id=rented.town.applicant.pk,
        by=rented.town.person,
        at=b.TUESDAY,
        situation={"rents": False, "kind": "打烊", "site_address": "塞进来的"},
    )

    answers = json.loads(draft.answers)
    assert answers["rents"] is False
    assert answers.keys() & {"kind", "site_address"} == set()


def test_a_draft_that_is_there_keeps_its_answers(rented):
    applicant = str(rented.town.applicant.pk)
    for told in ("true", "false"):
        rented.citizen.post(URL, {"applicant": applicant, "rents": told})

    assert json.loads(Draft.objects.get().answers)["rents"] is True
