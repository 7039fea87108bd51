"""不予受理: 行政许可法 第三十二条第一款第（一）项、第（二）项."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Case, CaseDocument


def refuse(desk, case, **data):
    return desk.client(Role.INTAKE).post(
        f"/desk/cases/{case.pk}/acceptance-refusal/", {"seen_version": case.version, **data}
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"reasons": "不用办"}, "请选择不予受理的情形"),
        ({"ground": "not-competent", "reasons": "归公安"}, "请填写有权办理的机关名称"),
        ({"ground": "not-needed"}, "请写清事实、依据和理由"),
    ],
)
def test_what_the_notice_needs_is_asked_for(desk, data, words):
    case = desk.taken_in()

    answer = refuse(desk, case, **data)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Case.objects.get(pk=case.pk).state == "submitted"


def test_a_complete_refusal_ends_the_case_with_a_notice(desk):
    case = desk.taken_in()

    answer = refuse(
        desk, case, ground="not-competent", competent_organ="敦煌市公安局", reasons="属于公安的职权"
    )

    assert answer.status_code == 302
    assert Case.objects.get(pk=case.pk).state == "not-accepted"
    assert CaseDocument.objects.filter(case=case, kind="acceptance_refusal").exists()


def test_an_accepted_case_can_no_longer_be_refused_acceptance(desk):
    case = desk.accepted()

    answer = desk.client(Role.INTAKE).get(f"/desk/cases/{case.pk}/acceptance-refusal/")

    assert answer.status_code == 409


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    case = desk.taken_in()
    client = desk.client(Role.INTAKE)

    with django_assert_max_num_queries(11):
        client.get(f"/desk/cases/{case.pk}/acceptance-refusal/")
