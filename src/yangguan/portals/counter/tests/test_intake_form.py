"""收件第三步: one page, originals ticked, one case however often it is sent."""

import uuid

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.desk.tests import staff

FILLED = {"site_address": "沙州镇夜市 1 号", "truth_pledge": "true", "on_paper": "material-1"}


def url_of(desk, part=""):
    return f"/counter/new/{desk.town.applicant.pk}/{b.TASK_CODE}/{part}"


def send(desk, **data):
    key = data.pop("submission_key", str(uuid.uuid4()))
    return desk.client(Role.INTAKE).post(url_of(desk), {"submission_key": key, **data})


def test_what_the_platform_knows_is_filled_in_and_locked(desk):
    page = desk.client(Role.INTAKE).get(url_of(desk)).content.decode()

    assert "测鸣沙" in page
    assert "来自：申请人的账户" in page
    assert 'name="submission_key"' in page


def test_a_complete_form_with_its_originals_makes_one_case(desk):
    answer = send(desk, **FILLED)

    case = Case.objects.get(item=desk.town.item)
    assert answer["Location"] == f"/counter/cases/{case.pk}/receipt/"
    assert case.channel == "counter"
    assert case.materials["material-1"] == {"way": "paper", "trust": "B"}


def test_sending_twice_makes_one_case(desk):
    key = str(uuid.uuid4())

    first = send(desk, **FILLED, submission_key=key)
    second = send(desk, **FILLED, submission_key=key)

    assert first["Location"] == second["Location"]
    assert Case.objects.filter(item=desk.town.item).count() == 1


def test_a_missing_answer_is_said_at_its_field_and_the_rest_is_kept(desk):
    key = str(uuid.uuid4())

    answer = send(desk, truth_pledge="true", on_paper="material-1", submission_key=key)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#f-site_address"' in page
    assert f'value="{key}"' in page
    assert 'value="material-1" checked' in page
    assert not Case.objects.filter(item=desk.town.item).exists()


def test_a_missing_original_is_named(desk):
    answer = send(desk, site_address="沙州镇", truth_pledge="true")

    assert answer.status_code == 422
    assert "还缺这些材料：布局图" in answer.content.decode()


def test_the_materials_follow_the_answers_without_loading_the_page(desk):
    part = desk.client(Role.INTAKE).post(
        url_of(desk, "materials/"), {"on_paper": "material-1"}, headers={"HX-Request": "true"}
    )

    page = part.content.decode()
    assert "布局图" in page
    assert 'value="material-1" checked' in page
    assert "<html" not in page


def test_somebody_whom_the_counter_registered_is_proposed_not_locked(desk):
    party = desk.town.applicant
    party.facts, party.verified_at = "{}", None
    party.save()

    page = desk.client(Role.INTAKE).get(url_of(desk)).content.decode()

    assert "来自：窗口登记，可以改" in page


def test_a_counter_of_another_department_cannot_take_it_in(desk):
    other = staff.account_of(Role.INTAKE, department=desk.town.other_department, number="G91000")

    assert staff.client_of(other).get(url_of(desk)).status_code == 403


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    client = desk.client(Role.INTAKE)
    client.get(url_of(desk))

    with django_assert_max_num_queries(8):
        client.get(url_of(desk))
