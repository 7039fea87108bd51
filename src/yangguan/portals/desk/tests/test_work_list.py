"""我的待办: sorted and grouped by due time, filtered, found by number; at a known cost."""

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.operations.correction import Asked, request_correction
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.desk.tests import staff


def test_what_is_late_stands_under_its_own_heading_before_the_rest(desk):
    desk.accepted(days_ago=60)
    desk.accepted()

    page = desk.client(Role.REVIEW).get("/desk/").content.decode()

    assert 'scope="rowgroup">已超时限' in page
    assert "红牌" in page
    assert page.count("测鸣沙</a>") == 2


def test_only_late_work_is_left_by_its_chip(desk):
    desk.accepted(days_ago=60)
    desk.accepted()

    page = desk.client(Role.REVIEW).get("/desk/?due=late").content.decode()

    assert page.count("测鸣沙</a>") == 1


def test_an_officer_of_another_department_sees_nothing_of_it(desk):
    desk.accepted()
    stranger = staff.account_of(Role.REVIEW, department=desk.town.other_department, number="G91000")

    page = staff.client_of(stranger).get("/desk/").content.decode()

    assert "手里没有待办" in page


def test_a_search_finds_nothing_of_another_department(desk):
    case = desk.accepted()
    stranger = staff.account_of(Role.REVIEW, department=desk.town.other_department, number="G91000")
    client = staff.client_of(stranger)

    by_name = client.get("/desk/", {"q": "鸣沙"}).content.decode()
    by_number = client.get("/desk/", {"q": case.number}, follow=True).content.decode()

    assert "测鸣沙" not in by_name
    assert "测鸣沙" not in by_number


def test_a_list_shows_names_and_no_number_of_a_person(desk):
    desk.accepted()

    page = desk.client(Role.REVIEW).get("/desk/").content.decode()

    assert desk.town.applicant.name in page
    assert desk.town.applicant.number not in page


def test_a_case_that_waits_for_its_applicant_is_nobodys_work(desk):
    case = desk.taken_in()
    intake = desk.actor(Role.INTAKE)
    request_correction(
        case_id=case.pk, asked=[Asked("site_address", "没有写门牌号")], by=intake, at=b.MONDAY
    )

    page = desk.client(Role.INTAKE).get("/desk/").content.decode()

    assert "手里没有待办" in page
    assert "全部 0" in page


def test_a_whole_case_number_leads_straight_to_the_case(desk):
    case = desk.accepted()

    answer = desk.client(Role.REVIEW).get("/desk/", {"q": case.number})

    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/cases/{case.pk}/"


def test_the_end_of_a_number_and_a_name_find_the_work(desk):
    case = desk.accepted()
    client = desk.client(Role.REVIEW)

    for text in (f"{case.number[31:39]}-{case.number[39:]}", "鸣沙", desk.town.item.name[:4]):
        assert "测鸣沙</a>" in client.get("/desk/", {"q": text}).content.decode()
    assert "测鸣沙</a>" not in client.get("/desk/", {"q": "没有这个人"}).content.decode()


def test_the_row_height_is_remembered_and_leaves_the_address(desk):
    client = desk.client(Role.REVIEW)

    answer = client.get("/desk/?density=compact&due=late")

    assert answer["Location"] == "/desk/?due=late"
    assert 'data-density="compact"' in client.get("/desk/").content.decode()


def test_thirty_rows_cost_what_one_costs(desk, django_assert_max_num_queries):
    for _ in range(30):
        desk.accepted()
    client = desk.client(Role.REVIEW)

    with django_assert_max_num_queries(6):
        page = client.get("/desk/").content.decode()

    assert page.count("测鸣沙</a>") == 30


def test_a_supervisor_has_no_work_list(desk):
    assert desk.client(Role.SUPERVISOR).get("/desk/").status_code == 403
