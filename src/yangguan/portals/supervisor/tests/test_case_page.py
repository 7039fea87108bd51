"""One case for supervision: everything to read, nothing to press."""

from yangguan.foundation.actors.actor import Role


def test_supervision_reads_the_case_with_its_trace_and_has_no_act(desk):
    case = desk.accepted()

    page = desk.client(Role.SUPERVISOR).get(f"/supervisor/cases/{case.pk}/").content.decode()

    assert "留痕" in page
    assert "测intake" in page
    assert 'method="post" action="/desk' not in page


def test_an_officer_of_a_department_reads_cases_at_the_desk_only(desk):
    case = desk.accepted()

    assert desk.client(Role.REVIEW).get(f"/supervisor/cases/{case.pk}/").status_code == 403


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    case = desk.accepted()
    client = desk.client(Role.SUPERVISOR)

    with django_assert_max_num_queries(10):
        client.get(f"/supervisor/cases/{case.pk}/")
