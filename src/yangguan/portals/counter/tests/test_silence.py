"""逾期未答复: what silence has accepted is shown as a matter to answer for."""

from django.utils import timezone

from yangguan.foundation.actors.actor import Role, system_actor
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.accept_by_silence import accept_by_silence
from yangguan.portals.desk.tests import staff


def silent(desk) -> Case:
    case = desk.taken_in(days_ago=20)
    assert accept_by_silence(case_id=case.pk, by=system_actor(), at=timezone.now())
    return Case.objects.get(pk=case.pk)


def test_the_counter_that_should_have_answered_is_told(desk):
    case = silent(desk)

    page = desk.client(Role.INTAKE).get("/counter/").content.decode()

    assert "notice--bad" in page
    assert f"/desk/cases/{case.pk}/" in page


def test_another_counter_is_not(desk):
    silent(desk)
    other = staff.account_of(Role.INTAKE, department=desk.town.other_department, number="G91000")

    assert "视为受理" not in staff.client_of(other).get("/counter/").content.decode()


def test_the_desk_shows_it_in_the_list_and_on_the_case(desk):
    case = silent(desk)
    client = desk.client(Role.REVIEW)

    row = client.get("/desk/").content.decode()
    page = client.get(f"/desk/cases/{case.pk}/").content.decode()

    assert '<span class="mark mark--red">逾期未答复</span>' in row
    assert "敦煌市样例监管局应在" in page
    assert "逾期未答复，依法视为受理，自" in page


def test_an_officer_who_comes_too_late_can_only_record_it(desk):
    case = desk.taken_in(days_ago=20)
    client = desk.client(Role.INTAKE)

    pages = [
        client.get(url).content.decode()
        for url in (f"/desk/cases/{case.pk}/", f"/counter/cases/{case.pk}/receipt/")
    ]
    client.post(f"/desk/cases/{case.pk}/accept/", {"seen_version": case.version})

    for page in pages:
        assert "登记受理" in page
        assert f"/desk/cases/{case.pk}/correction/" not in page
        assert "不予受理…" not in page
    assert Case.objects.get(pk=case.pk).silence_recorded_at is not None


def test_supervision_finds_it(desk):
    silent(desk)
    desk.accepted()
    own = f"/supervisor/?department={desk.town.department.pk}"
    client = desk.client(Role.SUPERVISOR)

    everything = client.get(own).content.decode()
    found = client.get(f"{own}&silence=1").content.decode()

    assert "逾期未答复 1" in everything
    assert everything.count("测鸣沙</a>") == 2
    assert found.count("测鸣沙</a>") == 1
    assert '<span class="mark mark--red">逾期未答复</span>' in found
