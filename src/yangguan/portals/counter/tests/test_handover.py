"""交付: 行政许可法 第四十四条."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Case


def hand_over(desk, case, **data):
    return desk.client(Role.DELIVERY).post(
        f"/counter/delivery/{case.pk}/", {"seen_version": case.version, **data}
    )


def test_the_page_lists_what_is_handed_over(desk):
    case = desk.granted()

    page = desk.client(Role.DELIVERY).get(f"/counter/delivery/{case.pk}/").content.decode()

    assert "准予决定书" in page
    assert "已核对身份证件原件" in page


def test_a_handover_with_identity_checked_delivers_and_offers_the_receipt(desk):
    case = desk.granted()

    answer = hand_over(desk, case, receiver="applicant", is_identity_checked="1")
    page = desk.client(Role.DELIVERY).get(answer["Location"]).content.decode()

    assert Case.objects.get(pk=case.pk).state == "delivered"
    assert "送达回证（PDF）" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"receiver": "applicant"}, "请先核对领取人的身份证件原件"),
        ({"is_identity_checked": "1"}, "请选择谁来领取"),
        ({"receiver": "other", "is_identity_checked": "1"}, "请按证件填写领取人的姓名"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_delivered(desk, data, words):
    case = desk.granted()

    answer = hand_over(desk, case, **data)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Case.objects.get(pk=case.pk).state == "granted"


def test_a_case_that_is_not_decided_cannot_be_handed_over(desk):
    case = desk.reviewed()

    page = desk.client(Role.DELIVERY).get(f"/counter/delivery/{case.pk}/").content.decode()

    assert "还不能交付：现在到“决定”" in page


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    case = desk.granted()
    client = desk.client(Role.DELIVERY)

    with django_assert_max_num_queries(11):
        client.get(f"/counter/delivery/{case.pk}/")
