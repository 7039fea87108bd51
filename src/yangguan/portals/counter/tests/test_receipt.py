"""收件第四步: the receipt, and acceptance on the spot."""

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Case
from yangguan.portals.desk.tests import staff


def test_number_code_and_receipt_are_there_to_hand_out(desk):
    case = desk.taken_in()

    page = desk.client(Role.INTAKE).get(f"/counter/cases/{case.pk}/receipt/").content.decode()

    assert case.number in page
    assert case.lookup_code in page
    assert f"/desk/documents/{case.documents.get().pk}/" in page
    assert "当场受理" in page


def test_accepting_at_once_gives_the_notice_and_the_due_day(desk):
    case = desk.taken_in()
    client = desk.client(Role.INTAKE)

    answer = client.post(f"/counter/cases/{case.pk}/accept/", {"seen_version": case.version})
    page = client.get(answer["Location"]).content.decode()

    assert Case.objects.get(pk=case.pk).state == "accepted"
    assert "受理通知书" in page
    assert "应办结" in page
    assert "收下一件" in page


def test_accepting_twice_tells_who_was_first(desk):
    case = desk.taken_in()
    client = desk.client(Role.INTAKE)
    url = f"/counter/cases/{case.pk}/accept/"
    client.post(url, {"seen_version": case.version})

    answer = client.post(url, {"seen_version": case.version})

    assert answer.status_code == 409
    assert "测intake" in answer.content.decode()


def test_a_receipt_is_closed_to_another_departments_counter(desk):
    case = desk.taken_in()
    other = staff.account_of(Role.INTAKE, department=desk.town.other_department, number="G91000")

    assert staff.client_of(other).get(f"/counter/cases/{case.pk}/receipt/").status_code == 403


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    case = desk.taken_in()
    client = desk.client(Role.INTAKE)

    with django_assert_max_num_queries(11):
        client.get(f"/counter/cases/{case.pk}/receipt/")
