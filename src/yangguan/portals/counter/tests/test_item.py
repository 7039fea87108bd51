"""收件第二步: the items that this counter serves and this applicant may apply for."""

import uuid

from yangguan.foundation.actors.actor import Role
from yangguan.portals.desk.tests import staff


def test_the_items_of_the_served_departments_are_listed(desk):
    page = desk.client(Role.INTAKE).get(f"/counter/new/{desk.town.applicant.pk}/").content.decode()

    assert desk.town.item.name in page
    assert f"/counter/new/{desk.town.applicant.pk}/{desk.town.item.task_code}/" in page


def test_a_counter_of_another_department_does_not_offer_them(desk):
    other = staff.account_of(Role.INTAKE, department=desk.town.other_department, number="G91000")

    page = staff.client_of(other).get(f"/counter/new/{desk.town.applicant.pk}/").content.decode()

    assert desk.town.item.name not in page


def test_a_search_answers_htmx_with_the_list_alone(desk):
    url = f"/counter/new/{desk.town.applicant.pk}/"
    client = desk.client(Role.INTAKE)

    part = client.get(url, {"q": desk.town.item.name[:4]}, headers={"HX-Request": "true"})

    assert part.content.decode().lstrip().startswith('<div id="item-list"')
    assert desk.town.item.name in part.content.decode()


def test_an_unknown_applicant_is_refused(desk):
    assert desk.client(Role.INTAKE).get(f"/counter/new/{uuid.uuid4()}/").status_code == 404


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    client = desk.client(Role.INTAKE)

    with django_assert_max_num_queries(6):
        client.get(f"/counter/new/{desk.town.applicant.pk}/")
