"""代为补正: only what was asked, only by a counter that serves the item, in both names."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.trace.queries import lines_of
from yangguan.handling.cases.models import Case, CaseDocument
from yangguan.handling.cases.operations.correction import Asked, request_correction
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.desk.tests import staff


@pytest.fixture
def asked(desk):
    """A case whose applicant was asked for a new plan and another address."""
    case = desk.taken_in()
    return request_correction(
        case_id=case.pk,
        asked=[
            Asked(subject="material-1", fault="看不清"),
            Asked(subject="site_address", fault="门牌号不对"),
        ],
        by=desk.actor(Role.INTAKE),
        at=case.submitted_at,
    )


def url(case):
    return f"/counter/corrections/{case.pk}/"


def hand_in(desk, case, **changes):
    data = {
        "seen_version": case.version,
        "on_paper": "material-1",
        "site_address": "夜市 2 号",
        "bringer": "applicant",
        "is_identity_checked": "1",
    } | changes
    return desk.client(Role.INTAKE).post(
        url(case), {name: value for name, value in data.items() if value is not None}
    )


def test_the_list_finds_the_case_by_the_applicants_number(desk, asked):
    client = desk.client(Role.INTAKE)

    everything = client.get("/counter/corrections/").content.decode()
    found = client.post("/counter/corrections/", {"q": desk.town.applicant.number})
    nothing = client.post("/counter/corrections/", {"q": "没有这个名字"}).content.decode()

    assert url(asked) in everything
    assert url(asked) in found.content.decode()
    assert url(asked) not in nothing


def test_the_page_asks_for_exactly_what_the_notice_asked(desk, asked):
    page = desk.client(Role.INTAKE).get(url(asked)).content.decode()

    assert 'name="on_paper" value="material-1"' in page
    assert 'name="site_address"' in page
    assert 'name="truth_pledge"' not in page
    assert "门牌号不对" in page
    assert desk.town.applicant.number in page


def test_paper_and_a_new_answer_bring_the_case_back_with_a_receipt(desk, asked):
    answer = hand_in(desk, asked)

    case = Case.objects.get(pk=asked.pk)
    assert answer["Location"] == f"/counter/cases/{case.pk}/receipt/"
    assert case.state == "submitted"
    assert "夜市 2 号" in case.answers
    assert case.materials["material-1"] == {"way": "paper", "trust": "B"}
    page = desk.client(Role.INTAKE).get(answer["Location"]).content.decode()
    receipt = CaseDocument.objects.filter(case=case, kind="receipt").latest("issued_at")
    assert "补正已收件" in page
    assert f"/desk/documents/{receipt.pk}/" in page
    assert "窗口" in receipt.data
    assert "一次性告知补正" not in page.split("<footer>", 1)[1].split("</footer>", 1)[0]


def test_the_trace_names_officer_and_applicant_and_who_came(desk, asked):
    hand_in(desk, asked, bringer="other", bringer_name="测代办")

    line = lines_of(Case.objects.get(pk=asked.pk).trace_stream_id)[-1]
    assert (line.action, line.actor_name) == ("case.correct", "测intake")
    assert line.data["channel"] == "counter"
    assert line.data["applicant"] == "测鸣沙"
    assert line.data["brought_by"] == "测代办"
    page = desk.client(Role.INTAKE).get(f"/desk/cases/{asked.pk}/").content.decode()
    assert "窗口代测鸣沙补正，测代办到场，证件已核" in page


def test_a_scan_answers_a_point_as_paper_does(desk, asked):
    hand_in(desk, asked, on_paper=None, **{"material-1": b.pdf()})

    case = Case.objects.get(pk=asked.pk)
    assert case.state == "submitted"
    assert case.materials["material-1"]["way"] == "uploaded"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_identity_checked": None}, "请先核对来人的身份证件原件"),
        ({"bringer": "other"}, "请按证件填写来人的姓名"),
        ({"bringer": None}, "请选择谁来补正"),
        ({"on_paper": None}, "这些还没有补正：布局图"),
        ({"site_address": ""}, "经营场所"),
    ],
)
def test_what_is_missing_is_told_and_the_rest_is_kept(desk, asked, changes, words):
    answer = hand_in(desk, asked, note="带了两份", **changes)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "带了两份" in page
    assert Case.objects.get(pk=asked.pk).state == "correction"


def test_the_applicant_who_corrected_meanwhile_was_first(desk, asked):
    hand_in(desk, asked)

    answer = hand_in(desk, asked)

    assert answer.status_code == 409


def test_a_counter_that_does_not_serve_the_item_stays_outside(desk, asked):
    other = staff.client_of(
        staff.account_of(Role.INTAKE, department=desk.town.other_department, number="G91000")
    )

    assert other.get(url(asked)).status_code == 403
    assert (
        other.post(f"{url(asked)}upload/", {"field": "material-1", "file": b.pdf()}).status_code
        == 403
    )
    assert url(asked) not in other.get("/counter/corrections/").content.decode()


def test_one_scan_is_stored_as_it_is_chosen(desk, asked):
    answer = desk.client(Role.INTAKE).post(
        f"{url(asked)}upload/", {"field": "material-1", "file": b.pdf()}
    )

    assert answer.status_code == 201
    assert answer.json()["file"]["url"].startswith("/desk/files/")


def test_the_desk_leads_an_intake_officer_to_the_counters_page(desk, asked):
    assert url(asked) in desk.client(Role.INTAKE).get(f"/desk/cases/{asked.pk}/").content.decode()
    review = desk.client(Role.REVIEW).get(f"/desk/cases/{asked.pk}/").content.decode()
    assert url(asked) not in review


def test_list_and_page_have_a_known_cost(desk, asked, django_assert_max_num_queries):
    client = desk.client(Role.INTAKE)

    with django_assert_max_num_queries(5):
        client.get("/counter/corrections/")
    with django_assert_max_num_queries(11):
        client.get(url(asked))
