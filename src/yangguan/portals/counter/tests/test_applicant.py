"""收件第一步: found by number or registered from the document, never overwritten."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.identifiers.masking import mask_document_number
from yangguan.foundation.trace.models import TraceEntry
from yangguan.handling.cases.tests import builders as b
from yangguan.registers.catalogue.sample_answers import sample_credit_code
from yangguan.registers.parties.models import Party

NEW = {"name": "测某新来", "document_type": "111", "number": "620982199102031239", "mobile": ""}


def find(desk, identity):
    return desk.client(Role.INTAKE).post("/counter/new/", {"identity": identity})


def register(desk, **changes):
    return desk.client(Role.INTAKE).post("/counter/new/register/", {**NEW, **changes})


def test_a_known_person_is_found_and_shown_masked(desk):
    page = find(desk, desk.town.applicant.number).content.decode()

    assert "测鸣沙" in page
    assert "为本人办" in page
    assert mask_document_number(desk.town.applicant.number) in page
    assert page.count(desk.town.applicant.number) == 1  # what the officer typed


def test_a_look_up_leaves_a_trace_at_the_person(desk):
    find(desk, desk.town.applicant.number)

    subject = f"party:{desk.town.applicant.pk}"
    entry = TraceEntry.objects.get(action="party.look-up", stream__subject=subject)
    assert entry.actor_name == "测intake"


def test_an_unknown_number_offers_to_register(desk):
    page = find(desk, NEW["number"]).content.decode()

    assert "登记库里没有这个号码" in page
    assert f'value="{NEW["number"]}"' in page


def test_an_empty_search_says_what_to_do(desk):
    assert find(desk, " ").status_code == 422


def test_somebody_new_is_registered_without_being_verified(desk):
    answer = register(desk)

    party = Party.objects.get(name="测某新来")
    assert answer["Location"] == f"/counter/new/{party.pk}/"
    assert party.verified_at is None


def test_an_organisation_is_registered_by_its_code(desk):
    register(desk, name="敦煌虚构沙枣商行", document_type="001", number=sample_credit_code(77))

    assert Party.objects.get(name="敦煌虚构沙枣商行").kind == "organisation"


def test_registering_somebody_again_finds_them(desk):
    before = Party.objects.count()

    answer = register(desk, name="测鸣沙", number=desk.town.applicant.number)

    assert answer["Location"] == f"/counter/new/{desk.town.applicant.pk}/"
    assert Party.objects.count() == before


def test_a_verified_person_is_never_overwritten(desk):
    answer = register(desk, name="别的名字", number=desk.town.applicant.number)

    desk.town.applicant.refresh_from_db()
    assert answer.status_code == 422
    assert "已经登记过" in answer.content.decode()
    assert desk.town.applicant.name == "测鸣沙"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": "620982199102031230"}, "校验位"),
        ({"name": " "}, "还没有填写姓名"),
        ({"mobile": "123"}, "手机号应当是 11 位数字"),
        ({"document_type": "414", "number": "!!"}, "证件号码应为"),
        ({"document_type": "001", "number": "91620982XNQY000106"}, "校验位"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_registered(desk, changes, words):
    before = Party.objects.count()

    answer = register(desk, **changes)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Party.objects.count() == before


def test_a_mobile_number_belongs_to_one_person(desk):
    b.applicant("620982199203042359", "测阳关")
    register(desk, mobile="19912345678")

    answer = register(desk, name="测别人", number="620982199304053479", mobile="19912345678")

    assert "已经登记在别人名下" in answer.content.decode()


def test_only_intake_may_look_people_up(desk):
    answer = desk.client(Role.REVIEW).post("/counter/new/", {"identity": "1"})

    assert answer.status_code == 403


def test_the_empty_page_has_a_known_cost(desk, django_assert_max_num_queries):
    client = desk.client(Role.INTAKE)

    with django_assert_max_num_queries(4):
        client.get("/counter/new/")
