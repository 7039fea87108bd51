"""GET /packages: what the pages show of a package, for programs."""

import pytest
from django.test import Client

from yangguan.registers.packages.queries import package

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


def get(path: str):
    return Client().get(f"/api/v1{path}")


def test_packages_are_listed_and_narrowed_by_audience(django_assert_num_queries):
    with django_assert_num_queries(1):
        every = get("/packages").json()
    persons = get("/packages?audience=person").json()

    assert len(every) >= 8
    assert persons == [each for each in every if each["audience"] == "person"]


def test_a_package_tells_questions_items_materials_and_form_once():
    found = get("/packages/ONE-06").json()

    view = package("ONE-06")
    assert [item["task_code"] for item in found["items"]] == list(view.content.task_codes)
    assert [question["element"] for question in found["questions"]] == [
        question.element for question in view.content.questions
    ]
    elements = [field["element"] for field in found["fields"]]
    assert len(elements) == len(set(elements))
    licence = next(each for each in found["materials"] if each["name"] == "营业执照")
    assert licence["issued_by"]
    assert found["is_handled_jointly"] is False


def test_an_unknown_package_is_a_problem_with_its_code():
    answer = get("/packages/ONE-99")

    assert answer.status_code == 404
    assert answer.json()["code"] == "package-not-found"
