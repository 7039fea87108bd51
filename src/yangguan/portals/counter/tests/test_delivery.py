"""出件: results found by number, name or document."""

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.trace.models import TraceEntry


def find(desk, text):
    return desk.client(Role.DELIVERY).post("/counter/delivery/", {"q": text}).content.decode()


def test_results_that_wait_are_listed_and_lead_to_the_handover(desk):
    case = desk.granted()

    page = desk.client(Role.DELIVERY).get("/counter/delivery/").content.decode()

    assert f"/counter/delivery/{case.pk}/" in page


def test_a_result_is_found_by_number_name_and_document(desk):
    case = desk.granted()

    for text in (case.number, case.number[-4:], "鸣沙", desk.town.applicant.number):
        assert f"/counter/delivery/{case.pk}/" in find(desk, text)


def test_the_document_of_somebody_else_finds_nothing(desk):
    desk.granted()

    assert "没有找到等领取的结果" in find(desk, "620982199102031239")


def test_a_search_by_a_persons_number_is_traced_and_one_by_name_is_not(desk):
    desk.granted()

    find(desk, "鸣沙")
    assert not TraceEntry.objects.filter(action="party.look-up").exists()
    find(desk, desk.town.applicant.number)
    assert TraceEntry.objects.filter(action="party.look-up").count() == 1


def test_thirty_rows_cost_what_one_costs(desk, django_assert_max_num_queries):
    for _ in range(30):
        desk.granted()
    client = desk.client(Role.DELIVERY)

    with django_assert_max_num_queries(6):
        page = client.get("/counter/delivery/").content.decode()

    assert page.count("测鸣沙</a>") == 30
